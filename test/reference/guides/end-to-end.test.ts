import { createClient } from 'phone-auth-kit'
import { createReferenceBackend } from 'phone-auth-kit/reference'
import { type Listener, listen } from 'phone-auth-kit/server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

// Codes go out "by SMS": the app never sees them, and the test reads them from the inbox, as the user would.
const backend = createReferenceBackend({ dialect: { codeDelivery: 'sms' }, hashCost: 100 })
let listener: Listener

beforeAll(async () => {
  listener = await listen(backend, { port: 0 })
})
beforeEach(() => backend.reset())
afterAll(() => listener.close())

test('a user signs up and logs in', async () => {
  // The client stands in for the browser here. Give `listener.url` to the app under test.
  const app = createClient({ baseUrl: listener.url, dialect: { codeDelivery: 'sms' } })
  await app.sendCode({ userId: '13800138000' }).orThrow()
  const code = backend.inbox.last('13800138000')?.code ?? ''
  await app.verifyCode({ code }).orThrow()
  await app.completeRegistration({ password: 'abcd1234', nickname: '小明' }).orThrow()
  const { message: token } = await app.login({ userId: '13800138000', password: 'abcd1234' }).orThrow()
  expect(token).not.toBe('')
})

test('a test can start halfway, from a snapshot', async () => {
  const app = createClient({ baseUrl: listener.url, dialect: { codeDelivery: 'sms' } })
  await app.sendCode({ userId: '13800138000' }).orThrow()
  const afterSending = await backend.snapshot()
  await backend.reset()
  await backend.load(afterSending)
  const code = backend.inbox.last('13800138000')?.code ?? ''
  expect(await app.verifyCode({ code })).toMatchObject({ ok: true })
})
