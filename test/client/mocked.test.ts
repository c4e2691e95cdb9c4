import { setupServer } from 'msw/node'
import { createClient } from 'phone-auth-kit'
import { mswHandlers } from 'phone-auth-kit/msw'
import { createReferenceBackend } from 'phone-auth-kit/reference'
import { expect, onTestFinished, test } from 'vitest'

const userId = '13800138000'
const path = new URL('../../examples/avatar.png', import.meta.url)

test('the client works under MSW as over a network, session and streams included', async () => {
  const server = setupServer(...mswHandlers(createReferenceBackend()))
  server.listen()
  onTestFinished(() => server.close())
  const api = createClient({ baseUrl: 'http://api.example.test' })
  const { message: code } = await api.sendCode({ userId }).orThrow()
  await api.verifyCode({ code_v: code, code }).orThrow()
  const { message: headImage } = await api.uploadAvatar({ img: { path } }).orThrow()
  await api.completeRegistration({ password: 'abcd1234', headImage }).orThrow()
  expect(await api.login({ userId, password: 'abcd1234' })).toMatchObject({ ok: true })
})

test('the reference backend can replace fetch, without a port', async () => {
  const { fetch } = createReferenceBackend()
  const api = createClient({ baseUrl: 'http://api.example.test', fetch })
  const { message: code } = await api.sendCode({ userId }).orThrow()
  await api.verifyCode({ code_v: code, code }).orThrow()
  expect(await api.uploadAvatar({ img: { path } })).toMatchObject({ ok: true })
})
