import { levels } from './levels.ts'
import type { CaseResult, ContractReport } from './report.ts'

/** Whether a case fails the run: it failed, at or above the level that counts, and no baseline knows of it. */
export function countsAsFailure(one: CaseResult, failOn: ContractReport['failOn']): boolean {
  return one.status === 'failed' && one.known === undefined && levels.indexOf(one.level) <= levels.indexOf(failOn)
}
