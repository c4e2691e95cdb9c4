import { createClient } from 'phone-auth-kit'
import { createReferenceBackend } from 'phone-auth-kit/reference'
import { expect, test } from 'vitest'

test('every state of the screens can be forced', async () => {
  const backend = createReferenceBackend()
  const api = createClient({ baseUrl: 'http://in-process', fetch: backend.fetch })
  const person = { userId: '13800138000', password: 'abcd1234' }

  // The next login gets "wrong password"; the one after it gets the regular answer.
  backend.force('login', '0008', { times: 1 })
  expect(await api.login(person)).toMatchObject({ ok: false, kind: 'refused', result: '0008' })
  expect(await api.login(person)).toMatchObject({ ok: false, kind: 'refused', result: '0007' })

  // Every sendCode fails until the state is taken back.
  const takeBack = backend.force('sendCode', '0002')
  expect(await api.sendCode(person)).toMatchObject({ kind: 'refused', result: '0002' })
  takeBack()
  expect(await api.sendCode(person)).toMatchObject({ ok: true })

  // No answer at all, then a dropped connection.
  backend.force('login', 'never', { times: 1 })
  expect(await api.login(person, { timeout: 500 })).toMatchObject({ ok: false, kind: 'timeout' })
  backend.force('login', 'drop', { times: 1 })
  expect(await api.login(person)).toMatchObject({ ok: false, kind: 'network' })
})
