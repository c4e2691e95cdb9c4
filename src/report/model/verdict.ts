import { fails } from './levels.ts'
import type { CaseResult, ContractReport, Verdict } from './report.ts'

/**
 * The word on a run. A finding that fails it comes first, then that it could not go on, then what is undecided; what a
 * baseline knows of does not fail it.
 */
export function verdictOf({ cases, failOn, reason }: Pick<ContractReport, 'cases' | 'failOn' | 'reason'>): Verdict {
  const isFailure = ({ status, level, known }: CaseResult) =>
    status === 'failed' && known === undefined && fails(level, failOn)
  const isUndecided = ({ status, level }: CaseResult) =>
    level === 'must' && (status === 'inconclusive' || status === 'notRun')
  if (cases.some(isFailure)) return 'fails'
  // Only a run that was aborted has a reason.
  if (reason !== undefined) return 'aborted'
  return cases.some(isUndecided) ? 'undecided' : 'conforms'
}
