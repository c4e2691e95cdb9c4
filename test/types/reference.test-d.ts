import { codeField, defineOperation, userIdField } from 'phone-auth-kit'
import { mswHandlers } from 'phone-auth-kit/msw'
import {
  answers,
  createReferenceBackend,
  type ReferenceBackend,
  type ReferenceOptions,
  type UploadedImage,
} from 'phone-auth-kit/reference'
import { listen } from 'phone-auth-kit/server'
import { expectTypeOf, test } from 'vitest'

const backend = createReferenceBackend()

test('force takes an endpoint and one of its codes', () => {
  expectTypeOf(backend.force('login', '0008')).toEqualTypeOf<() => void>()
  backend.force('sendCode', '0002', { times: 1, delay: 2000 })
  backend.force('uploadAvatar', 'never')
  backend.force('completeRegistration', 'drop')
  backend.force('verifyCode', { delay: 2000 })
  // @ts-expect-error 0001 is a code of sendCode
  backend.force('login', '0001')
  // @ts-expect-error 0003 is undocumented
  backend.force('login', '0003')
  // @ts-expect-error there is no such endpoint
  backend.force('logout', '0000')
  // @ts-expect-error there is no such disruption
  backend.force('login', 'hang')
})

test('statuses are set by endpoint and one of its codes', () => {
  const options: ReferenceOptions = { statuses: { login: { '0008': 401 } } }
  void options
  // @ts-expect-error 0001 is a code of sendCode
  const wrong: ReferenceOptions = { statuses: { login: { '0001': 401 } } }
  void wrong
})

test('the fetch of a backend is a fetch', () => {
  expectTypeOf(backend.fetch).toExtend<typeof fetch>()
})

const checkCode = defineOperation({
  id: 'checkCode',
  method: 'POST',
  path: '/check',
  encoding: 'multipart',
  fields: { userId: userIdField, code: codeField },
  files: ['photo'],
  message: codeField,
  failures: ['0004', '1001'],
})
const ping = defineOperation({ id: 'ping', method: 'GET', path: '/ping', encoding: 'query', fields: {}, failures: [] })

test('a rule gets the fields and files of its operation', () => {
  answers(checkCode, ({ fields, files }) => {
    expectTypeOf(fields).toEqualTypeOf<{ readonly userId: string | undefined; readonly code: string | undefined }>()
    expectTypeOf(files).toEqualTypeOf<{ readonly photo: UploadedImage | undefined }>()
    return { result: '0000', message: '1234' }
  })
})

test('a rule answers with the codes of its operation, and with the message that 0000 promises', () => {
  answers(checkCode, () => ({ result: '1001', reason: 'a failure needs no message' }))
  answers(ping, async () => ({ result: '0000', status: 201 }))
  // @ts-expect-error 0007 is none of its failures
  answers(checkCode, () => ({ result: '0007' }))
  // @ts-expect-error 0000 promises a message
  answers(checkCode, () => ({ result: '0000' }))
  // @ts-expect-error a failure has no message
  answers(checkCode, () => ({ result: '0004', message: 'wrong' }))
  // @ts-expect-error ping promises no message
  answers(ping, () => ({ result: '0000', message: 'pong' }))
  // @ts-expect-error 0002 is none of its failures
  answers(checkCode, () => ({ result: '1001' }), { refusal: '0002' })
})

test('own operations can be forced and get statuses, beside the five', () => {
  const operations = [
    answers(checkCode, () => ({ result: '1001' })),
    answers(ping, () => ({ result: '0000' })),
  ] as const
  const own = createReferenceBackend({ operations, statuses: { checkCode: { '1001': 409 }, login: { '0008': 401 } } })
  own.force('checkCode', '1001', { times: 1 })
  own.force('ping', { delay: 100 })
  own.force('login', '0008')
  // @ts-expect-error 0008 is none of its failures
  own.force('checkCode', '0008')
  // @ts-expect-error there is no such operation
  own.force('pong', '0000')
  // @ts-expect-error 0008 is none of its failures
  createReferenceBackend({ operations, statuses: { checkCode: { '0008': 401 } } })
  expectTypeOf(own).toExtend<ReferenceBackend>()
  expectTypeOf(mswHandlers).toBeCallableWith(own)
  expectTypeOf(listen).toBeCallableWith(own)
})

test('operations in a list whose types are not known are served, and the five stay as strict', () => {
  const options: ReferenceOptions = { operations: [answers(ping, () => ({ result: '0000' }))] }
  const known = createReferenceBackend(options)
  known.force('login', '0008')
  // @ts-expect-error 0001 is a code of sendCode
  known.force('login', '0001')
})
