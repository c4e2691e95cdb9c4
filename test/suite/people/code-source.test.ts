import { createServer } from 'node:http'
import process from 'node:process'
import { type ContractOptions, runContract, UsageError } from 'phone-auth-kit/contract-tests'
import { createReferenceBackend, type ReferenceBackend } from 'phone-auth-kit/reference'
import { describe, expect, test } from 'vitest'
import { commandWords } from '../../../src/suite/state/command-words.ts'
import { stopTimers } from '../../harness/stop-timers.ts'
import { inProcess, listening } from '../backends.ts'

/** Runs the suite against a backend that sends codes by SMS only, with its inbox on a port. */
async function runBySms(
  source: (inbox: string, last: (userId: string) => string, backend: ReferenceBackend) => Partial<ContractOptions>,
) {
  const backend = createReferenceBackend({ hashCost: 1, dialect: { codeDelivery: 'sms' } })
  const last = (userId: string) => backend.inbox.last(userId)?.code ?? ''
  const inbox = await listening(
    createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://localhost')
      if (url.pathname.startsWith('/nowhere')) {
        response.writeHead(404).end('no such path')
        return
      }
      const code = last(url.searchParams.get('to') ?? '')
      response.end(url.pathname === '/json' ? JSON.stringify({ code }) : code)
    }),
  )
  return await runContract({
    baseUrl: inProcess,
    fetch: (request) => backend.fetch(request),
    dialect: { codeDelivery: 'sms' },
    ...source(inbox, last, backend),
  })
}

const journey = ['journey/registration']

/** Nothing yet, or a text around the code. */
const textOf = (code: string, text: (code: string) => string) => (code === '' ? undefined : text(code))

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

describe('a late code is waited for', () => {
  /** What the phone shows some time after the reply. */
  const late =
    (backend: ReferenceBackend, delay: number) =>
    (userId: string): string | undefined =>
      backend.inbox.list().findLast((message) => message.userId === userId && message.sentAt + delay <= Date.now())
        ?.code

  test('and not taken for the one before it, by a whole run', async () => {
    const report = await runBySms((_, __, backend) => ({ codeSource: late(backend, 150) }))
    expect(blamed(report)).toEqual([])
    expect(report.verdict).toBe('conforms')
  })

  test('also where the source shows a code from before the run', async () => {
    const phones = ['13800138000', '13800138001']
    const report = await runBySms((_, __, backend) => {
      const stale = new Map(phones.map((phone) => [phone, '0000']))
      return { phones, only: ['journey/registration'], codeSource: (id) => late(backend, 300)(id) ?? stale.get(id) }
    })
    expect(blamed(report)).toEqual([])
  })

  test('until its time is over, and then the case is undecided', async () => {
    const report = await runBySms((_, last) => {
      const first = new Map<string, string>()
      return {
        only: ['verifyCode/new-code-unlocks'],
        timeout: 1000,
        codeSource: (userId) => {
          if (!first.has(userId) && last(userId)) first.set(userId, last(userId))
          return first.get(userId)
        },
      }
    })
    expect(report.cases[0]).toMatchObject({
      status: 'inconclusive',
      reason: expect.stringContaining('still shows the code that was sent before'),
    })
  })
})

describe('the code is found in a text', () => {
  test.each([
    ['a whole SMS', (code: string) => `【某某】您的验证码是${code}，5分钟内有效。`],
    ['a line of a log', (code: string) => `INFO sms to=13800138000 code ${code} ok\n`],
    ['JSON with more members', (code: string) => JSON.stringify({ id: 4711, code })],
  ])('%s', async (_, text) => {
    const report = await runBySms((__, last) => ({ only: journey, codeSource: (userId) => textOf(last(userId), text) }))
    expect(blamed(report)).toEqual([])
  })

  test('two groups of four digits are an error that shows the text', async () => {
    const report = await runBySms((_, last) => ({
      only: journey,
      codeSource: (userId) => textOf(last(userId), (code) => `2026 code ${code}`),
    }))
    expect(report.cases[0]?.reason).toMatch(/2 groups of four digits.*: 2026 code [0-9]{4}$/)
    expect(report.sms.sent).toBe(1)
  })

  test('which is masked where codes are', async () => {
    const report = await runBySms((_, last) => ({
      only: journey,
      phones: ['13800138000', '13800138001'],
      codeSource: (userId) => textOf(last(userId), (code) => `2026 code ${code}`),
    }))
    expect(report.cases[0]?.reason).toMatch(/: •••• code ••••$/)
  })
})

describe('a code that cannot be read leaves cases undecided, and the reason says why', () => {
  test('without a source, after one code', async () => {
    const report = await runBySms(() => ({}))
    expect(report.verdict).toBe('undecided')
    expect(report.cases.find(({ id }) => id === 'journey/registration')).toMatchObject({
      status: 'notRun',
      reason: expect.stringContaining('--code-url'),
    })
    expect(report.sms.sent).toBe(1)
  })

  test.each<[string, (inbox: string) => NonNullable<ContractOptions['codeSource']>, RegExp, number]>([
    ['a command that is not there', () => ({ command: 'nosuch-program {userId}' }), /the command was not found/, 0],
    ['an address where nothing listens', () => ({ url: 'http://127.0.0.1:1/{userId}' }), /no connection \(/, 0],
    ['an address that is not there', (inbox) => ({ url: `${inbox}/nowhere/{userId}` }), /status 404: no such path/, 1],
    [
      'a command that fails',
      () => ({ command: `"${process.execPath}" -e "console.error('no inbox'); process.exit(3)"` }),
      /exit code 3: no inbox/,
      1,
    ],
    [
      'a function that throws',
      () => () => Promise.reject(new TypeError('secret of the source')),
      /the function threw TypeError/,
      1,
    ],
  ])('from %s: a whole run spends at most one code on it', async (_, source, reason, sent) => {
    const report = await runBySms((inbox) => ({ codeSource: source(inbox) }))
    expect(report.cases.find(({ id }) => id === 'journey/registration')).toMatchObject({
      status: 'inconclusive',
      reason: expect.stringMatching(reason),
    })
    expect(report.sms.sent).toBe(sent)
    expect(JSON.stringify(report)).not.toContain('secret of the source')
    expect(report.verdict).toBe('undecided')
  })

  test.each<[string, Partial<ContractOptions>]>([
    ['a function that gives no code', { codeSource: () => 'the code is 12', timeout: 500 }],
    ['a function that never answers', { codeSource: () => new Promise<string>(() => {}), timeout: 500 }],
  ])('from %s', async (_, options) => {
    // The timeout ends the wait for the code, not a slow reply.
    stopTimers()
    const report = await runBySms(() => ({ ...options, only: journey }))
    expect(report.cases[0]).toMatchObject({ status: 'inconclusive', reason: expect.stringContaining('within 0.5 s') })
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

describe('the words of a command', () => {
  test.each([
    ['C:\\tools\\code.exe {userId}', ['C:\\tools\\code.exe', '{userId}']],
    ['"C:\\Program Files\\code.exe" "\\\\host\\share\\x"', ['C:\\Program Files\\code.exe', '\\\\host\\share\\x']],
    ['"C:\\Program Files\\\\" x', ['C:\\Program Files\\', 'x']],
    ['node -e \'a \\ "b"\' \\"c\\" d\\ e', ['node', '-e', 'a \\ "b"', '"c"', 'd e']],
  ])('%s', (command, words) => {
    expect(commandWords(command)).toEqual(words)
  })
})
