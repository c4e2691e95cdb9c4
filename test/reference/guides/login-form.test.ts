import { setupServer } from 'msw/node'
import { createClient } from 'phone-auth-kit'
import { mswHandlers } from 'phone-auth-kit/msw'
import { createReferenceBackend } from 'phone-auth-kit/reference'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { loginForm } from './login-form.ts'

const backend = createReferenceBackend({
  hashCost: 100,
  people: [{ userId: '13800138000', password: 'abcd1234' }],
})
const server = setupServer(...mswHandlers(backend, { origin: 'https://api.example.com' }))

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
beforeEach(() => backend.reset())
afterAll(() => server.close())

const open = () => loginForm(createClient({ baseUrl: 'https://api.example.com' }))

test('a registered user logs in', async () => {
  const form = open()
  await form.submit('13800138000', 'abcd1234')
  expect(form.state).toEqual({ busy: false, error: '', token: expect.any(String) })
})

test('a wrong password shows an error', async () => {
  const form = open()
  await form.submit('13800138000', 'abcd1235')
  expect(form.state.error).toBe('密码错误')
})

test('the form is busy while it waits for the answer', async () => {
  backend.force('login', { delay: 50 })
  const form = open()
  const submitted = form.submit('13800138000', 'abcd1234')
  expect(form.state.busy).toBe(true)
  await submitted
  expect(form.state.busy).toBe(false)
})

test('a network failure shows an error', async () => {
  backend.force('login', 'drop')
  const form = open()
  await form.submit('13800138000', 'abcd1234')
  expect(form.state.error).toBe('网络不可用，请稍后再试')
})
