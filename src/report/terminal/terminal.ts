import { durationText } from '../duration-text.ts'
import { groupedByReason } from '../grouped-findings.ts'
import { labelsOf } from '../labels-of.ts'
import { levels } from '../model/levels.ts'
import type { CaseResult, ContractReport } from '../model/report.ts'
import { nextSteps } from '../next-steps.ts'
import { visibleLine } from '../safe-text.ts'
import { verdictSentences } from '../verdict-sentences.ts'
import { findings } from './terminal-findings.ts'
import { overview } from './terminal-overview.ts'
import { heading, indented, type Page, statusMark } from './terminal-page.ts'
import { styles } from './terminal-style.ts'

/** How {@link terminalReport} shows a report. */
export interface TerminalOptions {
  /** Whether to use colours. */
  readonly colour: boolean
  /** The width in columns. Default 80. */
  readonly columns?: number | undefined
}

/** The report for a terminal, with the verdict last. */
export function terminalReport(report: ContractReport, options: TerminalOptions): string {
  const page = pageOf(report, options)
  return textOf([...results(page), verdict(page)])
}

/** The same without the verdict, for a run whose verdict does not count. */
export function terminalResults(report: ContractReport, options: TerminalOptions): string {
  return textOf(results(pageOf(report, options)))
}

function pageOf(report: ContractReport, { colour, columns = 80 }: TerminalOptions): Page {
  return {
    report,
    labels: labelsOf(report.lang),
    style: styles(colour),
    width: Math.max(40, Math.min(100, columns)),
  }
}

function results(page: Page): string[][] {
  return [overview(page), findings(page), undecided(page), readings(page), notes(page), accounts(page)]
}

function textOf(parts: readonly (readonly string[])[]): string {
  const shown = parts.filter((part) => part.length > 0).map((part) => part.join('\n'))
  return `${shown.join('\n\n')}\n`
}

/** The ids of some cases, or only the first ones where there are many. */
function idsOf({ labels }: Page, cases: readonly CaseResult[]): string {
  const ids = cases.map(({ id }) => id)
  return ids.length <= 16 ? ids.join('  ') : `${ids.slice(0, 12).join('  ')}  ${labels.andMore(ids.length - 12)}`
}

function undecided(page: Page): string[] {
  const groups = groupedByReason(page.report, ['inconclusive', 'notRun'])
  if (groups.length === 0) return []
  return [
    heading(page, page.labels.undecided),
    ...groups.flatMap(({ reason, status, cases }) => [
      ...indented(page, reason || page.labels.statuses[status], 4, `  ${statusMark(page, status)} `),
      ...indented(page, idsOf(page, cases), 4).map(page.style.dim),
    ]),
  ]
}

function readings(page: Page): string[] {
  const { report, labels, style } = page
  if (report.readings.length === 0) return []
  return [
    heading(page, labels.readings),
    ...report.readings.flatMap(({ erratum, reading }) => indented(page, reading, 7, `  ${style.dim(erratum)}  `)),
  ]
}

function notes(page: Page): string[] {
  const groups = groupedByReason(page.report, ['passed'])
  if (groups.length === 0) return []
  return [
    heading(page, page.labels.notes),
    ...groups.flatMap(({ reason, cases }) => [
      ...indented(page, reason, 4, '  · '),
      ...indented(page, idsOf(page, cases), 4).map(page.style.dim),
    ]),
  ]
}

function accounts(page: Page): string[] {
  const { report, labels } = page
  if (report.accounts.length === 0) return []
  const registered = report.accounts.filter((one) => one.registered)
  const numbers = new Set(registered.map(({ userId }) => visibleLine(userId)))
  // The user's own numbers are masked, and then look alike.
  const list = numbers.size === registered.length ? [...numbers].join(' ') : ''
  return [
    heading(page, labels.accounts),
    ...indented(page, labels.accountsNote(registered.length), 2),
    ...(list ? indented(page, list, 2) : []),
  ]
}

function verdict(page: Page): string[] {
  const { report, labels, style } = page
  const paint = ({ conforms: style.green, fails: style.red, undecided: style.yellow, aborted: style.red } as const)[
    report.verdict
  ]
  const passed = levels.map((level) => {
    const counts = report.summary[level]
    const total = counts.passed + counts.failed + counts.inconclusive + counts.notRun
    return `${labels.levels[level]} ${counts.passed}/${total}`
  })
  const cost = `${labels.requests} ${report.requests} · ${labels.codesSent} ${report.sms.sent}/${report.sms.budget}`
  const stamp = ` ${labels.verdicts[report.verdict]} `
  return [
    ...indented(page, `${labels.target} ${report.target}`, 0, ''),
    ...indented(page, `${labels.statuses.passed}${labels.colon}${passed.join(' · ')}`, 0, ''),
    ...indented(
      page,
      `${cost} · ${labels.duration} ${durationText(report.durationMs)} · ${labels.seed} ${report.seed}`,
      0,
      '',
    ).map(style.dim),
    '',
    paint(style.bold(style.inverse(stamp))),
    ...verdictSentences(report, labels).flatMap((sentence) => indented(page, sentence, 0, '')),
    ...nextSteps(report, labels).flatMap(({ text, command }) => [
      ...indented(page, text, 2, '→ '),
      ...(command ? [`  ${visibleLine(command)}`] : []),
    ]),
  ]
}
