import type { OptionTable } from './command-line.ts'
import type { CommandIo } from './io.ts'

/** One command of `phone-auth-kit`. */
export interface Command {
  /** How it is called, after its name. */
  readonly usage: string
  /** What it does, in a few words. */
  readonly summary: string
  /** More lines for its own help. */
  readonly details: readonly string[]
  /** Its options. Absent where the command writes its own help. */
  readonly options?: OptionTable
  /** Runs it. A WrongUsage it throws ends in exit code 2. */
  readonly run: (argv: readonly string[], io: CommandIo) => Promise<number>
}
