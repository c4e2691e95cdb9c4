import type { ReportLabels } from '../labels.ts'
import type { CaseStatus, ContractReport } from '../model/report.ts'
import { statusMarks } from '../model/statuses.ts'
import { visibleText } from '../safe-text.ts'
import { wrapped } from './display-width.ts'
import type { Style } from './terminal-style.ts'

/** What every part of the terminal report needs. */
export interface Page {
  readonly report: ContractReport
  readonly labels: ReportLabels
  readonly style: Style
  readonly width: number
}

/** The heading of a part. */
export function heading({ style }: Page, text: string): string {
  return style.bold(text)
}

/** The mark of a status, in its colour. */
export function statusMark({ style }: Page, status: CaseStatus): string {
  const paint = { passed: style.green, failed: style.red, inconclusive: style.yellow, notRun: style.dim }[status]
  return paint(statusMarks[status])
}

/** Wraps text to the width of the page and indents it; `first` starts the first line. */
export function indented({ width }: Page, text: string, indent: number, first = ' '.repeat(indent)): string[] {
  const lines = visibleText(text)
    .replaceAll('\t', '  ')
    .split('\n')
    .flatMap((line) => wrapped(line, width - indent))
  return lines.map((line, index) => (index === 0 ? first : ' '.repeat(indent)) + line)
}
