import { fails } from './levels.ts'
import type { CaseResult, ContractReport, Level, Verdict } from './report.ts'

/** Whether a case fails the run: it failed at or above the level that counts, and no baseline lists it. */
export function countsAsFailure({ status, level, known }: CaseResult, failOn: Level): boolean {
  return status === 'failed' && known === undefined && fails(level, failOn)
}

/** Whether a case leaves the run undecided: a must case that is inconclusive or was not run. */
export function isUndecidedMust({ status, level }: CaseResult): boolean {
  return level === 'must' && (status === 'inconclusive' || status === 'notRun')
}

/**
 * The verdict on a run. A failure outweighs an aborted run, and that outweighs an undecided case. Failures that a baseline
 * lists do not count.
 */
export function verdictOf({ cases, failOn, reason }: Pick<ContractReport, 'cases' | 'failOn' | 'reason'>): Verdict {
  if (cases.some((one) => countsAsFailure(one, failOn))) return 'fails'
  // Only a run that was aborted has a reason.
  if (reason !== undefined) return 'aborted'
  return cases.some(isUndecidedMust) ? 'undecided' : 'conforms'
}
