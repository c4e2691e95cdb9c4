import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import process from 'node:process'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, onTestFinished, test } from 'vitest'
import { reportSchema } from '../../src/report/report-schema.ts'
import { listCases } from '../../src/suite/list-cases.ts'
import type { ContractReport } from '../../src/suite/report.ts'
import { closed } from '../report/closed-schema.ts'
import { deadAddress, startBackend } from './backends.ts'
import { runCommand, temporaryFolder } from './run-command.ts'

const bin = new URL('../../src/cli/bin.ts', import.meta.url).pathname
const formats = { date: true, 'date-time': true } as const
// Every member of a real report must be known to the schema.
const isReport = new Ajv2020({ formats }).compile(closed(reportSchema) as object)

function reportIn(folder: string, name = 'report.json'): ContractReport {
  const report: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'))
  expect(isReport(report), JSON.stringify(isReport.errors)).toBe(true)
  // Just checked against the published schema.
  return report as ContractReport
}

/** A backend whose login gives no token. */
const givesNoToken = (response: Response, request: Request) =>
  new URL(request.url).pathname === '/log' ? Response.json({ result: '0000', message: null }) : response

/** Runs `phone-auth-kit` as a process of its own. */
function start(argv: readonly string[], directory: string, preload?: string) {
  const flags = preload === undefined ? [] : ['--import', `data:text/javascript,${encodeURIComponent(preload)}`]
  const child = spawn(process.execPath, [...flags, bin, ...argv], { cwd: directory, stdio: 'pipe' })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const texts = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk) => {
    texts.stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    texts.stderr += chunk
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  return { child, texts, ended }
}

describe('verify', () => {
  test('exits 0 for a backend that conforms, and writes every report', async () => {
    const [folder, { url }] = [await temporaryFolder(), await startBackend()]
    const files = ['--json', 'report.json', '--junit', 'a/b/junit.xml', '--markdown', 'r.md', '--html', 'r.html']
    const { code, stdout } = await runCommand(['verify', url, ...files], { directory: folder })
    const report = reportIn(folder)
    expect(report.cases.filter(({ level, status }) => level !== 'advice' && status !== 'passed')).toEqual([])
    expect(code).toBe(0)
    expect(report.verdict).toBe('conforms')
    expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/: \d+ cases; at most \d+ SMS/)
    expect(stdout).toContain('Written: report.json a/b/junit.xml r.md r.html')
    expect(readFileSync(join(folder, 'r.html'), 'utf8')).toContain('Conforms')
    for (const { id } of report.cases) {
      expect(readFileSync(join(folder, 'a/b/junit.xml'), 'utf8')).toContain(`name="${id}"`)
    }
  })

  test('exits 1 for a backend that is wrong, and says where the document says so', async () => {
    const [folder, { url }] = [await temporaryFolder(), await startBackend({}, givesNoToken)]
    const { code, stdout } = await runCommand(['verify', url, '--json', 'report.json'], { directory: folder })
    expect(code).toBe(1)
    const failed = reportIn(folder).cases.filter(({ status, level }) => status === 'failed' && level === 'must')
    expect(failed.map(({ id }) => id)).toContain('login/message')
    expect(stdout).toContain('login/message')
    expect(stdout).toContain('成功返回token，否则返回None')
    expect(stdout).toContain('curl ')
    expect(stdout).toContain('Does not conform')
  })

  test('exits 3 where nothing listens, and still writes the report', async () => {
    const [folder, url] = [await temporaryFolder(), await deadAddress()]
    const { code, stdout } = await runCommand(['verify', url, '--json', 'report.json'], { directory: folder })
    expect(code).toBe(3)
    expect(reportIn(folder)).toMatchObject({ verdict: 'aborted', reason: expect.any(String) })
    expect(stdout).toContain('Aborted')
  })

  test('exits 4 where a must case could not be decided, and says why', async () => {
    const [folder, { url }] = [await temporaryFolder(), await startBackend({ dialect: { codeDelivery: 'sms' } })]
    const argv = ['verify', url, '--json', 'report.json', '--code-delivery', 'sms']
    const { code, stdout } = await runCommand(argv, { directory: folder })
    expect(code).toBe(4)
    expect(reportIn(folder).verdict).toBe('undecided')
    expect(stdout).toContain('--code-url')
  })

  test('writes the JSON report to standard output where it is asked to, and all else to the other one', async () => {
    const { url } = await startBackend()
    const { stdout, stderr } = await runCommand(['verify', url, '--only', 'sendCode/success', '--json', '-'])
    expect(isReport(JSON.parse(stdout))).toBe(true)
    expect(stderr).toContain('Conforms')
  })

  test('speaks Chinese where it is asked to', async () => {
    const { url } = await startBackend()
    const { stdout } = await runCommand(['verify', url, '--only', 'sendCode/success', '--lang', 'zh'])
    expect(stdout).toContain('符合契约')
    expect(stdout).not.toContain('Conforms')
  })
})

