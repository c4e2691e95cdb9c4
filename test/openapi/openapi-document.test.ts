import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { openApiDocument } from 'phone-auth-kit/openapi'
import { describe, expect, test } from 'vitest'
import type { Dialect } from '../../src/contract/dialect.ts'
import { endpointIds, endpoints, resultsOf } from '../../src/contract/endpoints.ts'

const make = (dialect: Partial<Dialect> = {}) => openApiDocument({ dialect })

function accepts(name: string, dialect: Partial<Dialect> = {}) {
  const { components } = make(dialect)
  const ajv = new Ajv2020()
  ajv.addVocabulary(['components', 'discriminator'])
  const validate = ajv.compile({ $ref: `#/components/schemas/${name}`, components })
  return (value: unknown) => validate(value)
}

describe.each<Partial<Dialect>>([
  {},
  { linking: 'userId' },
  { body: 'json' },
  { codeDelivery: 'sms' },
  { linking: 'userId', body: 'json', codeDelivery: 'sms' },
])('the OpenAPI document of the dialect %o', (dialect) => {
  test('is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate(JSON.parse(JSON.stringify(make(dialect))))
    expect(result.errors).toBeUndefined()
    expect(result.valid).toBe(true)
  })

  test('has the method and path of every endpoint', () => {
    const { paths } = make(dialect)
    for (const id of endpointIds) {
      expect(paths[endpoints[id].path]).toHaveProperty(endpoints[id].method.toLowerCase())
    }
  })
})

describe('the OpenAPI document', () => {
  test('accepts exactly the documented codes of each endpoint, with the promised message', () => {
    for (const id of endpointIds) {
      const reply = accepts(`${id[0]?.toUpperCase()}${id.slice(1)}Reply`)
      const documented: readonly unknown[] = resultsOf(id)
      for (const code of ['0000', '0001', '0002', '0003', '0004', '0005', '0006', '0007', '0008', 0]) {
        const message =
          code === '0000' && id === 'sendCode' ? '0123' : code === '0000' && id === 'login' ? 'token' : null
        expect(reply({ result: code, message }), `${id} ${code}`).toBe(documented.includes(code))
      }
      expect(reply({ result: '0000', message: 'None' })).toBe(id === 'login')
    }
  })

  test('requires the required fields and no others', () => {
    const complete = accepts('CompleteRegistrationRequest')
    expect(complete({ password: 'abcd1234', register: '1' })).toBe(true)
    expect(complete({ password: 'abcd1234' })).toBe(false)
    expect(complete({ password: 'abcdefgh', register: '1' })).toBe(false)
    expect(complete({ password: 'abcd1234', register: '1', gender: '2' })).toBe(false)
    expect(accepts('UploadAvatarRequest')({})).toBe(true)
    expect(accepts('LoginRequest')({ userId: '13800138000' })).toBe(false)
  })

  test('follows the dialect', () => {
    expect(accepts('VerifyCodeRequest', { linking: 'userId' })({ code: '1234', code_v: '1234' })).toBe(false)
    expect(accepts('SendCodeReply', { codeDelivery: 'sms' })({ result: '0000' })).toBe(true)
    expect(accepts('SendCodeReply')({ result: '0000' })).toBe(false)
    expect(JSON.stringify(make({ body: 'json' }).paths['/log'])).not.toContain('x-www-form-urlencoded')
    expect(JSON.stringify(make({ body: 'json' }).paths['/upload'])).toContain('multipart/form-data')
  })

  test('contains no address of its own', () => {
    expect(JSON.stringify(make())).not.toMatch(/192\.168/)
  })
})
