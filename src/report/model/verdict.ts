import { fails } from './levels.ts'
import type { CaseResult, ContractReport, Level, Verdict } from './report.ts'

/** Whether a case fails the run: it failed, at or above the level that counts, and no baseline knows of it. */
export function countsAsFailure({ status, level, known }: CaseResult, failOn: Level): boolean {
  return status === 'failed' && known === undefined && fails(level, failOn)
}

/**
 * The verdict on a run. A finding that fails it comes first, then that it could not go on, then what is undecided; what a
 * baseline knows of does not fail it.
 */
export function verdictOf({ cases, failOn, reason }: Pick<ContractReport, 'cases' | 'failOn' | 'reason'>): Verdict {
  const isUndecided = ({ status, level }: CaseResult) =>
    level === 'must' && (status === 'inconclusive' || status === 'notRun')
  if (cases.some((one) => countsAsFailure(one, failOn))) return 'fails'
  // Only a run that was aborted has a reason.
  if (reason !== undefined) return 'aborted'
  return cases.some(isUndecided) ? 'undecided' : 'conforms'
}
