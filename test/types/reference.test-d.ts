import { createReferenceBackend, type ReferenceOptions } from 'phone-auth-kit/reference'
import { expectTypeOf, test } from 'vitest'

const backend = createReferenceBackend()

test('a state is forced by an endpoint and a code of its own', () => {
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

test('statuses are given by an endpoint and a code of its own', () => {
  const options: ReferenceOptions = { statuses: { login: { '0008': 401 } } }
  void options
  // @ts-expect-error 0001 is a code of sendCode
  const wrong: ReferenceOptions = { statuses: { login: { '0001': 401 } } }
  void wrong
})

test('the backend can stand where a fetch is taken', () => {
  expectTypeOf(backend.fetch).toExtend<typeof fetch>()
})
