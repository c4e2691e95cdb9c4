import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { listCases } from 'phone-auth-kit/contract-tests'
import { describe, expect, test } from 'vitest'
import { deadAddress, startBackend } from '../backends.ts'
import { isReport, reportIn } from '../report-file.ts'
import { runCommand, temporaryFolder } from '../run-command.ts'

/** A backend whose login gives no token. */
const givesNoToken = (response: Response, request: Request) =>
  new URL(request.url).pathname === '/log' ? Response.json({ result: '0000', message: null }) : response

describe('verify', () => {
  test('exits 0 for a backend that conforms, and writes every report', async () => {
    const [folder, { url }] = [await temporaryFolder(), await startBackend()]
    const files = ['--json', 'report.json', '--junit', 'a/b/junit.xml', '--markdown', 'r.md', '--html', 'r.html']
    const { code, stdout } = await runCommand(['verify', url, ...files], { directory: folder })
    const report = reportIn(folder)
    expect(report.cases.filter(({ level, status }) => level !== 'advice' && status !== 'passed')).toEqual([])
    expect(code).toBe(0)
    expect(report).not.toHaveProperty('filteredOut')
    expect(report.verdict).toBe('conforms')
    const plan =
      /^http:\/\/127\.0\.0\.1:\d+\/: (\d+) cases; sends at most (\d+) SMS and leaves at most (\d+) numbers/.exec(stdout)
    expect(Number(plan?.[1])).toBe(report.cases.length)
    expect(Number(plan?.[2])).toBeGreaterThanOrEqual(report.sms.sent)
    expect(Number(plan?.[3])).toBeGreaterThanOrEqual(report.accounts.filter(({ registered }) => registered).length)
    expect(stdout).toContain('Reports written: report.json a/b/junit.xml r.md r.html')
    expect(readFileSync(join(folder, 'r.html'), 'utf8')).toContain('Conforms')
    for (const { id } of report.cases) {
      expect(readFileSync(join(folder, 'a/b/junit.xml'), 'utf8')).toContain(`name="${id}"`)
    }
  })

  test('exits 1 for a backend with a fault, and quotes the document', async () => {
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
    const [folder, url] = [await temporaryFolder(), deadAddress]
    const { code, stdout } = await runCommand(['verify', url, '--json', 'report.json'], { directory: folder })
    expect(code).toBe(3)
    expect(reportIn(folder)).toMatchObject({ verdict: 'aborted', reason: expect.any(String) })
    expect(stdout).toContain('Aborted')
  })

  test('exits 4 where a must case is undecided, and says why', async () => {
    const [folder, { url }] = [await temporaryFolder(), await startBackend({ dialect: { codeDelivery: 'sms' } })]
    const argv = ['verify', url, '--json', 'report.json', '--code-delivery', 'sms']
    const { code, stdout } = await runCommand(argv, { directory: folder })
    expect(code).toBe(4)
    expect(reportIn(folder).verdict).toBe('undecided')
    expect(stdout).toContain('--code-url')
  })

  test('writes the JSON report to standard output with --json -, and everything else to standard error', async () => {
    const { url } = await startBackend()
    const { stdout, stderr } = await runCommand(['verify', url, '--only', 'sendCode/success', '--json', '-'])
    const report = JSON.parse(stdout)
    expect(isReport(report)).toBe(true)
    expect(stderr).toContain('Conforms')
    const total = listCases().length
    expect(report.filteredOut).toBe(total - 1)
    expect(stderr).toContain(`Only 1 of ${total} cases were selected`)
  })

  test('speaks Chinese with --lang zh', async () => {
    const { url } = await startBackend()
    const { stdout } = await runCommand(['verify', url, '--only', 'sendCode/success', '--lang', 'zh'])
    expect(stdout).toContain('符合契约')
    expect(stdout).not.toContain('Conforms')
  })
})
