import { createServer } from 'node:http'
import process from 'node:process'
import { type ContractOptions, runContract, UsageError } from 'phone-auth-kit/contract-tests'
import { createReferenceBackend } from 'phone-auth-kit/reference'
import { describe, expect, test } from 'vitest'
import { stopTimers } from '../../harness/stop-timers.ts'
import { inProcess, listening } from '../backends.ts'

/** Runs the suite against a backend that sends codes by SMS only, with its inbox on a port. */
async function runBySms(source: (inbox: string, last: (userId: string) => string) => Partial<ContractOptions>) {
  const backend = createReferenceBackend({ hashCost: 1, dialect: { codeDelivery: 'sms' } })
  const last = (userId: string) => backend.inbox.last(userId)?.code ?? ''
  const inbox = await listening(
    createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://localhost')
      const code = last(url.searchParams.get('to') ?? '')
      response.end(url.pathname === '/json' ? JSON.stringify({ code }) : code)
    }),
  )
  return await runContract({
    baseUrl: inProcess,
    fetch: (request) => backend.fetch(request),
    dialect: { codeDelivery: 'sms' },
    ...source(inbox, last),
  })
}

const blamed = ({ cases }: Awaited<ReturnType<typeof runContract>>) =>
  cases.filter(({ level, status }) => level !== 'advice' && status !== 'passed')

describe('a code sent by SMS only is read', () => {
  test('from a function', async () => {
    const report = await runBySms((_, last) => ({ codeSource: async (userId) => last(userId) }))
    expect(blamed(report)).toEqual([])
    expect(report.verdict).toBe('conforms')
  })

  test.each(['/plain?to={userId}', '/json?to={userId}'])('from an address: %s', async (path) => {
    const report = await runBySms((inbox) => ({ codeSource: { url: inbox + path } }))
    expect(blamed(report)).toEqual([])
  })

  test('from a command, without a shell', async () => {
    const report = await runBySms((inbox) => ({
      only: ['verifyCode/wrong-code', 'journey/wrong-then-right'],
      codeSource: {
        command: `"${process.execPath}" -e 'fetch(process.argv[1]).then((reply) => reply.text()).then(console.log)' "${inbox}/plain?to={userId}"`,
      },
    }))
    expect(blamed(report)).toEqual([])
    expect(report.verdict).toBe('conforms')
  })
})

describe('a code that cannot be read leaves cases undecided, and the reason says why', () => {
  test('without a source', async () => {
    const report = await runBySms(() => ({}))
    expect(report.verdict).toBe('undecided')
    expect(report.cases.find(({ id }) => id === 'journey/registration')).toMatchObject({
      status: 'notRun',
      reason: expect.stringContaining('--code-url'),
    })
  })

  test.each<[string, Partial<ContractOptions>]>([
    ['a function that throws', { codeSource: () => Promise.reject(new Error('secret 4711')) }],
    ['a function that gives no code', { codeSource: () => 'the code is 12' }],
    ['a function that never answers', { codeSource: () => new Promise(() => {}), timeout: 500 }],
    ['a command that fails', { codeSource: { command: `"${process.execPath}" -e 'process.exit(3)'` }, timeout: 1000 }],
    ['an address where nothing listens', { codeSource: { url: 'http://127.0.0.1:1/{userId}' }, timeout: 1000 }],
  ])('from %s', async (_, options) => {
    // The timeout ends the wait for the code, not a slow reply.
    stopTimers()
    const report = await runBySms(() => ({ ...options, only: ['journey/registration'] }))
    expect(report.cases[0]).toMatchObject({
      status: 'inconclusive',
      reason: expect.stringContaining('the code source gave no code'),
    })
    expect(JSON.stringify(report)).not.toContain('4711')
    expect(report.verdict).toBe('undecided')
  })

  test('from an address that redirects to another host, which gets no request', async () => {
    let asked = 0
    const elsewhere = await listening(
      createServer((_, response) => {
        asked++
        response.end('1234')
      }),
    )
    const redirecting = await listening(
      createServer((_, response) => response.writeHead(302, { location: `${elsewhere}/code` }).end()),
    )
    const report = await runBySms(() => ({
      codeSource: { url: `${redirecting}/{userId}` },
      only: ['journey/registration'],
    }))
    expect(report.cases[0]?.reason).toContain('a redirect that is not followed')
    expect(asked).toBe(0)
  })

  test.each<[ContractOptions['codeSource'], RegExp]>([
    [{ url: 'inbox/{userId}' }, /--code-url/],
    [{ command: ' ' }, /--code-command/],
    [{ command: `node 'x` }, /never closed/],
  ])('%o is refused before the first request', async (codeSource, words) => {
    const run = runContract({ baseUrl: inProcess, ...(codeSource && { codeSource }) })
    await expect(run).rejects.toThrow(UsageError)
    await expect(run).rejects.toThrow(words)
  })
})
