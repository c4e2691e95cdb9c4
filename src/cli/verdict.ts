import { countsAsFailure } from '../report/counts-as-failure.ts'
import type { ContractReport, Verdict } from '../suite/report.ts'
import { ExitCode } from './exit-code.ts'

/** The word on a run, once a baseline has marked what is known. */
export function verdictOf(report: ContractReport): Verdict {
  const aborted = report.verdict === 'aborted' || report.reason !== undefined
  if (report.cases.some((one) => countsAsFailure(one, report.failOn))) return aborted ? 'aborted' : 'fails'
  if (aborted) return 'aborted'
  return mustIsUndecided(report) ? 'undecided' : 'conforms'
}

function mustIsUndecided(report: ContractReport): boolean {
  return report.cases.some(
    ({ level, status }) => level === 'must' && (status === 'inconclusive' || status === 'notRun'),
  )
}

/** The exit code a report asks for. A finding wins over a run that could not go on. */
export function exitCodeOf(report: ContractReport): ExitCode {
  if (report.cases.some((one) => countsAsFailure(one, report.failOn))) return ExitCode.Fails
  if (report.verdict === 'aborted' || report.reason !== undefined) return ExitCode.Aborted
  return mustIsUndecided(report) ? ExitCode.Undecided : ExitCode.Conforms
}
