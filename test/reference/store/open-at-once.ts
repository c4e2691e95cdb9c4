// Creates data files at given moments, while another process does the same; see two-processes.test.ts.
import { join } from 'node:path'
import { openFileStore } from '../../../src/reference/server/file-store.ts'

const [folder = '', start = '', count = ''] = process.argv.slice(2)

for (let index = 0; index < Number(count); index += 1) {
  // Busy waiting, so that the processes meet within the same millisecond.
  while (Date.now() < Number(start) + index * 20);
  openFileStore(join(folder, `${index}.db`)).close()
}
