import type { CaseResult, ContractReport } from '../suite/report.ts'
import { levels } from './levels.ts'

/** Whether a case fails the run: it failed, at or above the level that counts, and no baseline knows of it. */
export function countsAsFailure(one: CaseResult, failOn: ContractReport['failOn']): boolean {
  return one.status === 'failed' && one.known === undefined && levels.indexOf(one.level) <= levels.indexOf(failOn)
}
