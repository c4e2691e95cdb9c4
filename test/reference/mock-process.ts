import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const bin = fileURLToPath(new URL('../../src/cli/bin.ts', import.meta.url))

/** A `phone-auth-kit mock` in a process of its own. */
export interface MockProcess {
  readonly process: ChildProcess
  /** The address that it printed. */
  readonly url: string
  /** Everything it has written to stdout so far. */
  readonly stdout: () => string
  readonly stderr: () => string
  /** Sends a signal and waits for the process to end. */
  stop(signal: NodeJS.Signals): Promise<[code: number | null, signal: NodeJS.Signals | null]>
}

/** Starts `mock` on a free port with these arguments. It ends with the test. */
export async function startMock(...argv: string[]): Promise<MockProcess> {
  const child = spawn(process.execPath, [bin, 'mock', '--port', '0', ...argv], { stdio: ['ignore', 'pipe', 'pipe'] })
  // `exit` may come before the last of the output has been read.
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>
  let stdout = ''
  let stderr = ''
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    await ended
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      stdout += chunk
      const found = /https?:\/\/[^\s"]+/.exec(stdout)?.[0]
      if (found && stdout.includes('\n')) resolve(found)
    })
    void ended.then(([code]) => reject(new Error(`mock ended with exit code ${code}: ${stderr}`)))
  })
  return {
    process: child,
    url,
    stdout: () => stdout,
    stderr: () => stderr,
    stop: (signal) => {
      child.kill(signal)
      return ended
    },
  }
}

/** Creates a folder that is deleted after the test. */
export function temporaryFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'phone-auth-kit-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}
