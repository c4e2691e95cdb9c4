import { describe, expect, test } from 'vitest'
import type { EndpointDefinition } from '../../src/contract/define-endpoint.ts'
import { noMessage } from '../../src/contract/fields.ts'
import { endpoints, operations } from '../../src/contract/index.ts'

const pairs: EndpointDefinition[] = Object.values(endpoints)

describe('what a client carries of an endpoint says the same as the endpoint', () => {
  test.each(pairs)('$id', (endpoint) => {
    expect(endpoint).toMatchObject(operations[endpoint.id])
    expect(Object.keys(endpoint.replies)).toEqual(['0000', ...endpoint.failures])
    expect(endpoint.replies['0000']).toBe(endpoint.promised ?? noMessage)
    for (const failure of endpoint.failures) expect(endpoint.replies[failure]).toBe(noMessage)

    const parameters = Object.entries(endpoint.parameters).filter(([name]) => name !== 'img')
    const chosen = parameters.filter(([, { fixed }]) => fixed === undefined)
    expect(Object.keys(endpoint.fields)).toEqual(chosen.map(([name]) => name))
    expect(endpoint.optional ?? []).toEqual(chosen.filter(([, { required }]) => !required).map(([name]) => name))
    expect(Object.entries(endpoint.fixed ?? {})).toEqual(
      parameters.flatMap(([name, { fixed }]) => (fixed === undefined ? [] : [[name, fixed]])),
    )
  })

  test.each(pairs.filter(({ id }) => id !== 'uploadAvatar'))(
    '$id asks of each field what its request schema asks',
    (endpoint) => {
      for (const [name, field] of Object.entries(endpoint.fields)) {
        for (const value of [
          undefined,
          null,
          5,
          '',
          '0',
          '1',
          '1234',
          '13800138000',
          'abcdefgh',
          'abcd1234',
          '/a/b.png',
        ]) {
          const whole = endpoint.request.safeParse({ [name]: value })
          const issues = whole.error?.issues.filter(({ path }) => path[0] === name).map(({ message }) => message) ?? []
          const left = value === undefined && endpoint.optional?.includes(name)
          const alone = left ? [] : (field.safeParse(value).error?.issues.map(({ message }) => message) ?? [])
          expect(issues, `${name}: ${value}`).toEqual(alone)
        }
      }
    },
  )
})
