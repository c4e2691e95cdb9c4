import { createClient } from 'phone-auth-kit'
import { createReferenceBackend } from 'phone-auth-kit/reference'
import { type Listener, listen } from 'phone-auth-kit/server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

// Codes go out "by SMS": the app does not see them, and the test reads them where the user would.
const backend = createReferenceBackend({ dialect: { codeDelivery: 'sms' }, hashCost: 100 })
let listener: Listener

beforeAll(async () => {
  listener = await listen(backend, { port: 0 })
})
beforeEach(() => backend.reset())
afterAll(() => listener.close())

test('somebody signs up and logs in', async () => {
  // Here the client stands for the browser; `listener.url` is what the app under test is given.
  const app = createClient({ baseUrl: listener.url, dialect: { codeDelivery: 'sms' } })
  await app.sendCode({ userId: '13800138000' }).orThrow()
  const code = backend.inbox.last('13800138000')?.code ?? ''
  await app.verifyCode({ code }).orThrow()
  await app.completeRegistration({ password: 'abcd1234', nickname: '小明' }).orThrow()
  const { message: token } = await app.login({ userId: '13800138000', password: 'abcd1234' }).orThrow()
  expect(token).not.toBe('')
})

test('a run can begin in the middle, from a snapshot of a run before', async () => {
  const app = createClient({ baseUrl: listener.url, dialect: { codeDelivery: 'sms' } })
  await app.sendCode({ userId: '13800138000' }).orThrow()
  const codeIsOnItsWay = await backend.snapshot()
  await backend.reset()
  await backend.load(codeIsOnItsWay)
  const code = backend.inbox.last('13800138000')?.code ?? ''
  expect(await app.verifyCode({ code })).toMatchObject({ ok: true })
})
