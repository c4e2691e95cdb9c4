import { describe, expect, test } from 'vitest'
import type { DocumentedOperation } from '../../src/contract/define-endpoint.ts'
import { endpointIds, endpoints, operations } from '../../src/contract/endpoints.ts'

describe.each(endpointIds)('the value of %s', (id) => {
  const operation: DocumentedOperation = operations[id]

  test('is listed by its id, with its section', () => {
    expect(operation.id).toBe(id)
    expect(endpoints[id]).toMatchObject(operation)
  })

  test('refers only to its own parameters', () => {
    const { fields, files = [], optional = [], fixed = {}, messageNeeds } = operation
    const chosen = [...Object.keys(fields), ...files]
    expect(chosen).toEqual(expect.arrayContaining([...optional]))
    expect(chosen.filter((name) => name in fixed)).toEqual([])
    if (messageNeeds !== undefined) expect(files).toContain(messageNeeds)
    expect(Object.keys(endpoints[id].parameters)).toEqual([...chosen, ...Object.keys(fixed)])
  })
})
