import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { startBackend } from '../backends.ts'
import { reportIn } from '../report-file.ts'
import { runCommand, temporaryFolder } from '../run-command.ts'

/** A backend whose login gives no token. */
const givesNoToken = (response: Response, request: Request) =>
  new URL(request.url).pathname === '/log' ? Response.json({ result: '0000', message: null }) : response

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
      stderr: expect.stringContaining('"login/envelope" passes now; remove it'),
    })
    // What was seen is shown, but no verdict that the exit code would deny.
    expect(result.stdout).toContain('login')
    expect(result.stdout).not.toMatch(/Conforms|exit code/)
    expect(readdirSync(folder)).toEqual(['known.json'])
  })

  test.each([
    [{ id: 'login/succes', reason: 'x' }, 'there is no case "login/succes"; did you mean login/success?'],
    [{ id: 'login/success', reason: 'x', expires: '2020-01-01' }, '"login/success" expired on 2020-01-01'],
    [{ id: 'login/success' }, '"login/success" has no reason'],
  ])('that contains %j is an error before anything is sent', async (entry, words) => {
    const [folder, backend] = [await temporaryFolder(), await startBackend()]
    write(folder, [entry])
    const result = await runCommand(['verify', backend.url, ...only], { directory: folder })
    expect(result).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(words) })
    expect(backend.requests()).toBe(0)
  })
})
