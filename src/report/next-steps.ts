import { groupedFindings } from './grouped-findings.ts'
import type { ReportWords } from './labels.ts'
import type { ContractReport, Verdict } from './model/report.ts'
import { rerunCommand } from './rerun-command.ts'

/** What to do next, and where it helps, with which command. */
export interface NextStep {
  readonly text: string
  readonly command?: string
}

/** What whoever reads a report would do next. */
export function nextSteps(report: ContractReport, words: ReportWords): NextStep[] {
  const texts: Readonly<Record<Verdict, string>> = {
    conforms: words.stepClean,
    fails: words.stepFix,
    undecided: words.stepUndecided,
    aborted: report.coverage.some(({ seen }) => seen > 0) ? words.stepCutShort : words.stepAborted,
  }
  const first = groupedFindings(report).find(({ known }) => !known)
  const alone = report.verdict === 'fails' && first
  return [
    { text: texts[report.verdict] },
    ...(alone ? [{ text: words.stepRerun, command: rerunCommand(report, first.shown.id) }] : []),
  ]
}
