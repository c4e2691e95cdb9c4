import { groupedFindings } from './grouped-findings.ts'
import type { ReportLabels } from './labels.ts'
import type { ContractReport, Verdict } from './model/report.ts'
import { rerunCommand } from './rerun-command.ts'

/** What to do next, and the command for it where there is one. */
export interface NextStep {
  readonly text: string
  readonly command?: string
}

/** What the reader of a report should do next. */
export function nextSteps(report: ContractReport, labels: ReportLabels): NextStep[] {
  const texts: Readonly<Record<Verdict, string>> = {
    conforms: labels.stepClean,
    fails: labels.stepFix,
    undecided: labels.stepUndecided,
    aborted: report.coverage.some(({ seen }) => seen > 0) ? labels.stepCutShort : labels.stepAborted,
  }
  const first = groupedFindings(report).find(({ known }) => !known)
  const alone = report.verdict === 'fails' && first
  return [
    { text: texts[report.verdict] },
    ...(alone ? [{ text: labels.stepRerun, command: rerunCommand(report, first.shown.id) }] : []),
  ]
}
