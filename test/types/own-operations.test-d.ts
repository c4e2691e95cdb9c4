import {
  type Aborted,
  codeField,
  createClient,
  defineOperation,
  type FailureIn,
  failureOf,
  genderField,
  isRefused,
  newPasswordField,
  type OutcomeOf,
  type RequestOf,
  type Succeeded,
  userIdField,
} from 'phone-auth-kit'
import { describe, expectTypeOf, test } from 'vitest'
import * as z from 'zod'
import * as mini from 'zod/mini'

const api = createClient({ baseUrl: 'http://127.0.0.1:6543' })
const [userId, code, password] = ['13800138000', '1234', 'abcd1234']

const changePassword = defineOperation({
  id: 'changePassword',
  method: 'POST',
  path: '/password',
  encoding: 'body',
  fields: { userId: userIdField, code: codeField, password: newPasswordField },
  failures: ['0004', '1001'],
})

const feedback = defineOperation({
  id: 'feedback',
  method: 'POST',
  path: '/feedback',
  encoding: 'multipart',
  fields: { text: z.string(), stars: z.number().transform(String), gender: genderField },
  files: ['photo', 'screenshot'],
  optional: ['gender', 'screenshot'],
  linked: true,
  message: mini.nullish(mini.string()),
  failures: [],
})

const logOut = defineOperation({
  id: 'logOut',
  method: 'GET',
  path: '/out',
  encoding: 'query',
  fields: {},
  failures: [],
})

describe('an own operation', () => {
  test('has its own codes and only those', async () => {
    const done = await api.call(changePassword, { userId, code, password })
    expectTypeOf(done).toEqualTypeOf<OutcomeOf<typeof changePassword>>()
    if (done.ok) return expectTypeOf(done).toEqualTypeOf<Succeeded<null>>()
    if (done.kind === 'refused') return expectTypeOf(done.result).toEqualTypeOf<'0004' | '1001'>()
    if (done.kind === 'invalid-request') return expectTypeOf(done.issues[0]?.code).toEqualTypeOf<string | undefined>()
    if (done.kind === 'aborted') return expectTypeOf(done).toEqualTypeOf<Aborted>()
    // @ts-expect-error 0008 is a code of login
    return done.kind === 'refused' && done.result === '0008'
  })

  test('returns the message that it promises, from orThrow too', async () => {
    expectTypeOf((await api.call(changePassword, { userId, code, password }).orThrow()).message).toEqualTypeOf<null>()
    const request = { text: 'good', stars: 5, photo: new Blob() }
    expectTypeOf((await api.call(feedback, request).orThrow()).message).toEqualTypeOf<string | null>()
  })

  test('takes the input of its schemas', () => {
    expectTypeOf<{ userId: string; code: string; password: string }>().toExtend<RequestOf<typeof changePassword>>()
    api.call(feedback, { text: 'good', stars: 5, photo: { path: 'me.png' }, screenshot: undefined, gender: '0' })
    api.call(feedback, { text: 'good', stars: 5, photo: new Blob() }, { onProgress() {} })
    api.call(logOut)
    api.call(logOut, {}, { timeout: 5 })
    // @ts-expect-error the code is required
    api.call(changePassword, { userId, password })
    // @ts-expect-error a request is required
    api.call(changePassword)
    // @ts-expect-error there is no such field
    api.call(changePassword, { userId, code, password, nickname: '小明' })
    // @ts-expect-error a code is text
    api.call(changePassword, { userId, code: 1234, password })
    // @ts-expect-error the photo is required
    api.call(feedback, { text: 'good', stars: 5 })
    // @ts-expect-error a photo is a file
    api.call(feedback, { text: 'good', stars: 5, photo: 'me.png' })
    // @ts-expect-error only an upload has progress
    api.call(changePassword, { userId, code, password }, { onProgress() {} })
  })

  test('takes the phone number if it is linked and the dialect links by userId', () => {
    const linked = createClient({ baseUrl: '/', dialect: { linking: 'userId' } })
    linked.call(feedback, { text: 'good', stars: 5, photo: new Blob(), userId })
    // @ts-expect-error the phone number links the steps
    linked.call(feedback, { text: 'good', stars: 5, photo: new Blob() })
    // @ts-expect-error with linking by cookie, there is no such field
    api.call(feedback, { text: 'good', stars: 5, photo: new Blob(), userId })
    linked.call(logOut)
  })

  test('narrows a thrown failure', () => {
    const error: unknown = undefined
    expectTypeOf(failureOf(error, changePassword)).toEqualTypeOf<FailureIn<typeof changePassword> | undefined>()
    expectTypeOf(isRefused(error, changePassword, '1001')).toEqualTypeOf<boolean>()
    // @ts-expect-error 0008 is not one of its codes
    isRefused(error, changePassword, '0008')
    // @ts-expect-error 1001 is not a code of the document
    isRefused(error, '1001')
  })
})

describe('a definition', () => {
  test('must not clash with an operation of the document', () => {
    const rest = { encoding: 'body', fields: {}, failures: [] } as const
    // @ts-expect-error the id is taken
    defineOperation({ id: 'login', method: 'POST', path: '/log-in', ...rest })
    // @ts-expect-error the route is taken
    defineOperation({ id: 'signIn', method: 'POST', path: '/log', ...rest })
    defineOperation({ id: 'logged', method: 'GET', path: '/log', encoding: 'query', fields: {}, failures: [] })
  })

  test('must be valid', () => {
    const rest = { id: 'signIn', encoding: 'body', fields: {}, failures: [] } as const
    // @ts-expect-error a path begins with a slash
    defineOperation({ ...rest, method: 'POST', path: 'sign-in' })
    // @ts-expect-error GET and POST are the only methods
    defineOperation({ ...rest, method: 'PUT', path: '/sign-in' })
    // @ts-expect-error the output of a schema must be text
    defineOperation({ ...rest, method: 'POST', path: '/sign-in', fields: { age: z.number() } })
    // @ts-expect-error a pattern is not a schema
    defineOperation({ ...rest, method: 'POST', path: '/sign-in', fields: { userId: /^1/ } })
    // @ts-expect-error there is no such field
    defineOperation({ ...rest, method: 'POST', path: '/sign-in', optional: ['nickname'] })
  })
})
