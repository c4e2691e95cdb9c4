import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { describe, expect, test } from 'vitest'
import { deadAddress, startBackend } from '../backends.ts'
import { reportIn } from '../report-file.ts'
import { bin, start, temporaryFolder } from '../run-command.ts'

describe('the process', () => {
  /** Takes requests and never answers; `arrived` resolves at the first one. */
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

  test.each(['SIGINT', 'SIGTERM'] as const)('writes its reports when it gets %s', async (signal) => {
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

  test('stops and writes its reports when its launcher exits, as npx does on SIGTERM', async () => {
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
    await expect.poll(() => existsSync(join(folder, 'report.json')), { timeout: 30_000 }).toBe(true)
    await expect.poll(() => reportIn(folder).verdict, { timeout: 30_000 }).toBe('aborted')
  })

  test('says in one line which Node it requires', async () => {
    const preload = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '22.12.0' } })`
    const { ended, texts } = start(['verify'], await temporaryFolder(), { preload })
    expect(await ended).toBe(2)
    expect(texts).toEqual({ stdout: '', stderr: 'phone-auth-kit requires Node 22.13 or later; this is Node 22.12.0\n' })
  })

  test('exits with the code of the command', async () => {
    const { ended } = start(['verify', deadAddress], await temporaryFolder())
    expect(await ended).toBe(3)
  })
})
