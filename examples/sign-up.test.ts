// A module's test with MSW: no server, no port, and yet real state behind every request.
//
//   npx vitest run examples/sign-up.test.ts
import { setupServer } from 'msw/node'
import { mswHandlers } from 'phone-auth-kit/msw'
import { createReferenceBackend } from 'phone-auth-kit/reference'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { requestCode } from './sign-up.ts'

const backend = createReferenceBackend({ people: [{ userId: '13800138000', password: 'correct-horse-1' }] })
const server = setupServer(...mswHandlers(backend))

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
beforeEach(() => backend.reset())
afterAll(() => server.close())

test('a new phone is sent a code', async () => {
  expect(await requestCode('13800138001')).toBe('验证码已发送')
  expect(backend.inbox.last('13800138001')?.code).toMatch(/^\d{4}$/)
})

test('a registered phone is told so', async () => {
  expect(await requestCode('13800138000')).toBe('该手机号已被注册')
})

test('what is no phone number never leaves the app', async () => {
  expect(await requestCode('12345')).toBe('请输入11位手机号码')
  expect(backend.inbox.list()).toEqual([])
})
