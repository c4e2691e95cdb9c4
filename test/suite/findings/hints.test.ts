import { runContract } from 'phone-auth-kit/contract-tests'
import type { ReferenceOptions } from 'phone-auth-kit/reference'
import { describe, expect, test } from 'vitest'
import { inProcess, rightBackend } from '../backends.ts'

const hintsOf = async (options: ReferenceOptions, around = (response: Response) => response) => {
  const backend = rightBackend(options)
  const report = await runContract({ baseUrl: inProcess, fetch: async (request) => around(await backend(request)) })
  return {
    report,
    hints: report.cases.flatMap(({ findings }) => findings.flatMap(({ hint }) => hint ?? [])),
  }
}

describe('a backend with an undeclared difference fails, and the finding names the option', () => {
  test('steps linked by userId', async () => {
    const { hints, report } = await hintsOf({ dialect: { linking: 'userId' } })
    expect(hints).toEqual(['verifyCode works with userId: declare linking: userId (--linking userId)'])
    expect(report.verdict).toBe('fails')
  })

  test('JSON bodies', async () => {
    const { hints } = await hintsOf({ dialect: { body: 'json' } })
    expect(hints).toEqual(['the same request works with a JSON body: declare body: json (--body json)'])
  })

  test('both at once', async () => {
    const { hints } = await hintsOf({ dialect: { linking: 'userId', body: 'json' } })
    expect(hints[0]).toContain('--linking userId --body json')
  })

  test('codes by SMS only', async () => {
    const { hints } = await hintsOf({ dialect: { codeDelivery: 'sms' } })
    expect(hints).toEqual(['if codes are sent by SMS only, declare codeDelivery: sms (--code-delivery sms)'])
  })
})

describe('a session cookie that is not sent back fails, and the finding says why', () => {
  const rewriting = (change: (cookie: string) => string) => (response: Response) => {
    const cookie = response.headers.get('set-cookie')
    if (!cookie) return response
    const headers = new Headers(response.headers)
    headers.delete('set-cookie')
    if (change(cookie)) headers.set('set-cookie', change(cookie))
    return new Response(response.body, { status: response.status, headers })
  }

  test.each<[string, (cookie: string) => string, RegExp]>([
    ['no cookie at all', () => '', /sets none/],
    ['Secure over http', (cookie) => `${cookie}; Secure`, /is Secure, but the protocol is http/],
    ['another path', (cookie) => cookie.replace(/path=[^;]*/i, 'Path=/elsewhere'), /Path .* does not cover/],
    ['another domain', (cookie) => `${cookie}; Domain=example.org`, /Domain is another host/],
    ['expired when it is set', (cookie) => `${cookie}; Max-Age=0`, /had already expired/],
  ])('%s', async (_, change, words) => {
    const { hints, report } = await hintsOf({}, rewriting(change))
    expect(hints.join()).toMatch(words)
    expect(report.cases.find(({ id }) => id === 'journey/registration')?.status).toBe('failed')
  })
})

test('one cause is one finding, and the cases that depend on it refer to it', async () => {
  const { report } = await hintsOf({ dialect: { linking: 'userId' } })
  const failed = report.cases.filter(({ status, level }) => status === 'failed' && level === 'must')
  expect(failed.map(({ id }) => id)).toEqual(['journey/registration'])
  const others = report.cases.filter(({ status }) => status === 'inconclusive')
  expect(others.length).toBeGreaterThan(20)
  for (const { reason } of others) expect(reason).toMatch(/: see \w+\//)
})

describe('a path that is not there fails, and the finding says what to do', () => {
  const notFound = () => new Response('<h1>Not Found</h1>', { status: 404, headers: { 'Content-Type': 'text/html' } })

  test.each(['/register', '/upload', '/log', '/api/register', '/register/'])(
    'because the base address ends in a path of the document: %s',
    async (path) => {
      const { cases } = await runContract({ baseUrl: inProcess + path, fetch: async () => notFound() })
      const hints = cases.flatMap(({ findings }) => findings.flatMap(({ hint }) => hint ?? []))
      const right = inProcess + path.replace(/\/(register|upload|log)\/?$/, '')
      expect(new Set(hints).size).toBe(1)
      expect(hints[0]).toMatch(new RegExp(`a path of the document: use ${right}$`))
      expect(new Set(cases.flatMap(({ findings }) => findings.map(({ cause }) => cause)))).toEqual(
        new Set(['base-address']),
      )
    },
  )

  test('because the endpoint is not written yet', async () => {
    const backend = rightBackend()
    const { cases } = await runContract({
      baseUrl: `${inProcess}`,
      fetch: async (request) => (new URL(request.url).pathname === '/upload' ? notFound() : backend(request)),
    })
    const hints = cases.flatMap(({ findings }) => findings.flatMap(({ hint }) => hint ?? []))
    expect(hints).toEqual(['POST /upload answered 404: it is not written yet, or the address is wrong'])
  })
})
