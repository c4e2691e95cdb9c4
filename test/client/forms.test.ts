import * as phoneAuthKit from 'phone-auth-kit'
import {
  codeField,
  completeRegistrationRequest,
  endpointIds,
  genderField,
  loginRequest,
  mainlandMobileField,
  newPasswordField,
  type StandardSchema,
  sendCodeRequest,
  uploadAvatarRequest,
  userIdField,
  verifyCodeRequest,
} from 'phone-auth-kit'
import { en } from 'phone-auth-kit/texts/en'
import { zh } from 'phone-auth-kit/texts/zh'
import { describe, expect, test } from 'vitest'

/** What a form library does with a Standard Schema: the first issue of each field, by name. */
function errorsOf(schema: StandardSchema<unknown>, value: unknown): Record<string, string> {
  const result = schema['~standard'].validate(value)
  const issues = 'issues' in result && result.issues ? [...result.issues] : []
  return Object.fromEntries(issues.toReversed().map(({ path = [], message }) => [path.join('.'), message]))
}

const cases: [string, StandardSchema<unknown>, unknown, Record<string, string>][] = [
  ['sendCode', sendCodeRequest, { userId: '138' }, { userId: 'userId.format' }],
  ['verifyCode', verifyCodeRequest, { code_v: '1234', code: '12' }, { code: 'code.format' }],
  [
    'completeRegistration',
    completeRegistrationRequest,
    { password: 'short', gender: '2', nickname: 5, headImage: null },
    { password: 'password.length', gender: 'gender.value', nickname: 'nickname.type', headImage: 'headImage.type' },
  ],
  [
    'completeRegistration',
    completeRegistrationRequest,
    { password: 'lettersonly' },
    { password: 'password.lettersAndDigits' },
  ],
  ['login', loginRequest, { userId: '13800138000', password: '' }, { password: 'password.missing' }],
  ['uploadAvatar', uploadAvatarRequest, { img: 'me.png' }, { img: 'img.type' }],
  ['a phone', userIdField, '1380013800', { '': 'userId.format' }],
  ['a mainland mobile', mainlandMobileField, '12800138000', { '': 'userId.mainlandMobile' }],
  ['a code', codeField, 1234, { '': 'code.format' }],
  ['a password', newPasswordField, '12345678', { '': 'password.lettersAndDigits' }],
  ['a gender', genderField, 'x', { '': 'gender.value' }],
]

test.each(endpointIds)('the request of %s has a schema for forms', (id) => {
  const schema: unknown = Reflect.get(phoneAuthKit, `${id}Request`)
  expect(schema, `src/client/operations.ts: export ${id}Request, made by requestSchema(${id})`).toBeDefined()
})

describe('the request schemas are Standard Schemas', () => {
  test.each(cases)('%s', (_, schema, value, errors) => {
    expect(schema['~standard']).toMatchObject({ version: 1, vendor: expect.any(String) })
    expect(errorsOf(schema, value)).toEqual(errors)
    for (const code of Object.values(errors)) {
      expect(zh.fields[code as keyof typeof zh.fields]).toMatch(/[\u4e00-\u9fff]/)
      expect(en.fields[code as keyof typeof en.fields]).toMatch(/^[A-Z]/)
    }
  })

  test.each([...new Set(cases.slice(0, 6).map(([, schema]) => schema))])(
    'a value that is not an object is refused: %#',
    (schema) => {
      expect(errorsOf(schema, 'x')).toEqual({ '': 'request.type' })
    },
  )

  test('a valid value is returned without fields that the document does not have', () => {
    const right = { password: 'abcd1234', nickname: '小明', gender: '1' }
    expect(completeRegistrationRequest['~standard'].validate({ ...right, isAdmin: true })).toEqual({ value: right })
    expect(uploadAvatarRequest['~standard'].validate({})).toEqual({ value: {} })
  })
})
