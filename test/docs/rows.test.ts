import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { endpointIds, endpoints } from '../../src/contract/endpoints.ts'
import { casesOf, inClient, inReference, page, untestable } from './rows.ts'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

test('docs/rows.md is what `npm run docs:rows` writes', () => {
  expect(read('docs/rows.md')).toBe(page())
})

describe.each(endpointIds)('every row of %s', (id) => {
  test.each(Object.keys(endpoints[id].rows))(
    '%s is implemented by client, reference server and contract tests',
    (row) => {
      for (const { name, file } of [inClient(id, row), inReference(id, row)]) expect(read(file)).toContain(name)
      expect(casesOf(id, row).length > 0 || row in untestable).toBe(true)
    },
  )
})
