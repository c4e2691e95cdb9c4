import { runContract } from 'phone-auth-kit/contract-tests'
import { expect, test } from 'vitest'
import { type Fetch, inProcess, rightBackend, wrongBackend } from '../backends.ts'

async function statusWith(fetch: Fetch): Promise<string | undefined> {
  const id = 'sendCode/cookie-http-only'
  const { cases } = await runContract({ baseUrl: inProcess, fetch, only: [id] })
  return cases.find((each) => each.id === id)?.status
}

test('a cookie for scripts beside an HttpOnly session cookie passes', async () => {
  const right = rightBackend()
  const status = await statusWith(async (request) => {
    const response = await right(request)
    response.headers.append('Set-Cookie', 'csrf=8f14e45f; Path=/')
    return response
  })
  expect(status).toBe('passed')
})

test('a session cookie that scripts can read fails', async () => {
  expect(await statusWith(wrongBackend('session-cookie-for-scripts'))).toBe('failed')
})