describe('wrong usage of verify', () => {
  const address = 'http://127.0.0.1:9'
  test.each([
    [[], 'verify needs the address of a backend'],
    [['not an address'], 'not an address'],
    [['ftp://127.0.0.1'], 'http'],
    [[address, 'http://127.0.0.1:10'], 'verify takes one address'],
    [[address, '--jsn', 'x'], 'unknown option --jsn; did you mean --json?'],
    [[address, '--only', 'login/sucess'], 'login/success'],
    [[address, '--skip', 'nothing-like-it'], 'no case matches'],
    [[address, '--timeout', 'soon'], '--timeout is a whole number'],
    [[address, '--fail-on', 'never'], '--fail-on is one of must, should, advice'],
    [[address, '--header', 'no colon'], "--header is of the form 'NAME: VALUE'"],
    [[address, '--code-url', 'file:///etc/passwd'], '--code-url is an http or https address'],
    [[address, '--code-url', 'http://127.0.0.1/', '--code-command', 'x'], 'exclude each other'],
    [[address, '--phones', '123'], '11 digits'],
    [[address, '--baseline', 'missing.json'], "can't be read (ENOENT); --update-baseline writes one"],
    [[address, '--update-baseline'], '--update-baseline needs to know which'],
    [[address, '--config', 'missing.ts'], "can't be read (ENOENT)"],
    [['http://192.0.2.1'], '--allow-remote'],
    [['http://192.0.2.1', '--allow-remote'], '--phones'],
  ])('%j exits 2 with words that help, and writes nothing', async (argv, words) => {
    const folder = await temporaryFolder()
    const result = await runCommand(['verify', ...argv, '--json=report.json'], { directory: folder })
    expect(result.stderr).toContain(words)
    expect(result.stderr).not.toMatch(/^ +at /m)
    expect(result.stderr.split('\n')).toHaveLength(3)
    expect(result).toMatchObject({ code: 2, stdout: '' })
    expect(readdirSync(folder)).toEqual([])
  })

  test('is a report that can not be written, before anything is sent', async () => {
    const [folder, backend] = [await temporaryFolder(), await startBackend()]
    const result = await runCommand(['verify', backend.url, '--html', '.'], { directory: folder })
    expect(result).toMatchObject({ code: 2, stderr: expect.stringContaining('--html: "." can\'t be written (EISDIR)') })
    expect(backend.requests()).toBe(0)
  })
})

