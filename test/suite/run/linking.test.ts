import { runContract } from 'phone-auth-kit/contract-tests'
import { expect, test } from 'vitest'
import { type Fetch, inProcess, rightBackend } from '../backends.ts'

const dialect = { linking: 'userId' } as const

/** Requires the cookie of the last reply in addition to the declared userId. */
function wantingItsCookie(fetch: Fetch): Fetch {
  return async (request) => {
    const isSendCode = request.method === 'GET'
    if (!isSendCode && !request.url.endsWith('/log') && !request.headers.get('cookie')?.includes('sid=1'))
      return Response.json({ result: request.url.endsWith('/upload') ? '0006' : '0004', message: null })
    const response = await fetch(request)
    const headers = new Headers(response.headers)
    headers.append('set-cookie', 'sid=1; Path=/; HttpOnly')
    return new Response(response.body, { status: response.status, headers })
  }
}

test('with steps linked by userId, a backend that also requires a cookie fails the first journey', async () => {
  const right = rightBackend({ dialect })
  expect((await runContract({ baseUrl: inProcess, dialect, fetch: right })).verdict).toBe('conforms')
  const report = await runContract({ baseUrl: inProcess, dialect, fetch: wantingItsCookie(right) })
  expect(report.cases.find(({ id }) => id === 'journey/registration')?.status).toBe('failed')
})
