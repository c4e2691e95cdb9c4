import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { onTestFinished } from 'vitest'
import type { CommandIo } from '../../src/cli/io.ts'
import { main } from '../../src/cli/main.ts'

/** What a command left behind. */
export interface CommandRun {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** A folder of its own for one test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'phone-auth-kit-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Runs `phone-auth-kit` in this process, in the given folder. */
export async function runCommand(
  argv: readonly string[],
  given: {
    readonly directory?: string
    readonly isTerminal?: boolean
    readonly columns?: number
    readonly env?: CommandIo['env']
  } = {},
): Promise<CommandRun> {
  const texts = { stdout: '', stderr: '' }
  const output = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      texts[name] += text
    },
    flush: async () => undefined,
    isTerminal: given.isTerminal ?? false,
    columns: given.columns ?? 100,
  })
  const code = await main(argv, {
    stdout: output('stdout'),
    stderr: output('stderr'),
    env: given.env ?? {},
    directory: given.directory ?? tmpdir(),
    onStop: () => () => {},
  })
  return { code, ...texts }
}

/** The program, as `npx phone-auth-kit` starts it. */
export const bin = new URL('../../src/cli/bin.ts', import.meta.url).pathname

/** How a process is started. */
export interface StartOptions {
  /** JavaScript that runs before the program. */
  readonly preload?: string
  /** A file for its standard output, in place of `texts`. */
  readonly stdout?: string
}

/** Runs `phone-auth-kit` as a process of its own. */
export function start(argv: readonly string[], directory: string, { preload, stdout }: StartOptions = {}) {
  const flags = preload === undefined ? [] : ['--import', `data:text/javascript,${encodeURIComponent(preload)}`]
  const output = stdout === undefined ? 'pipe' : openSync(stdout, 'w')
  const child = spawn(process.execPath, [...flags, bin, ...argv], { cwd: directory, stdio: ['pipe', output, 'pipe'] })
  if (typeof output === 'number') closeSync(output)
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const texts = { stdout: '', stderr: '' }
  child.stdout?.on('data', (chunk) => {
    texts.stdout += chunk
  })
  child.stderr?.on('data', (chunk) => {
    texts.stderr += chunk
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  return { child, texts, ended }
}
