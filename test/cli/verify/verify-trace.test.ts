import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TracedExchange } from 'phone-auth-kit/contract-tests'
import { describe, expect, test } from 'vitest'
import { startBackend } from '../backends.ts'
import { reportIn } from '../report-file.ts'
import { runCommand, temporaryFolder } from '../run-command.ts'

const exchangesOf = (text: string): TracedExchange[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

describe('--trace', () => {
  test('writes every exchange of the run as one line of JSON', async () => {
    const [folder, backend] = [await temporaryFolder(), await startBackend()]
    const argv = ['verify', backend.url, '--only', 'login/*', '--json', 'report.json', '--trace', 'a/trace.jsonl']
    expect(await runCommand(argv, { directory: folder })).toMatchObject({ code: 0 })
    const exchanges = exchangesOf(readFileSync(join(folder, 'a/trace.jsonl'), 'utf8'))
    expect(exchanges).toHaveLength(backend.requests())
    expect(exchanges).toHaveLength(reportIn(folder).requests)
    expect(exchanges.map(({ number }) => number)).toEqual(exchanges.map((_, index) => index + 1))
    const login = exchanges.find(({ caseId }) => caseId === 'login/wrong-password')
    expect(login).toMatchObject({
      endpoint: 'login',
      session: expect.any(String),
      request: { method: 'POST', url: `${backend.url}/log`, body: expect.stringMatching(/^userId=\d+&password=/) },
      response: { status: 200, body: expect.stringContaining('"result":"0008"') },
      durationMs: expect.any(Number),
    })
  })

  test('has a line for an exchange as soon as it ends', async () => {
    const folder = await temporaryFolder()
    const file = join(folder, 'trace.jsonl')
    const linesAt: number[] = []
    const { url } = await startBackend({}, async (response) => {
      // The exchanges before this one may still be on their way to the file.
      if (linesAt.length === 5) await expect.poll(() => readFileSync(file, 'utf8'), { timeout: 30_000 }).toMatch(/\n/)
      linesAt.push(existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0)
      return response
    })
    await runCommand(['verify', url, '--only', 'login/*', '--trace', 'trace.jsonl'], { directory: folder })
    expect(linesAt.length).toBeGreaterThan(6)
    expect(linesAt[5]).toBeGreaterThan(0)
  })

  test('goes to standard output with -, and everything else to standard error', async () => {
    const { url, requests } = await startBackend()
    const { stdout, stderr } = await runCommand(['verify', url, '--only', 'sendCode/success', '--trace', '-'])
    expect(exchangesOf(stdout)).toHaveLength(requests())
    expect(stderr).toContain('Conforms')
  })

  test('keeps every line printable, whatever the backend sends', async () => {
    const { url } = await startBackend({}, () =>
      Response.json({ result: '0000\u202e\u009b', message: '\u2028\u001b[2J' }),
    )
    const { stdout } = await runCommand(['verify', url, '--only', 'sendCode/success', '--trace', '-'])
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e]/)
    expect(exchangesOf(stdout)[0]?.response?.body).toContain('\u202e')
  })

  test.each([
    ['a folder', '.', 'it is a folder'],
    ['below a file', 'file/trace.jsonl', 'part of the path is a file'],
  ])('is refused before anything is sent where it is %s', async (_, file, why) => {
    const [folder, backend] = [await temporaryFolder(), await startBackend()]
    await runCommand(['openapi', '--out', 'file'], { directory: folder })
    const { code, stderr } = await runCommand(['verify', backend.url, '--trace', file], { directory: folder })
    expect(code).toBe(2)
    expect(stderr).toContain(`--trace: can't write "${file}" (${why}`)
    expect(backend.requests()).toBe(0)
    expect(readdirSync(folder)).toEqual(['file'])
  })

  test('ends with 3 where the disk is full, and the reports are written all the same', async () => {
    const [folder, { url }] = [await temporaryFolder(), await startBackend()]
    const argv = ['verify', url, '--only', 'sendCode/success', '--json', 'report.json', '--trace', '/dev/full']
    const { code, stderr } = await runCommand(argv, { directory: folder })
    expect(code).toBe(3)
    expect(stderr).toContain('--trace: can\'t write "/dev/full" (no space left on the disk)')
    expect(reportIn(folder).verdict).toBe('conforms')
  })
})
