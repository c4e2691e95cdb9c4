import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { describe, expect, test } from 'vitest'
import { stopTimers } from '../../harness/stop-timers.ts'
import { startBackend } from '../backends.ts'
import { reportIn } from '../report-file.ts'
import { runCommand, temporaryFolder } from '../run-command.ts'

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

  test.each(['en', 'zh'])('of the user and of the backend appear in no report and on no screen (%s)', async (lang) => {
    const [folder, { url, inbox }] = [await temporaryFolder(), await startBackend({}, leaky)]
    const files = [
      '--json',
      'report.json',
      '--junit',
      'r.xml',
      '--markdown',
      'r.md',
      '--html',
      'r.html',
      '--trace',
      't',
    ]
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
    ['an object', { token, type: 'bearer' }],
    ['a list', [token]],
    ['JSON in a string', JSON.stringify({ token })],
  ])('of the backend are masked when they come as %s', async (_, message) => {
    const folder = await temporaryFolder()
    const { url } = await startBackend({}, (response, request) =>
      new URL(request.url).pathname === '/log' ? Response.json({ result: '0000', message }) : response,
    )
    const { stdout } = await runCommand(
      ['verify', url, '--json', 'report.json', '--only', 'login/*', '--phones', '137????????'],
      { directory: folder },
    )
    const report = reportIn(folder)
    expect(report.cases.some(({ endpoint, status }) => endpoint === 'login' && status === 'failed')).toBe(true)
    for (const text of [stdout, JSON.stringify(report)]) expect(text).not.toContain(token)
  })

  test.each([
    ['--code-url', 'http://127.0.0.1:9/h00k-canary?to={userId}'],
    ['--code-command', '/nowhere/h00k-canary --key h00k-canary {userId}'],
    ['--code-command', `"${process.execPath}" -e "console.log('h00k-canary'); process.exit(3)" h00k-canary`],
  ])('of the code source appear in no report and on no screen (%s %s)', async (option, value) => {
    // The limit ends the wait for the code, and not a reply that is slow to come.
    stopTimers()
    const folder = await temporaryFolder()
    const { url } = await startBackend({ dialect: { codeDelivery: 'sms' } })
    const files = ['--json', 'report.json', '--junit', 'r.xml', '--markdown', 'r.md', '--html', 'r.html']
    const argv = ['verify', url, '--code-delivery', 'sms', '--timeout', '1000', '--only', 'login/success', ...files]
    const { code, stdout, stderr } = await runCommand([...argv, option, value], { directory: folder })
    expect(code, stderr).toBe(4)
    const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
    for (const text of [stdout, stderr, ...texts]) expect(text).not.toContain('canary')
  })

  test('of people whom the suite invented appear where the backend is on this machine', async () => {
    const [folder, { url }] = [await temporaryFolder(), await startBackend({}, leaky)]
    const argv = ['verify', url, '--json', 'report.json', '--header', `X-Key: ${header}`]
    await runCommand(argv, { directory: folder })
    const text = readFileSync(join(folder, 'report.json'), 'utf8')
    for (const canary of [token, cookie]) expect(text).toContain(canary)
    expect(text).not.toContain(header)
  })

  test('appear with --show-secrets', async () => {
    const [folder, { url }] = [await temporaryFolder(), await startBackend({}, leaky)]
    const argv = ['verify', url, '--json', 'report.json', '--phones', phones.join(','), '--header', `X-Key: ${header}`]
    await runCommand([...argv, '--show-secrets'], { directory: folder })
    const text = readFileSync(join(folder, 'report.json'), 'utf8')
    for (const canary of [phones[0] ?? '', token, header]) expect(text).toContain(canary)
  })
})
