import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
  given: { readonly directory?: string; readonly isTerminal?: boolean; readonly env?: CommandIo['env'] } = {},
): Promise<CommandRun> {
  const texts = { stdout: '', stderr: '' }
  const output = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      texts[name] += text
    },
    isTerminal: given.isTerminal ?? false,
    columns: 100,
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
