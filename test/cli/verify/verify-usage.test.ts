import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { listCases } from '../../../src/suite/run/list-cases.ts'
import { startBackend } from '../backends.ts'
import { runCommand, temporaryFolder } from '../run-command.ts'

describe('wrong usage of verify', () => {
  const address = 'http://127.0.0.1:9'
  test.each([
    [[], 'verify requires the address of a backend'],
    [['not an address'], 'not an address'],
    [['ftp://127.0.0.1'], 'http'],
    [[address, 'http://127.0.0.1:10'], 'verify takes one address'],
    [[address, '--jsn', 'x'], 'unknown option --jsn; did you mean --json?'],
    [[address, '--only', 'login/sucess'], 'login/success'],
    [[address, '--skip', 'nothing-like-it'], 'no case matches'],
    [[address, '--timeout', 'soon'], '--timeout must be a whole number'],
    [[address, '--fail-on', 'never'], '--fail-on must be one of must, should, advice'],
    [[address, '--header', 'no colon'], "--header must have the form 'NAME: VALUE'"],
    [[address, '--code-url', 'file:///etc/passwd'], '--code-url must be an http or https address'],
    [
      [address, '--code-url', 'http://127.0.0.1/', '--code-command', 'x'],
      '--code-url and --code-command cannot be used together',
    ],
    [[address, '--phones', '123'], '11 digits'],
    [
      [address, '--baseline', 'missing.json'],
      'can\'t read "missing.json" (no such file or folder); --update-baseline creates it',
    ],
    [[address, '--update-baseline'], '--update-baseline requires --baseline FILE'],
    [[address, '--config', 'missing.ts'], '--config: can\'t read "missing.ts" (no such file or folder)'],
    [[address, '--html', 'report.json'], '--json and --html cannot write to the same place: "report.json"'],
    [['http://192.0.2.1'], '--allow-remote'],
    [['http://192.0.2.1', '--allow-remote'], '--phones'],
  ])('%j exits 2 with a helpful message, and writes nothing', async (argv, words) => {
    const folder = await temporaryFolder()
    const result = await runCommand(['verify', ...argv, '--json=report.json'], { directory: folder })
    expect(result.stderr).toContain(words)
    expect(result.stderr).not.toMatch(/^ +at /m)
    expect(result.stderr.split('\n')).toHaveLength(3)
    expect(result).toMatchObject({ code: 2, stdout: '' })
    expect(readdirSync(folder)).toEqual([])
  })

  test('includes a report that cannot be written, before anything is sent', async () => {
    const [folder, backend] = [await temporaryFolder(), await startBackend()]
    const result = await runCommand(['verify', backend.url, '--html', '.'], { directory: folder })
    expect(result).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--html: can\'t write "." (it is a folder)'),
    })
    expect(backend.requests()).toBe(0)
  })
})

describe('what verify does before a run', () => {
  test('--list prints the selected cases, and needs no address', async () => {
    const { code, stdout } = await runCommand(['verify', '--list', '--only', 'login/*'])
    expect(code).toBe(0)
    const lines = stdout.trim().split('\n')
    expect(lines.length).toBeGreaterThan(1)
    for (const line of lines) expect(line).toMatch(/^login\/[a-z0-9-]+ +(must|should|advice) +\S/)
  })

  test('--plan prints what would be sent and what it costs, and sends nothing', async () => {
    const backend = await startBackend()
    const { code, stdout } = await runCommand(['verify', backend.url, '--plan'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/\d+ cases; sends at most \d+ SMS and leaves at most \d+ numbers registered/)
    expect(stdout).toContain('Nothing was sent.')
    for (const { id } of listCases()) expect(stdout).toContain(id)
    expect(backend.requests()).toBe(0)
  })
})
