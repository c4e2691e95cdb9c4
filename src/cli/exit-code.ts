import type { ContractReport, Verdict } from '../report/model/report.ts'
import { verdictOf } from '../report/model/verdict.ts'

/** The exit codes of the process. Never a count. Where several apply, the first of 2, 1, 3, 4, 0 wins. */
export const ExitCode = {
  /** The backend conforms. */
  Conforms: 0,
  /** A finding at or above `--fail-on`. */
  Fails: 1,
  /** Wrong usage, configuration or baseline; nothing is reported. */
  WrongUsage: 2,
  /** The target could not be reached, or the run could not go on. */
  Aborted: 3,
  /** Nothing failed, but a must case is undecided. */
  Undecided: 4,
} as const

/** One of the exit codes. */
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode]

/** Whichever of two exit codes wins. */
export function strongerExitCode(first: ExitCode, second: ExitCode): ExitCode {
  const order: readonly ExitCode[] = [2, 1, 3, 4, 0]
  return order.indexOf(first) <= order.indexOf(second) ? first : second
}

const codes: Readonly<Record<Verdict, ExitCode>> = {
  conforms: ExitCode.Conforms,
  fails: ExitCode.Fails,
  aborted: ExitCode.Aborted,
  undecided: ExitCode.Undecided,
}

/** The exit code of a report. A finding wins over a run that could not go on. */
export function exitCodeOf(report: ContractReport): ExitCode {
  return codes[verdictOf(report)]
}
