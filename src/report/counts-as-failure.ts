import type { CaseResult, ContractReport, Level } from '../suite/report.ts'

const strength: readonly Level[] = ['advice', 'should', 'must']

/** Whether a case fails the run: it failed, at or above the level that counts, and no baseline knows of it. */
export function countsAsFailure(one: CaseResult, failOn: ContractReport['failOn']): boolean {
  return one.status === 'failed' && one.known === undefined && strength.indexOf(one.level) >= strength.indexOf(failOn)
}
