import { execFile } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createReferenceBackend } from 'phone-auth-kit/reference'
import { describe, expect, test, vi } from 'vitest'
import { main } from '../../../src/cli/main.ts'
import { logLine, painter } from '../../../src/cli/mock/mock-log.ts'
import { png } from '../../reference/image.ts'
import { startMock, temporaryFolder } from '../../reference/mock-process.ts'
import { Visitor } from '../../reference/visitor.ts'

// Bounds a test that hangs; a slow machine may take its time to start a process.
vi.setConfig({ testTimeout: 60_000 })

const run = promisify(execFile)
const phone = '13800138000'

/** Runs `mock` in this process, up to where it would listen. */
async function usage(...argv: string[]): Promise<{ code: number; stderr: string }> {
  const directory = temporaryFolder()
  writeFileSync(join(directory, 'null.json'), 'null')
  let stderr = ''
  const code = await main(['mock', ...argv], {
    stdout: { write: () => {}, flush: async () => undefined, isTerminal: false },
    stderr: {
      write: (text) => {
        stderr += text
      },
      flush: async () => undefined,
      isTerminal: false,
    },
    env: {},
    directory,
    onStop: (listener) => {
      listener()
      return () => {}
    },
  })
  return { code, stderr }
}

describe('mock', () => {
  test('prints its address and a curl line that works', async () => {
    const mock = await startMock()
    const line = /curl .*/.exec(mock.stdout())?.[0] ?? ''
    const { stdout } = await run('sh', ['-c', line], { cwd: temporaryFolder() })
    expect(JSON.parse(stdout)).toEqual({ result: '0000', message: expect.stringMatching(/^[0-9]{4}$/) })
    expect(mock.stdout()).toContain(`npx phone-auth-kit verify ${mock.url}`)
  })

  test('logs each request with the text of its result, a masked phone number and no secret', async () => {
    const mock = await startMock()
    const visitor = await new Visitor(mock.url).verified(phone)
    await visitor.complete('secret1234')
    await visitor.login(phone, 'wrong1234')
    const { message: token } = await visitor.login(phone, 'secret1234')
    await mock.stop('SIGTERM')
    const lines = mock.stdout().split('\n')
    expect(lines.find((line) => line.includes('sendCode'))).toMatch(
      /^\d\d:\d\d:\d\d {2}GET {3}\/register sendCode {2}138\*\*\*\*8000 {2}200 {2}0000 Success {2}a code was sent, \d+ ms$/,
    )
    expect(
      lines
        .filter((line) => line.includes(' login  '))
        .map((line) => /0008 Wrong password|0000 Success/.exec(line)?.[0]),
    ).toEqual(['0008 Wrong password', '0000 Success'])
    for (const secret of ['secret1234', 'wrong1234', token ?? '', visitor.cookie.split('=')[1] ?? ''])
      expect(mock.stdout()).not.toContain(secret)
    // The phone stands in the curl line to try, and nowhere else.
    expect(lines.filter((line) => line.includes(phone) && !line.includes('curl'))).toEqual([])
  })

  test('speaks Chinese with --lang zh', async () => {
    const mock = await startMock('--lang', 'zh')
    await new Visitor(mock.url).login(phone, 'abcd1234')
    await mock.stop('SIGTERM')
    expect(mock.stdout()).toContain('0007 用户不存在')
    expect(mock.stdout()).toMatch(/^参考服务器正在监听 http.*\n[\s\S]*\n按 Ctrl\+C 停止。\n\n[\s\S]*\n已停止。\n$/)
  })

  test('uses no colours without a terminal', async () => {
    const mock = await startMock()
    await new Visitor(mock.url).sendCode(phone)
    await mock.stop('SIGTERM')
    expect(mock.stdout()).not.toContain('\u001b')
  })

  test('logs as JSON, one object per line', async () => {
    const mock = await startMock('--json-log')
    await new Visitor(mock.url).sendCode(phone)
    await mock.stop('SIGTERM')
    const lines = mock
      .stdout()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toEqual([
      { event: 'listening', url: mock.url },
      {
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        method: 'GET',
        path: '/register',
        endpoint: 'sendCode',
        userId: '138****8000',
        status: 200,
        result: '0000',
        reason: 'a code was sent',
        durationMs: expect.any(Number),
      },
      { event: 'stopped' },
    ])
  })

  test.each(['SIGINT', 'SIGTERM'] as const)('stops cleanly on %s, even while a request waits', async (signal) => {
    const mock = await startMock('--force', 'sendCode=never')
    const waiting = new Visitor(mock.url).sendCode(phone).catch(() => 'ended')
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(await mock.stop(signal)).toEqual([0, null])
    expect(mock.stdout()).toMatch(/Stopped\.\n$/)
    expect(await waiting).toBe('ended')
  })

  test('does not log requests that stopping cuts off', async () => {
    const mock = await startMock('--force', 'login=delay:60000', '--data', join(temporaryFolder(), 'data.db'))
    const waiting = new Visitor(mock.url).login(phone, 'abcd1234').catch(() => 'ended')
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(await mock.stop('SIGTERM')).toEqual([0, null])
    expect(await waiting).toBe('ended')
    expect(mock.stdout()).toMatch(/Press Ctrl\+C to stop\.\n\nStopped\.\n$/)
  })

  test('says that its port is in use', async () => {
    const mock = await startMock()
    const { code, stderr } = await usage('--port', new URL(mock.url).port)
    expect(code).toBe(3)
    expect(stderr).toMatch(/^phone-auth-kit: port \d+ is in use, perhaps by another mock; --port 0 picks a free one\n$/)
  })

  test('writes nothing to standard error, even with a data file', async () => {
    const mock = await startMock('--data', join(temporaryFolder(), 'data.db'))
    await new Visitor(mock.url).sendCode(phone)
    await mock.stop('SIGTERM')
    expect(mock.stderr()).toBe('')
  })

  test('warns when other machines can reach it', async () => {
    const mock = await startMock('--host', '0.0.0.0')
    await mock.stop('SIGTERM')
    expect(mock.stderr()).toMatch(/^phone-auth-kit: warning: other machines can reach this backend/)
  })

  test('shows the inbox with --inbox, so that a code sent by SMS only can be read', async () => {
    const mock = await startMock('--inbox', '--code-delivery', 'sms')
    const visitor = new Visitor(mock.url)
    expect(await visitor.sendCode(phone)).toMatchObject({ message: null })
    expect(mock.stdout()).toContain(`--code-url '${mock.url}/inbox.json?userId={userId}'`)
    const { code } = await (await fetch(`${mock.url}/inbox.json?userId=${phone}`)).json()
    expect(await visitor.verifyCode(code)).toMatchObject({ result: '0000' })
    expect(await (await fetch(`${mock.url}/inbox`)).text()).toContain(code)
    await mock.stop('SIGTERM')
    expect(mock.stdout()).toContain('GET   /inbox.json  200')
    // The page asks for itself again and again.
    expect(mock.stdout()).not.toContain('GET   /inbox  200')
  })

  test('keeps uploads in a folder, at the path that it returns', async () => {
    const uploads = join(temporaryFolder(), 'avatars')
    const mock = await startMock('--uploads', uploads)
    const { message } = await new Visitor(mock.url).upload(png(), '../../climb.png')
    expect(readdirSync(uploads).map((name) => join(uploads, name))).toEqual([message])
  })

  test('forces states, with their times and delay', async () => {
    const mock = await startMock(
      '--force',
      'login=0008,times:1',
      '--force',
      'sendCode=0002,delay:20',
      '--force',
      'uploadAvatar=drop',
    )
    const visitor = new Visitor(mock.url)
    expect(await visitor.login(phone, 'abcd1234')).toMatchObject({ result: '0008' })
    expect(await visitor.login(phone, 'abcd1234')).toMatchObject({ result: '0007' })
    expect(await visitor.sendCode(phone)).toMatchObject({ result: '0002' })
    await expect(visitor.upload(png())).rejects.toThrow(TypeError)
  })

  test('starts with the people in a file', async () => {
    const file = join(temporaryFolder(), 'people.json')
    writeFileSync(file, JSON.stringify([{ userId: phone, password: 'abcd1234', nickname: '小明' }]))
    const mock = await startMock('--people', file)
    expect(await new Visitor(mock.url).login(phone, 'abcd1234')).toMatchObject({ result: '0000' })
  })

  test('starts from the snapshot in a file', async () => {
    const backend = createReferenceBackend({ hashCost: 10 })
    await (await new Visitor('http://api.example', backend.fetch).verified(phone)).complete('abcd1234')
    const file = join(temporaryFolder(), 'snapshot.json')
    writeFileSync(file, JSON.stringify(await backend.snapshot()))
    const mock = await startMock('--snapshot', file)
    expect(await new Visitor(mock.url).login(phone, 'abcd1234')).toMatchObject({ result: '0000' })
  })

  test('takes the choices that the document leaves, and prints a verify command that fits them', async () => {
    const flags = ['--linking', 'userId', '--body', 'json', '--base-path', '/api/v1', '--no-message', 'absent']
    const limits = ['--resend-interval', '50', '--wrong-code-limit', '30']
    const mock = await startMock(...flags, ...limits, '--status', 'sendCode.0002=400', '--phones', 'elevenDigits')
    const response = await fetch(`${mock.url}/register?userId=1`)
    expect(mock.url).toMatch(/\/api\/v1$/)
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({ result: '0002' })
    expect(mock.stdout()).toContain(
      `verify ${mock.url} --linking userId --body json --resend-interval 50 --wrong-code-bound 30\n`,
    )
  })

  test('draws the same codes from the same seed', async () => {
    const mocks = await Promise.all([startMock('--seed', '7'), startMock('--seed', '7')])
    const [one, other] = await Promise.all(
      mocks.map(async ({ url }) => (await new Visitor(url).sendCode(phone)).message),
    )
    expect(one).toBe(other)
  })
})

