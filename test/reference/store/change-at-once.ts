// Changes one person of a data file many times, while another process does the same; see two-processes.test.ts.
import { openFileStore } from '../../../src/reference/server/file-store.ts'

const [file = '', userId = '', start = '', count = ''] = process.argv.slice(2)

const store = openFileStore(file)
// Busy waiting, so that the processes begin within the same millisecond.
while (Date.now() < Number(start));
for (let index = 0; index < Number(count); index += 1)
  await store.updatePerson(userId, (person) => ({
    person: person && { ...person, registeredAt: person.registeredAt + 1 },
    result: undefined,
  }))
store.close()
