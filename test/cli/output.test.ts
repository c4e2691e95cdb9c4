import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { startBackend } from './backends.ts'
import { isReport, reportIn } from './report-file.ts'
import { bin, runCommand, start, temporaryFolder } from './run-command.ts'

const run = promisify(execFile)
const program = `"${process.execPath}" "${bin}"`

/** Runs a shell line in a folder. */
const shell = (line: string, folder: string) => run('/bin/sh', ['-c', line], { cwd: folder, maxBuffer: 2 ** 24 })

const diskFull = 'no space left on the disk'

describe('standard output', () => {
  test('is complete before the process exits, however slowly it is read', async () => {
    const [folder, { url }] = [await temporaryFolder(), await startBackend()]
    const { stdout } = await shell(`${program} verify ${url} --json - | (sleep 3; cat)`, folder)
    // More than a pipe holds.
    expect(stdout.length).toBeGreaterThan(2 ** 16)
    expect(isReport(JSON.parse(stdout))).toBe(true)
  })

  test.each([
    ['a closed pipe', '| true', 'the reader has closed the pipe'],
    ['a full disk', '> /dev/full', diskFull],
  ])('that is %s is an error, with exit code 3', async (_, target, why) => {
    const folder = await temporaryFolder()
    const { stderr } = await shell(`{ ${program} openapi; echo "code $?" >&2; } ${target}`, folder)
    expect(stderr).toBe(`phone-auth-kit: can't write to standard output (${why})\ncode 3\n`)
  })

  test.each([
    ['of a backend that conforms', 0, 3],
    ['of a backend that fails', 1, 1],
  ])('on a full disk turns exit code 0 into 3, and no worse one: %s', async (_, fault, code) => {
    const folder = await temporaryFolder()
    const { url } = await startBackend({}, (response) => (fault ? Response.json({ result: '9999' }) : response))
    const argv = ['verify', url, '--only', 'sendCode/success', '--html', 'report.html']
    const { child, ended, texts } = start(argv, folder, { stdout: '/dev/full' })
    expect(await ended).toBe(code)
    expect(child.stdout).toBeNull()
    expect(texts.stderr).toContain(`can't write to standard output (${diskFull})`)
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain('</html>')
  })

  test('of mock on a full disk is an error when it stops', async () => {
    // The warning on standard error tells that it listens.
    const argv = ['mock', '--port', '0', '--host', '0.0.0.0']
    const { child, ended, texts } = start(argv, await temporaryFolder(), { stdout: '/dev/full' })
    await expect.poll(() => texts.stderr, { timeout: 30_000 }).toContain('warning')
    child.kill('SIGTERM')
    expect(await ended).toBe(3)
    expect(texts.stderr).toContain(`can't write to standard output (${diskFull})`)
  })
})

describe('a file that can no longer be written', () => {
  test.each(['--json', '--junit', '--markdown', '--html'])(
    'is an error with exit code 3, and the others are written: %s',
    async (option) => {
      const [folder, { url }] = [await temporaryFolder(), await startBackend()]
      const other = option === '--json' ? '--html' : '--json'
      const argv = ['verify', url, '--only', 'sendCode/success', option, '/dev/full', other, 'other']
      const { code, stdout, stderr } = await runCommand(argv, { directory: folder })
      expect(code).toBe(3)
      expect(stdout).toContain('Reports written: other\n')
      expect(stderr).toContain(`phone-auth-kit: ${option}: can't write "/dev/full" (${diskFull})`)
    },
  )

  test('is an error of openapi, too', async () => {
    expect(await runCommand(['openapi', '--out', '/dev/full'])).toMatchObject({
      code: 3,
      stderr: `phone-auth-kit: --out: can't write "/dev/full" (${diskFull})\n`,
    })
  })

  test('is an error of a baseline that is to be updated, and the report is written', async () => {
    const [folder, { url }] = [await temporaryFolder(), await startBackend()]
    const config = `import { mkdirSync } from 'node:fs'
      export default { onCase: () => mkdirSync('${join(folder, 'known.json')}', { recursive: true }) }`
    writeFileSync(join(folder, 'verify.config.mjs'), config)
    const argv = ['verify', url, '--only', 'sendCode/success', '--config', 'verify.config.mjs', '--json', 'report.json']
    const baseline = ['--baseline', 'known.json', '--update-baseline']
    const { code, stderr } = await runCommand([...argv, ...baseline], { directory: folder })
    expect(code).toBe(3)
    expect(stderr).toContain('phone-auth-kit: --baseline: can\'t write "known.json" (it is a folder)')
    expect(reportIn(folder).verdict).toBe('conforms')
  })
})
