import { countsAsFailure } from '../report/counts-as-failure.ts'
import type { ContractReport, Verdict } from '../suite/report.ts'
import { ExitCode } from './exit-code.ts'

const isAborted = (report: ContractReport) => report.verdict === 'aborted' || report.reason !== undefined

/** The word on a run, once a baseline has marked what is known. */
export function verdictOf(report: ContractReport): Verdict {
  if (report.cases.some((one) => countsAsFailure(one, report.failOn))) return 'fails'
  if (isAborted(report)) return 'aborted'
  return mustIsUndecided(report) ? 'undecided' : 'conforms'
}

function mustIsUndecided(report: ContractReport): boolean {
  return report.cases.some(
    ({ level, status }) => level === 'must' && (status === 'inconclusive' || status === 'notRun'),
  )
}

const codes: Readonly<Record<Verdict, ExitCode>> = {
  conforms: ExitCode.Conforms,
  fails: ExitCode.Fails,
  aborted: ExitCode.Aborted,
  undecided: ExitCode.Undecided,
}

/** The exit code a report asks for. A finding wins over a run that could not go on. */
export function exitCodeOf(report: ContractReport): ExitCode {
  return codes[verdictOf(report)]
}
