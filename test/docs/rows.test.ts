import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { endpointIds, endpoints } from '../../src/contract/endpoints.ts'
import { casesOf, inClient, inReference, page, untestable } from './rows.ts'

const at = (path: string) => new URL(`../../${path}`, import.meta.url)
const read = (path: string) => (existsSync(at(path)) ? readFileSync(at(path), 'utf8') : '')

test('docs/rows.md is what `npm run docs:rows` writes', () => {
  expect(read('docs/rows.md'), 'docs/rows.md is out of date: run `npm run docs:rows`').toBe(page())
})

describe.each(endpointIds)('every row of %s', (id) => {
  test.each(Object.keys(endpoints[id].rows))(
    '%s is implemented by client, reference server and contract tests',
    (row) => {
      const missing = [inClient(id, row), inReference(id, row)]
        .filter(({ name, file }) => !read(file).includes(name))
        .map(({ name, file }) => `${file}: implement the row '${row}' of ${id} here; ${name} is not mentioned yet`)
      if (casesOf(id, row).length === 0 && !(row in untestable))
        missing.push(
          `src/suite/cases/: let a case of ${id} cite cite('${id}', '${row}'); or add the row to \`untestable\` in test/docs/rows.ts, with the reason`,
        )
      expect(missing.join('\n')).toBe('')
    },
  )
})
