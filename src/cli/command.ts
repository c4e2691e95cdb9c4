import type { Language, Words } from '../report/model/words.ts'
import type { OptionTable } from './command-line.ts'
import type { ExitCode } from './exit-code.ts'
import type { CommandIo } from './io.ts'

/** One command of `phone-auth-kit`. */
export interface Command {
  /** How it is called, after its name. */
  readonly usage: Words
  /** What it does, in a few words. */
  readonly summary: Words
  /** Lines below the options in its help. */
  readonly details?: Readonly<Record<Language, readonly string[]>>
  readonly options: OptionTable
  /** Runs it and gives the exit code. A `UsageError` that it throws ends in exit code 2. */
  readonly run: (argv: readonly string[], io: CommandIo) => Promise<ExitCode>
}
