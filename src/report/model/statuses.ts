import type { CaseStatus } from './report.ts'

/** What can become of a case, in the order in which counts are shown. */
export const statuses = ['passed', 'failed', 'inconclusive', 'notRun'] as const satisfies readonly CaseStatus[]

/** The mark of each, for views that have no room for a word. */
export const statusMarks: Readonly<Record<CaseStatus, string>> = {
  passed: '✓',
  failed: '✗',
  inconclusive: '?',
  notRun: '–',
}