test.each([
  [['--prot', '1'], 'unknown option --prot; did you mean --port?'],
  [['--port', '65536'], '--port must be a whole number from 0 to 65535'],
  [['6543'], 'mock takes no argument, but got "6543"'],
  [['--force', 'login'], '--force must have the form ENDPOINT=ANSWER, such as login=0008, not "login"'],
  [['--force', 'logn=0008'], '--force: there is no endpoint "logn"; did you mean login?'],
  [['--force', 'login=0001'], '--force: login returns 0000, 0007, 0008, not "0001"'],
  [['--force', 'login=0007,0008'], '--force: "login=0007,0008" has two answers'],
  [['--force', 'login=0007,delay:2s'], '--force: "delay:2s" is neither times:N nor delay:MS'],
  [['--force', 'login=0007,times:0'], '--force: times must be at least 1'],
  [['--hash-cost', '9999999999'], '--hash-cost must be a whole number from 1 to 2147483647'],
  [['--status', 'login=401'], '--status must have the form ENDPOINT.CODE=STATUS, such as login.0008=401'],
  [['--resend-interval', '-1'], '--resend-interval must be a whole number from 0'],
  [['--status', 'login.0008=302'], 'status 302 cannot carry a reply'],
  [['--origin', 'http://localhost:5173/'], 'origins: "http://localhost:5173/" is not an origin; write it like http://'],
  [['--snapshot', 'null.json', '--people', 'null.json'], '--snapshot and --people cannot be used together'],
  [['--people', 'nowhere.json'], '--people: can\'t read "nowhere.json" (no such file or folder)'],
  [['--snapshot', 'nowhere.json'], '--snapshot: can\'t read "nowhere.json" (no such file or folder)'],
  [['--snapshot', 'null.json'], 'not a snapshot of a reference backend'],
  [['--data', 'nowhere/at/all.db'], '--data: can\'t use "nowhere/at/all.db"'],
])('reports wrong usage in one line, with exit code 2: %j', async (argv, message) => {
  const { code, stderr } = await usage(...argv)
  expect(code).toBe(2)
  expect(stderr).toContain(`phone-auth-kit: ${message}`)
  expect(stderr.trim().split('\n')).toEqual([expect.anything(), 'Try: phone-auth-kit mock --help'])
})

test('does not quote a file of people that is not JSON, since it may contain passwords', async () => {
  const file = join(temporaryFolder(), 'people.json')
  writeFileSync(file, '[{"userId": "13800138000", "password": "secret1234"')
  const { code, stderr } = await usage('--people', file)
  expect(code).toBe(2)
  expect(stderr).toContain('(not valid JSON)')
  expect(stderr).not.toContain('secret1234')
})

test('the log has colours on a terminal only', () => {
  const exchange = {
    at: 0,
    method: 'POST',
    path: '/log',
    endpoint: 'login',
    userId: '138****8000',
    status: 200,
    result: '0008',
    reason: 'the password is wrong',
    durationMs: 1.4,
  } as const
  expect(logLine(exchange, 'en', painter(true))).toContain('\u001b[33m0008 Wrong password\u001b[0m')
  const unknown = logLine({ ...exchange, endpoint: null, userId: null, result: null, status: 404 }, 'en', painter(true))
  expect(unknown).toContain('/log  404  \u001b[2mthe password')
  expect(logLine(exchange, 'en', painter(false))).toMatch(
    / {2}200 {2}0008 Wrong password {2}the password is wrong, 1 ms\n$/,
  )
})
