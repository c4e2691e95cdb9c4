import { Validator } from '@seriousme/openapi-schema-validator'
import { codeField, defineOperation, newPasswordField, userIdField } from 'phone-auth-kit'
import { type OpenApiOptions, openApiDocument } from 'phone-auth-kit/openapi'
import { en } from 'phone-auth-kit/texts/en'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import * as mini from 'zod/mini'

const changePassword = defineOperation({
  id: 'changePassword',
  method: 'POST',
  path: '/password',
  encoding: 'body',
  fields: { userId: userIdField, code: codeField, password: newPasswordField },
  failures: ['0004', '1001'],
  titles: { zh: '修改密码', en: 'Change the password' },
  texts: { zh: { '1001': '新密码不能与旧密码相同' }, en: { '1001': 'The new password is the old one' } },
  document: { section: '修改密码', rows: {} },
})

const feedback = defineOperation({
  id: 'feedback',
  method: 'POST',
  path: '/feedback',
  encoding: 'multipart',
  fields: { text: z.string().max(500), stars: z.number().transform(String), note: mini.string(), age: foreign() },
  files: ['photo'],
  optional: ['photo', 'note'],
  fixed: { version: '2' },
  linked: true,
  message: z.nullish(z.string().min(3)),
  failures: [],
})

const profile = defineOperation({
  id: 'profile',
  method: 'GET',
  path: '/register/profile',
  encoding: 'query',
  fields: { userId: userIdField, part: z.enum(['nickname', 'gender']) },
  optional: ['part'],
  message: z.string(),
  failures: ['0007', '2001'],
  texts: { ja: { '2001': '非公開' } },
})

/** A schema of a library we don't know, which may describe itself as JSON Schema. */
function foreign(jsonSchema?: object) {
  const validate = (value: unknown) => ({ value: String(value) })
  return { '~standard': { version: 1, vendor: 'foreign', validate, ...(jsonSchema && { jsonSchema }) } } as const
}

const operations = [changePassword, feedback, profile]
const make = (options: OpenApiOptions = {}) => JSON.parse(JSON.stringify(openApiDocument({ operations, ...options })))

describe.each<OpenApiOptions>([{}, { dialect: { linking: 'userId', body: 'json', codeDelivery: 'sms' } }])(
  'with own operations and the options %o',
  (options) => {
    test('it is valid OpenAPI 3.1', async () => {
      const result = await new Validator().validate(make(options))
      expect(result.errors).toBeUndefined()
      expect(result.valid).toBe(true)
    })

    test('the document’s operations are unchanged', () => {
      const { paths, components, ...rest } = make(options)
      const alone = JSON.parse(JSON.stringify(openApiDocument(options)))
      expect(rest).toEqual({ openapi: alone.openapi, info: alone.info, servers: alone.servers, tags: alone.tags })
      expect(paths).toMatchObject(alone.paths)
      expect(components.schemas).toMatchObject(alone.components.schemas)
    })
  },
)

describe('an own operation', () => {
  test('has its route, its titles and its codes with their texts', () => {
    const { paths, components } = make()
    expect(paths['/password'].post).toMatchObject({
      operationId: 'changePassword',
      summary: 'Change the password (修改密码)',
      requestBody: {
        content: {
          'application/x-www-form-urlencoded': { schema: { $ref: '#/components/schemas/ChangePasswordRequest' } },
        },
      },
    })
    const { ChangePasswordReply0004, ChangePasswordReply1001, ChangePasswordReply } = components.schemas
    expect(ChangePasswordReply0004.description).toBe('验证码错误 · Wrong verification code')
    expect(ChangePasswordReply1001.description).toBe('新密码不能与旧密码相同 · The new password is the old one')
    expect(Object.keys(ChangePasswordReply.discriminator.mapping).sort()).toEqual(['0000', '0004', '1001'])
  })

  test('has texts in the requested languages and in those that only it has', () => {
    expect(make({ texts: [en] }).components.schemas.ChangePasswordReply1001.description).toBe(
      'The new password is the old one · 新密码不能与旧密码相同',
    )
    expect(make().components.schemas.ProfileReply2001.description).toBe('非公開')
  })

  test('has its fields, described by their schemas', () => {
    const { components, paths } = make()
    const { ChangePasswordRequest, FeedbackRequest } = components.schemas
    expect(ChangePasswordRequest).toEqual({
      type: 'object',
      properties: {
        userId: { type: 'string', pattern: '^[0-9]{11}$' },
        code: { type: 'string', pattern: '^[0-9]{4}$' },
        password: expect.objectContaining({ type: 'string', minLength: 8 }),
      },
      required: ['userId', 'code', 'password'],
    })
    expect(FeedbackRequest).toEqual({
      type: 'object',
      properties: {
        text: { type: 'string', maxLength: 500 },
        stars: { type: 'string' },
        note: { type: 'string' },
        age: { type: 'string' },
        photo: { type: 'string', contentMediaType: 'application/octet-stream' },
        version: { type: 'string', const: '2' },
      },
      required: ['text', 'stars', 'age', 'version'],
    })
    expect(paths['/register/profile'].get.parameters).toEqual([
      { name: 'userId', in: 'query', required: true, schema: { type: 'string', pattern: '^[0-9]{11}$' } },
      { name: 'part', in: 'query', required: false, schema: { type: 'string', enum: ['nickname', 'gender'] } },
    ])
  })

  test('has the fields of a schema that describes itself as JSON Schema', () => {
    const jsonSchema = { output: () => ({ $schema: 'x', type: 'string', format: 'date' }) }
    const born = { ...profile, fields: { born: foreign(jsonSchema) }, optional: [] }
    const [field] = JSON.parse(JSON.stringify(openApiDocument({ operations: [born] }))).paths['/register/profile'].get
      .parameters
    expect(field.schema).toEqual({ type: 'string', format: 'date' })
  })

  test('promises the message that its schema requires', () => {
    const { FeedbackReply0000, ProfileReply0000, ProfileReply0007 } = make().components.schemas
    expect(FeedbackReply0000.required).toEqual(['result'])
    expect(ProfileReply0000).toMatchObject({
      required: ['result', 'message'],
      properties: { message: { type: 'string' } },
    })
    expect(ProfileReply0007.required).toEqual(['result'])
  })

  test('takes the phone number if it is linked and the dialect links by userId', () => {
    expect(make().components.schemas.FeedbackRequest.required).not.toContain('userId')
    const linked = make({ dialect: { linking: 'userId' } }).components.schemas
    expect(linked.FeedbackRequest.required).toContain('userId')
    expect(linked.ProfileReply0000).toBeDefined()
  })
})

test('operations that clash are refused', () => {
  expect(() => openApiDocument({ operations: [changePassword, changePassword] })).toThrow(/changePassword is taken/)
  expect(() => openApiDocument({ operations: [{ ...changePassword, path: '/log' }] })).toThrow(/POST \/log is taken/)
})
