import { type ContractOptions, runContract } from 'phone-auth-kit/contract-tests'
import { describe, expect, test } from 'vitest'
import { backendWith } from '../../proof/backend.ts'
import { type Fetch, inProcess, rightBackend } from '../backends.ts'

const canaries = {
  code: '7391',
  token: 'CanaryToken/aB3.x9-Zz',
  cookie: 'canary-cookie-5t7',
  header: 'canary-header-8u2',
  phone: '13912345678',
}

/** Puts recognisable codes, tokens and cookies into replies that are wrong enough to be reported. */
function talkative(change: (envelope: { result: string; message: string | null }) => unknown): Fetch {
  const backend = rightBackend()
  const codes = new Map<string, string>()
  return async (request) => {
    const url = new URL(request.url)
    const cookie = (request.headers.get('cookie') ?? '').replace(`${canaries.cookie}-`, '')
    const text = request.method === 'POST' && !url.pathname.endsWith('/upload') ? await request.text() : undefined
    const inner = new Request(request.url, {
      method: request.method,
      headers: [...request.headers].filter(([name]) => name !== 'cookie').concat(cookie ? [['cookie', cookie]] : []),
      ...(request.method === 'POST' && {
        body: text?.replaceAll(`=${canaries.code}`, `=${codes.get(cookie) ?? '----'}`) ?? (await request.blob()),
      }),
    })
    const response = await backend(inner)
    const envelope = (await response.json()) as { result: string; message: string | null }
    const setCookie = response.headers.get('set-cookie')
    if (request.method === 'GET' && envelope.result === '0000' && envelope.message) {
      codes.set(setCookie?.split(';')[0] ?? cookie, envelope.message)
      envelope.message = canaries.code
    }
    if (url.pathname.endsWith('/log') && envelope.result === '0000') envelope.message = canaries.token
    return Response.json(change(envelope), {
      headers: setCookie ? { 'set-cookie': setCookie.replace('=', `=${canaries.cookie}-`) } : {},
    })
  }
}

/** A run with numbers of the user: only those of invented people are nobody's secret. */
const run = (change: Parameters<typeof talkative>[0], options: Partial<ContractOptions> = {}) =>
  runContract({
    baseUrl: inProcess,
    fetch: talkative(change),
    headers: { 'X-Team': canaries.header },
    phones: '139????????',
    ...options,
  })

describe('a report masks', () => {
  test.each<[string, Parameters<typeof talkative>[0]]>([
    ['correct replies', (envelope) => envelope],
    [
      'a message where there should be none',
      ({ result, message }) => ({ result, message: message ?? 'something is wrong' }),
    ],
    ['another code', ({ result, message }) => ({ result: result === '0000' ? '0009' : result, message })],
    ['a number as result', ({ result, message }) => ({ result: Number(result), message })],
    ['JSON in JSON', (envelope) => JSON.stringify(envelope)],
    [
      'the code and the token under more names',
      (envelope) => ({ ...envelope, code: envelope.message, data: { token: envelope.message } }),
    ],
  ])('code, token, cookie and header in %s', async (_, change) => {
    const report = await run(change)
    const json = JSON.stringify(report)
    expect(report.cases.flatMap(({ findings }) => findings).length).toBeGreaterThan(0)
    for (const name of ['token', 'cookie', 'header'] as const) expect(json, name).not.toContain(canaries[name])
    expect(json.match(new RegExp(`(?<![0-9])${canaries.code}(?![0-9])`)), 'the code').toBeNull()
  })

  test('given phone numbers', async () => {
    const report = await run(({ result }) => ({ result, message: 'x' }), { phones: [canaries.phone] })
    expect(JSON.stringify(report)).not.toContain(canaries.phone)
    expect(report.accounts).toEqual([{ userId: '•'.repeat(11), registered: expect.any(Boolean) }])
  })
})

test('a masked value looks masked, and keeps its length', async () => {
  const report = await run(({ result, message }) => ({ result, message: result === '0008' ? 'no' : message }))
  const [finding] = report.cases.find(({ id }) => id === 'login/equal-tokens')?.findings ?? []
  expect(finding?.exchange?.response?.body).toContain(`"message":"${'•'.repeat(canaries.token.length)}"`)
})

test('a code that looks like a result code does not mask result codes', async () => {
  const { fetch } = backendWith({ decide: () => ({ drawCode: () => '0008', isRightPassword: () => false }) })
  const report = await runContract({ baseUrl: inProcess, fetch, only: ['journey/registration'], phones: '139????????' })
  const [finding] = report.cases.flatMap(({ findings }) => findings)
  expect(finding?.exchange?.response?.body).toBe('{"result":"0008","message":null}')
  expect(finding?.actual).toContain('"result":"0008"')
  expect(JSON.stringify(report)).not.toMatch(/(message|code)\W+0008/)
})

test('showSecrets shows everything', async () => {
  const report = await run((envelope) => envelope, { showSecrets: true })
  const json = JSON.stringify(report)
  for (const name of ['code', 'token', 'header'] as const) expect(json, name).toContain(canaries[name])
})

describe('what invented people get', () => {
  test('is shown where the backend is on this machine', async () => {
    const report = await run((envelope) => envelope, { phones: 'random' })
    for (const { userId } of report.accounts) expect(userId).toMatch(/^1[38]\d{9}$/)
    const json = JSON.stringify(report)
    for (const name of ['code', 'token', 'cookie'] as const) expect(json, name).toContain(canaries[name])
    expect(json).not.toContain(canaries.header)
  })

  test('is masked where it is on another one', async () => {
    const remote = { baseUrl: 'http://backend.example', allowRemote: true, phones: 'random' }
    const report = await run((envelope) => envelope, remote)
    expect(report.cases.some(({ findings }) => findings.length > 0)).toBe(true)
    const json = JSON.stringify(report)
    for (const name of ['token', 'cookie', 'header'] as const) expect(json, name).not.toContain(canaries[name])
    expect(json.match(new RegExp(`(?<![0-9])${canaries.code}(?![0-9])`)), 'the code').toBeNull()
  })
})
