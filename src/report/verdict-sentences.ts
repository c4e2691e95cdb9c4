import type { ReportLabels } from './labels.ts'
import type { ContractReport } from './model/report.ts'

/** What the verdict means, and what to know before relying on it: a sentence each. */
export function verdictSentences(report: ContractReport, labels: ReportLabels): string[] {
  const { verdict, failOn, cases, filteredOut = 0, insecure, reason } = report
  const known = cases.filter((one) => one.known).length
  return [
    labels.verdictMeaning(verdict, failOn, known),
    ...(filteredOut > 0 ? [labels.selection(cases.length, cases.length + filteredOut)] : []),
    ...(insecure ? [labels.certificatesNotChecked] : []),
    ...(reason ? [reason] : []),
  ]
}