describe('what verify does before a run', () => {
  test('--list prints the cases that are selected, and needs no address', async () => {
    const { code, stdout } = await runCommand(['verify', '--list', '--only', 'login/*'])
    expect(code).toBe(0)
    const lines = stdout.trim().split('\n')
    expect(lines.length).toBeGreaterThan(1)
    for (const line of lines) expect(line).toMatch(/^login\/[a-z0-9-]+ +(must|should|advice) +\S/)
  })

  test('--plan says what would be sent and what it costs, and sends nothing', async () => {
    const backend = await startBackend()
    const { code, stdout } = await runCommand(['verify', backend.url, '--plan'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/\d+ cases; at most \d+ SMS, and at most \d+ numbers stay registered/)
    expect(stdout).toContain('Nothing was sent.')
    for (const { id } of listCases()) expect(stdout).toContain(id)
    expect(backend.requests()).toBe(0)
  })
})

describe('codes that are not in the reply', () => {
  const sms = { dialect: { codeDelivery: 'sms' } } as const
  const argv = ['--code-delivery', 'sms', '--only', 'verifyCode/success', '--only', 'login/success']

  /** Hands out what the backend sent, as a page of a mail catcher would. */
  async function catcher(answer: (userId: string) => string): Promise<string> {
    const server: Server = createServer((request, reply) => {
      reply.end(answer(new URL(request.url ?? '/', 'http://localhost').searchParams.get('to') ?? ''))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/?to={userId}`
  }

  test('are read from an address, as JSON', async () => {
    const { url, inbox } = await startBackend(sms)
    const from = await catcher((userId) => JSON.stringify({ code: inbox.last(userId)?.code }))
    expect(await runCommand(['verify', url, ...argv, '--code-url', from])).toMatchObject({ code: 0 })
  })

  test('are read from a command, as text', async () => {
    const { url, inbox } = await startBackend(sms)
    const from = await catcher((userId) => inbox.last(userId)?.code ?? '')
    const script = 'fetch(process.argv[1]).then((reply) => reply.text()).then(console.log)'
    const command = `"${process.execPath}" -e "${script}" ${from}`
    expect(await runCommand(['verify', url, ...argv, '--code-command', command])).toMatchObject({ code: 0 })
  })
})

describe('a configuration', () => {
  test('gives options as a typed value, hooks included; the command line wins over it', async () => {
    const [folder, { url, inbox }] = [await temporaryFolder(), await startBackend({ dialect: { codeDelivery: 'sms' } })]
    const shared = globalThis as { inboxOfTest?: typeof inbox }
    shared.inboxOfTest = inbox
    onTestFinished(() => {
      delete shared.inboxOfTest
    })
    const config = `export default {
      baseUrl: 'http://127.0.0.1:9',
      lang: 'zh',
      json: 'from-config.json',
      dialect: { codeDelivery: 'sms' },
      only: ['login/success'],
      codeSource: (userId: string) => globalThis.inboxOfTest.last(userId).code,
    }\n`
    writeFileSync(join(folder, 'verify.config.ts'), config)
    const argv = ['verify', url, '--config', 'verify.config.ts', '--lang', 'en', '--json', 'report.json']
    const result = await runCommand(argv, { directory: folder })
    expect(result.code, result.stdout + result.stderr).toBe(0)
    expect(reportIn(folder)).toMatchObject({ lang: 'en', dialect: { codeDelivery: 'sms' } })
    expect(existsSync(join(folder, 'from-config.json'))).toBe(false)
  })

  test.each([
    ['export default { onyl: [] }', 'has an unknown member "onyl"; did you mean only?'],
    ['export default { timeout: "1s" }', 'timeout is a number of milliseconds'],
    ['export const options = {}', 'has no default export'],
    ['throw new Error("broken on purpose")', 'does not load: broken on purpose'],
  ])('%s is refused', async (text, words) => {
    const folder = await temporaryFolder()
    writeFileSync(join(folder, 'verify.config.mjs'), text)
    const argv = ['verify', 'http://127.0.0.1:9', '--config', 'verify.config.mjs']
    const result = await runCommand(argv, { directory: folder })
    expect(result).toMatchObject({ code: 2, stderr: expect.stringContaining(words) })
  })
})

describe('a configuration in a folder of CommonJS', () => {
  const text = `export default { only: ['login/success'], lang: 'zh' }`

  test.each(['verify.config.ts', 'verify.config.js'])(
    'is refused as %s, with the name it should have',
    async (name) => {
      const folder = await temporaryFolder()
      writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }')
      writeFileSync(join(folder, name), text)
      const { ended, texts } = start(['verify', 'http://127.0.0.1:9', '--list', '--config', name], folder)
      expect(await ended).toBe(2)
      expect(texts.stderr).toContain('let its name end in .mts or .mjs')
    },
  )

  test.each(['verify.config.mts', 'verify.config.mjs'])('is read as %s', async (name) => {
    const folder = await temporaryFolder()
    writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }')
    writeFileSync(join(folder, name), text)
    const { ended, texts } = start(['verify', 'http://127.0.0.1:9', '--list', '--config', name], folder)
    expect(await ended, texts.stderr).toBe(0)
    expect(texts.stdout).toMatch(/^login\/success +must +\S.*\n$/)
  })
})

describe('a baseline', () => {
  const only = ['--only', 'login/*', '--json', 'report.json', '--baseline', 'known.json']
  const write = (folder: string, known: unknown) =>
    writeFileSync(join(folder, 'known.json'), JSON.stringify({ version: 1, known }))
  const read = (folder: string) => JSON.parse(readFileSync(join(folder, 'known.json'), 'utf8'))

  test('is written by an update, keeps its reasons, and lets the next run pass', async () => {
    const [folder, { url }] = [await temporaryFolder(), await startBackend({}, givesNoToken)]
    const run = (...more: string[]) => runCommand(['verify', url, ...only, ...more], { directory: folder })
    const first = await run('--update-baseline')
    expect(first.code, first.stderr).toBe(0)
    const { known } = read(folder)
    expect(known.map(({ id }: { id: string }) => id)).toContain('login/message')

    known[0].reason = 'Being fixed'
    known[0].expires = '2999-12-31'
    write(folder, [...known, { id: 'login/envelope', reason: 'passes' }])
    const second = await run('--update-baseline')
    expect(second.stderr).toContain('removed: login/envelope')
    expect(read(folder).known).toEqual(known)

    expect(await run()).toMatchObject({ code: 0, stdout: expect.stringContaining('Being fixed (until 2999-12-31)') })
    const report = reportIn(folder)
    expect(report.verdict).toBe('conforms')
    const failed = report.cases.filter(({ status }) => status === 'failed')
    expect(failed.length).toBeGreaterThan(0)
    expect(failed.filter(({ level }) => level === 'must').every((one) => one.known)).toBe(true)
  })

  test('that is stale is an error, and no report is written', async () => {
    const [folder, { url }] = [await temporaryFolder(), await startBackend()]
    write(folder, [{ id: 'login/envelope', reason: 'was broken once' }])
    const result = await runCommand(['verify', url, ...only], { directory: folder })
    expect(result).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('"login/envelope" passes now; take it out'),
    })
    expect(readdirSync(folder)).toEqual(['known.json'])
  })

  test.each([
    [{ id: 'login/succes', reason: 'x' }, '"login/succes" is no case; did you mean login/success?'],
    [{ id: 'login/success', reason: 'x', expires: '2020-01-01' }, '"login/success" expired on 2020-01-01'],
    [{ id: 'login/success' }, '"login/success" has no reason'],
  ])('that holds %j is an error before anything is sent', async (entry, words) => {
    const [folder, backend] = [await temporaryFolder(), await startBackend()]
    write(folder, [entry])
    const result = await runCommand(['verify', backend.url, ...only], { directory: folder })
    expect(result).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(words) })
    expect(backend.requests()).toBe(0)
  })
})

describe('the screen', () => {
  const nasty = '\u001b[2J\u001b]0;owned\u0007\u202e\u0000'
  const hostile = async (response: Response) => {
    const { result } = (await response.json()) as { result: string }
    return Response.json({ result: `${result}${nasty}`, message: nasty }, { headers: { 'x-nasty': 'a\u009bb' } })
  }

  test('never gets a control character of the backend', async () => {
    const [folder, { url }] = [await temporaryFolder(), await startBackend({}, hostile)]
    const files = ['--json', 'r.json', '--junit', 'r.xml', '--markdown', 'r.md', '--html', 'r.html']
    const { code, stdout, stderr } = await runCommand(['verify', url, ...files], { directory: folder })
    expect(code).toBe(1)
    const texts = ['r.json', 'r.xml', 'r.md', 'r.html'].map((name) => readFileSync(join(folder, name), 'utf8'))
    for (const text of [stdout, stderr, ...texts]) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left
      expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/)
    }
  })

  test('has colours on a terminal, and none elsewhere or where NO_COLOR or CI is set', async () => {
    const url = await deadAddress()
    const colours = async (isTerminal: boolean, env = {}) =>
      (await runCommand(['verify', url], { isTerminal, env })).stdout.includes('\u001b[')
    expect(await colours(true)).toBe(true)
    expect(await colours(false)).toBe(false)
    expect(await colours(true, { NO_COLOR: '1' })).toBe(false)
    expect(await colours(true, { CI: 'true' })).toBe(false)
    expect(await colours(true, { NO_COLOR: '' })).toBe(true)
  })

  test('shows progress that overwrites itself on a terminal, and a few lines elsewhere', async () => {
    const { url } = await startBackend()
    const argv = ['verify', url, '--only', 'sendCode/*']
    const live = await runCommand(argv, { isTerminal: true })
    expect(live.stderr).toContain('\r\u001b[2K')
    expect(live.stderr).toMatch(/ \d+\/\d+/)
    const plain = await runCommand(argv)
    expect(plain.stderr).toMatch(/^(\d+\/\d+ cases\n){1,4}$/)
  })
})

describe('secrets', () => {
  const phones = ['13700000001', '13700000002', '13700000003', '13700000004', '13700000005', '13700000006']
  const token = 'Tk-c4n4ry-Zx81'
  const cookie = 'c00kie-canary'
  const header = 'h34der-canary'
  const canaries = [...phones, token, cookie, header]

  /** Wrong in many ways, so that there is much to report, and full of secrets. */
  const leaky = async (response: Response, request: Request) => {
    const { pathname } = new URL(request.url)
    const headers = new Headers(response.headers)
    headers.append('set-cookie', `sid2=${cookie}; Path=/`)
    headers.set('x-echo', `${cookie} ${header}`)
    headers.delete('content-length')
    if (pathname === '/log') {
      return Response.json({ result: '0000', message: token, token, echo: header }, { status: 500, headers })
    }
    return new Response(response.body, { status: 500, headers })
  }

  test.each(['en', 'zh'])('of the user and of the backend are in no report and on no screen (%s)', async (lang) => {
    const [folder, { url, inbox }] = [await temporaryFolder(), await startBackend({}, leaky)]
    const files = ['--json', 'report.json', '--junit', 'r.xml', '--markdown', 'r.md', '--html', 'r.html']
    const argv = ['verify', url, ...files, '--lang', lang, '--phones', phones.join(','), '--header', `X-Key: ${header}`]
    const { stdout, stderr } = await runCommand(argv, { directory: folder })
    expect(inbox.list().length).toBeGreaterThan(0)
    expect(reportIn(folder).cases.some(({ status }) => status === 'failed')).toBe(true)
    const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
    for (const text of [stdout, stderr, ...texts]) {
      for (const canary of canaries) expect(text.includes(canary), canary).toBe(false)
    }
  })

  test.each([
    ['--code-url', 'http://127.0.0.1:9/h00k-canary?to={userId}'],
    ['--code-command', '/nowhere/h00k-canary --key h00k-canary {userId}'],
    ['--code-command', `"${process.execPath}" -e "console.log('h00k-canary'); process.exit(3)" h00k-canary`],
  ])('of the place codes are read from are in no report and on no screen (%s %s)', async (option, value) => {
    const folder = await temporaryFolder()
    const { url } = await startBackend({ dialect: { codeDelivery: 'sms' } })
    const files = ['--json', 'report.json', '--junit', 'r.xml', '--markdown', 'r.md', '--html', 'r.html']
    const argv = ['verify', url, '--code-delivery', 'sms', '--timeout', '300', '--only', 'login/success', ...files]
    const { code, stdout, stderr } = await runCommand([...argv, option, value], { directory: folder })
    expect(code, stderr).toBe(4)
    const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
    for (const text of [stdout, stderr, ...texts]) expect(text).not.toContain('canary')
  })

  test('are shown where that is asked for', async () => {
    const [folder, { url }] = [await temporaryFolder(), await startBackend({}, leaky)]
    const argv = ['verify', url, '--json', 'report.json', '--phones', phones.join(','), '--header', `X-Key: ${header}`]
    await runCommand([...argv, '--show-secrets'], { directory: folder })
    const text = readFileSync(join(folder, 'report.json'), 'utf8')
    for (const canary of [phones[0] ?? '', token, header]) expect(text).toContain(canary)
  })
})

describe('the process', () => {
  /** Takes requests and never answers; says when the first one is there. */
  async function startSilentBackend() {
    let reached = () => {}
    const arrived = new Promise<void>((resolve) => {
      reached = resolve
    })
    const { url } = await startBackend({}, () => {
      reached()
      return new Promise<Response>(() => {})
    })
    return { url, arrived }
  }

  test.each(['SIGINT', 'SIGTERM'] as const)('that gets %s still writes its reports', async (signal) => {
    const folder = await temporaryFolder()
    const { url, arrived } = await startSilentBackend()
    const files = ['--json', 'report.json', '--junit', 'r.xml', '--markdown', 'r.md', '--html', 'r.html']
    const { child, ended, texts } = start(['verify', url, ...files], folder)
    await arrived
    child.kill(signal)
    expect(await ended, texts.stderr).toBe(3)
    expect(texts.stderr).toContain('Stopping')
    expect(reportIn(folder)).toMatchObject({ verdict: 'aborted' })
    expect(readdirSync(folder).sort()).toEqual(['r.html', 'r.md', 'r.xml', 'report.json'])
  })

  test('whose launcher is gone, as npx is when it gets SIGTERM, stops and still writes its reports', async () => {
    const folder = await temporaryFolder()
    const { url, arrived } = await startSilentBackend()
    const command = `"${process.execPath}" "${bin}" verify ${url} --json report.json; true`
    const shell = spawn('/bin/sh', ['-c', command], {
      cwd: folder,
      stdio: 'ignore',
      env: { ...process.env, npm_lifecycle_event: 'npx' },
    })
    await arrived
    shell.kill('SIGTERM')
    await expect.poll(() => existsSync(join(folder, 'report.json')), { timeout: 10_000 }).toBe(true)
    await expect.poll(() => reportIn(folder).verdict, { timeout: 5_000 }).toBe('aborted')
  })

  test('says in one line which Node it needs', async () => {
    const preload = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '22.12.0' } })`
    const { ended, texts } = start(['verify'], await temporaryFolder(), preload)
    expect(await ended).toBe(2)
    expect(texts).toEqual({ stdout: '', stderr: 'phone-auth-kit needs Node 22.13 or later; this is Node 22.12.0\n' })
  })

  test('hands on its exit code', async () => {
    const { ended } = start(['verify', await deadAddress()], await temporaryFolder())
    expect(await ended).toBe(3)
  })
})
