import type { CaseStatus } from './report.ts'

/** The outcomes of a case, in the order in which views show their counts. */
export const statuses = ['passed', 'failed', 'inconclusive', 'notRun'] as const satisfies readonly CaseStatus[]

/** The mark of each, for views without room for a word. */
export const statusMarks: Readonly<Record<CaseStatus, string>> = {
  passed: '✓',
  failed: '✗',
  inconclusive: '?',
  notRun: '–',
}
