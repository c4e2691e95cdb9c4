import { durationText } from '../duration-text.ts'
import { exchangeText } from '../finding-text.ts'
import { type FindingGroup, groupedByReason, groupedFindings, quotedCells, titleBeside } from '../grouped-findings.ts'
import type { ReportLabels } from '../labels.ts'
import { labelsOf } from '../labels-of.ts'
import { levels } from '../model/levels.ts'
import type { ContractReport } from '../model/report.ts'
import { statuses } from '../model/statuses.ts'
import { reportedEndpoints } from '../reported-endpoints.ts'
import { rerunCommand } from '../rerun-command.ts'
import { shortened } from '../safe-text.ts'
import { verdictSentences } from '../verdict-sentences.ts'
import { visibleSpacesInQuotes } from '../visible-spaces.ts'
import { codeBlock, codeSpan, plain, plainHtml } from './markdown-text.ts'

/** Options of {@link markdownReport}. */
export interface MarkdownOptions {
  /** The maximum length in characters. Default 60000; a comment on GitHub takes 65536. */
  readonly maximumLength?: number | undefined
}

const symbols = { conforms: '✅', fails: '❌', undecided: '❔', aborted: '🛑' } as const

/** The report as Markdown that fits a comment on a pull request. Findings that do not fit are left out from the end. */
export function markdownReport(report: ContractReport, options: MarkdownOptions = {}): string {
  const labels = labelsOf(report.lang)
  const maximum = options.maximumLength ?? 60_000
  const head = [title(report, labels), summary(report, labels), coverage(report, labels)].join('\n\n')
  const tail = [undecided(report, labels), readings(report, labels), facts(report, labels)].filter(Boolean).join('\n\n')
  // Keep room for the line that says what was left out.
  let room = maximum - head.length - tail.length - 300
  const shown: string[] = []
  const groups = groupedFindings(report)
  for (const group of groups) {
    const text = findingMarkdown(group, labels)
    if (text.length + 2 > room) break
    room -= text.length + 2
    shown.push(text)
  }
  const omitted = groups.length - shown.length
  const heading = groups.length > 0 ? `### ${labels.findings} (${groups.length})` : ''
  const note = omitted > 0 ? `_${labels.shortenedNote(omitted)}_` : ''
  const text = [head, heading, ...shown, note, tail].filter(Boolean).join('\n\n')
  return `${shortened(text, maximum - 1)}\n`
}

function title(report: ContractReport, labels: ReportLabels): string {
  const [meaning = '', ...more] = verdictSentences(report, labels)
  return [
    `## ${symbols[report.verdict]} phone-auth-kit${labels.colon}${labels.verdicts[report.verdict]}`,
    `${meaning} ${codeSpan(shortened(report.target, 200))}`,
    ...more.map((sentence) => plain(shortened(sentence, 500))),
  ].join('\n\n')
}

function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows
  const ruler = head.map((_, index) => (index === 0 ? ':--' : '--:'))
  return [head, ruler, ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function summary(report: ContractReport, labels: ReportLabels): string {
  return table([
    ['', ...statuses.map((status) => labels.statuses[status])],
    ...levels.map((level) => [
      labels.levels[level],
      ...statuses.map((status) => String(report.summary[level][status] || '·')),
    ]),
  ])
}

function coverage(report: ContractReport, labels: ReportLabels): string {
  const codes = [...new Set(report.coverage.map(({ result }) => result))].sort()
  if (codes.length === 0) return ''
  const cell = (endpoint: string, code: string) => {
    const found = report.coverage.find((one) => one.endpoint === endpoint && one.result === code)
    return found ? (found.seen > 0 ? String(found.seen) : '–') : ''
  }
  const rows = reportedEndpoints(report).map(({ id, section }) => [
    plain(`${id} ${section}`.trim()),
    ...codes.map((code) => cell(id, code)),
  ])
  return `<details><summary>${labels.coverage}</summary>\n\n${table([['', ...codes.map(plain)], ...rows])}\n\n${labels.coverageNote}\n\n</details>`
}

function findingMarkdown(group: FindingGroup, labels: ReportLabels): string {
  const { level, finding, shown, others, known } = group
  const title = titleBeside(group)
  const badge = known ? labels.known : labels.levels[level]
  const field = (name: string, text: string | undefined) =>
    text ? [`**${name}**${labels.colon}${plain(shortened(text, 1000))}`] : []
  const quotes = shown.cites.map(({ section, quote }) => `${section} | ${quotedCells(quote).join(' | ')}`)
  const also = others.slice(0, 12).map(({ id }) => codeSpan(id))
  const exchange = exchangeText(finding, labels, 800)
  const curl = finding.curl.join('\n')
  return [
    `<details><summary><b>${badge}</b> <code>${plainHtml(shown.id)}</code> ${plainHtml(shortened(finding.message, 300))}</summary>`,
    title === undefined ? '' : plain(title),
    quotes.map((quote) => `> ${plain(shortened(quote, 600))}`).join('\n>\n'),
    ...field(labels.expected, finding.expected),
    ...field(labels.actual, visibleSpacesInQuotes(finding.actual)),
    ...field(labels.hint, finding.hint),
    ...(shown.known ? field(labels.known, shown.known.reason) : []),
    ...(also.length > 0 ? [`${labels.sameIn(others.length)}${labels.colon}${also.join(' ')}`] : []),
    ...(exchange.length > 0 ? [codeBlock(exchange.join('\n'))] : []),
    // Some of the lines alone would not run: show all of them or none.
    ...(curl !== '' && curl.length <= 6000 ? [`**${labels.reproduce}**`, codeBlock(curl, 'sh')] : []),
    '</details>',
  ]
    .filter(Boolean)
    .join('\n\n')
}

function undecided(report: ContractReport, labels: ReportLabels): string {
  const groups = groupedByReason(report, ['inconclusive', 'notRun'])
  if (groups.length === 0) return ''
  const lines = groups.slice(0, 20).map(({ reason, status, cases }) => {
    const ids = cases.slice(0, 10).map(({ id }) => codeSpan(id))
    const more = cases.length > 10 ? ` … (${cases.length})` : ''
    return `- ${plain(shortened(reason || labels.statuses[status], 400))}${labels.colon}${ids.join(' ')}${more}`
  })
  return [`### ${labels.undecided}`, lines.join('\n')].join('\n\n')
}

function readings(report: ContractReport, labels: ReportLabels): string {
  if (report.readings.length === 0) return ''
  const lines = report.readings.map(({ erratum, reading }) => `- ${erratum} ${plain(shortened(reading, 300))}`)
  return `<details><summary>${labels.readings} (${report.readings.length})</summary>\n\n${lines.join('\n')}\n\n</details>`
}

function facts(report: ContractReport, labels: ReportLabels): string {
  const registered = report.accounts.filter((one) => one.registered).length
  const { linking, body, codeDelivery } = report.dialect
  return [
    [labels.linking[linking], labels.body[body], labels.codeDelivery[codeDelivery]].join(labels.comma),
    `${labels.requests} ${report.requests}`,
    `${labels.codesSent} ${report.sms.sent}/${report.sms.budget}`,
    ...(registered > 0 ? [labels.accountsNote(registered)] : []),
    `${labels.duration} ${durationText(report.durationMs)}`,
    codeSpan(shortened(rerunCommand(report), 300)),
  ].join(' · ')
}
