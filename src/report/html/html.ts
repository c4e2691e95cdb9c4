import { durationText } from '../duration-text.ts'
import { groupedByReason, groupedFindings } from '../grouped-findings.ts'
import type { ReportLabels } from '../labels.ts'
import { labelsOf } from '../labels-of.ts'
import { type Markup, type MarkupPart, markup } from '../markup.ts'
import { levels } from '../model/levels.ts'
import type { CaseStatus, ContractReport, Level } from '../model/report.ts'
import { statuses } from '../model/statuses.ts'
import { nextSteps } from '../next-steps.ts'
import { verdictSentences } from '../verdict-sentences.ts'
import { allCases, coverageMatrix } from './html-cases.ts'
import { findingCard } from './html-finding.ts'
import { pageStyle } from './html-style.ts'

/** What {@link htmlReport} may be given beside the report. */
export interface ViewOptions {
  /** The texts of the result codes in the report's language, as `phone-auth-kit/texts/zh` and `/texts/en` hold them. */
  readonly results?: Readonly<Record<string, string>> | undefined
}

/**
 * The report as one self-contained page. It has no script and loads nothing, and its content policy forbids both,
 * whatever a backend sent.
 */
export function htmlReport(report: ContractReport, options: ViewOptions = {}): string {
  const labels = labelsOf(report.lang)
  return `${
    markup`<!doctype html>
<html lang="${labels.language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>${labels.verdicts[report.verdict]} · ${report.target} · phone-auth-kit</title>
<style>${{ markup: pageStyle }}</style>
</head>
<body>
<main>
${[
  verdictCard(report, labels),
  levelCards(report, labels),
  steps(report, labels),
  coverageMatrix(report, labels, options.results ?? {}),
  findings(report, labels),
  undecided(report, labels),
  readings(report, labels),
  notes(report, labels),
  allCases(report, labels),
  accounts(report, labels),
]}
<footer>${report.tool.name} ${report.tool.version} · ${report.document.title} · ${report.startedAt}</footer>
</main>
</body>
</html>`.markup
  }\n`
}

function fact(name: string, value: MarkupPart): Markup {
  return markup`<div><dt>${name}</dt><dd>${value}</dd></div>`
}

function verdictCard(report: ContractReport, labels: ReportLabels): Markup {
  const { linking, body, codeDelivery } = report.dialect
  return markup`<section class="card verdict ${report.verdict}">
<p class="kicker">${labels.title} · ${report.document.title}</p>
<h1>${labels.verdicts[report.verdict]}</h1>
${verdictSentences(report, labels).map((sentence) => markup`<p>${sentence}</p>`)}
<p class="target"><code>${report.target}</code></p>
<dl class="facts">
${fact(labels.dialect, [labels.linking[linking], labels.body[body], labels.codeDelivery[codeDelivery]].join(labels.comma))}
${fact(labels.requests, report.requests)}
${fact(labels.codesSent, `${report.sms.sent} (${labels.ofBudget(report.sms.budget)})`)}
${fact(labels.duration, durationText(report.durationMs))}
${fact(labels.seed, report.seed)}
${fact(labels.startedAt, markup`<time datetime="${report.startedAt}">${readableTime(report.startedAt)}</time>`)}
</dl>
</section>`
}

/** To the minute, in UTC, which means the same to every reader. */
function readableTime(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`
}

function levelCards(report: ContractReport, labels: ReportLabels): Markup {
  const card = (level: Level) => {
    const counts = report.summary[level]
    const total = statuses.reduce((sum, status) => sum + counts[status], 0)
    const bars = statuses
      .filter((status) => counts[status] > 0)
      .map(
        (status) => markup`<i class="${status === 'failed' ? level : status}-fill" style="flex:${counts[status]}"></i>`,
      )
    const texts = statuses.map(
      (status) =>
        markup`<span${counts[status] === 0 ? markup` class="zero"` : ''}>${counts[status]} ${labels.statuses[status]}</span>`,
    )
    return markup`<div class="card"><div class="name"><b>${labels.levels[level]}</b><span class="big">${counts.passed}<small> / ${total}</small></span></div><div class="bar">${bars}</div><div class="counts">${texts}</div></div>`
  }
  return markup`<section class="levels">${levels.map(card)}</section>`
}

function steps(report: ContractReport, labels: ReportLabels): Markup {
  const items = nextSteps(report, labels).map(
    ({ text, command }) =>
      markup`<li>${text}${command ? markup`${labels.colon}<code class="shell">${command}</code>` : ''}</li>`,
  )
  return markup`<h2>${labels.nextSteps}</h2><ul class="card steps">${items}</ul>`
}

function findings(report: ContractReport, labels: ReportLabels): Markup {
  const groups = groupedFindings(report)
  const current = groups.filter(({ known }) => !known)
  const known = groups.filter((group) => group.known)
  const nothing = report.verdict === 'aborted' ? labels.noFindingsYet : labels.noFindings
  const knownPart =
    known.length > 0
      ? markup`<h2>${labels.knownFindings} (${known.length})</h2>${known.map((group) => findingCard(group, labels))}`
      : ''
  return markup`<h2 id="findings">${labels.findings}${current.length > 0 ? ` (${current.length})` : ''}</h2>
${current.length > 0 ? current.map((group) => findingCard(group, labels)) : markup`<p class="note">${nothing}</p>`}
${knownPart}`
}

function reasonList(report: ContractReport, labels: ReportLabels, statuses: readonly CaseStatus[]): Markup[] {
  return groupedByReason(report, statuses).map(
    ({ reason, status, cases }) =>
      markup`<div><span>${reason || labels.statuses[status]}</span><span class="ids">${cases.map(({ id }) => markup`<a href="#${id}"><code>${id}</code></a>`)}</span></div>`,
  )
}

function undecided(report: ContractReport, labels: ReportLabels): MarkupPart {
  const rows = reasonList(report, labels, ['inconclusive', 'notRun'])
  return rows.length > 0 && markup`<h2>${labels.undecided}</h2><div class="card list">${rows}</div>`
}

function notes(report: ContractReport, labels: ReportLabels): MarkupPart {
  const rows = reasonList(report, labels, ['passed'])
  return rows.length > 0 && markup`<h2>${labels.notes}</h2><div class="card list">${rows}</div>`
}

function readings(report: ContractReport, labels: ReportLabels): MarkupPart {
  const errata = [...new Set(report.readings.map(({ erratum }) => erratum))]
  const rows = errata.map((id) => {
    const texts = report.readings.filter(({ erratum }) => erratum === id)
    return markup`<div class="row"><span class="badge erratum">${id}</span><span>${texts.map(({ reading }) => markup`<p>${reading}</p>`)}</span></div>`
  })
  return (
    rows.length > 0 &&
    markup`<h2>${labels.readings}</h2><p class="note">${labels.readingsNote}</p><div class="card list">${rows}</div>`
  )
}

function accounts(report: ContractReport, labels: ReportLabels): MarkupPart {
  if (report.accounts.length === 0) return undefined
  const registered = report.accounts.filter((one) => one.registered).length
  // The user's own numbers are masked, and then look alike.
  const areMasked = new Set(report.accounts.map(({ userId }) => userId)).size < report.accounts.length
  const phones = report.accounts.map(
    (one) =>
      markup`<code${one.registered ? '' : markup` class="idle"`} title="${one.registered ? labels.registered : labels.notRegistered}">${one.userId}</code>`,
  )
  return markup`<h2>${labels.accounts}</h2><p class="note">${labels.accountsNote(registered)}</p>${!areMasked && markup`<div class="card phones">${phones}</div>`}`
}
