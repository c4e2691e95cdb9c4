import { durationText } from '../duration-text.ts'
import { groupedByReason, groupedFindings } from '../grouped-findings.ts'
import type { ReportWords } from '../labels.ts'
import { type Markup, type MarkupPart, markup } from '../markup.ts'
import { levels } from '../model/levels.ts'
import type { CaseStatus, ContractReport, Level } from '../model/report.ts'
import { statuses } from '../model/statuses.ts'
import { nextSteps } from '../next-steps.ts'
import { type ViewOptions, wordsOf } from '../view-options.ts'
import { allCases, coverageMatrix } from './html-cases.ts'
import { findingCard } from './html-finding.ts'
import { pageStyle } from './html-style.ts'

/**
 * The report as one self-contained page: no script, nothing loaded, and a policy in it that forbids both, whatever a
 * backend may have sent.
 */
export function htmlReport(report: ContractReport, options: ViewOptions = {}): string {
  const words = wordsOf(report)
  return `${
    markup`<!doctype html>
<html lang="${words.language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>${words.verdicts[report.verdict]} · ${report.target} · phone-auth-kit</title>
<style>${{ markup: pageStyle }}</style>
</head>
<body>
<main>
${[
  verdictCard(report, words),
  levelCards(report, words),
  steps(report, words),
  coverageMatrix(report, words, options.results ?? {}),
  findings(report, words),
  undecided(report, words),
  readings(report, words),
  notes(report, words),
  allCases(report, words),
  accounts(report, words),
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

function verdictCard(report: ContractReport, words: ReportWords): Markup {
  const { linking, body, codeDelivery } = report.dialect
  const known = report.cases.filter((one) => one.known).length
  return markup`<section class="card verdict ${report.verdict}">
<p class="kicker">${words.title} · ${report.document.title}</p>
<h1>${words.verdicts[report.verdict]}</h1>
<p>${words.verdictMeaning(report.verdict, report.failOn, known)}</p>
${report.reason ? markup`<p>${report.reason}</p>` : ''}
<p class="target"><code>${report.target}</code></p>
<dl class="facts">
${fact(words.dialect, [words.linking[linking], words.body[body], words.codeDelivery[codeDelivery]].join(words.comma))}
${fact(words.requests, report.requests)}
${fact(words.codesSent, `${report.sms.sent} (${words.ofBudget(report.sms.budget)})`)}
${fact(words.duration, durationText(report.durationMs))}
${fact(words.seed, report.seed)}
${fact(words.startedAt, markup`<time datetime="${report.startedAt}">${readableTime(report.startedAt)}</time>`)}
</dl>
</section>`
}

/** Minutes are enough, and UTC means the same to every reader. */
function readableTime(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`
}

function levelCards(report: ContractReport, words: ReportWords): Markup {
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
        markup`<span${counts[status] === 0 ? markup` class="zero"` : ''}>${counts[status]} ${words.statuses[status]}</span>`,
    )
    return markup`<div class="card"><div class="name"><b>${words.levels[level]}</b><span class="big">${counts.passed}<small> / ${total}</small></span></div><div class="bar">${bars}</div><div class="counts">${texts}</div></div>`
  }
  return markup`<section class="levels">${levels.map(card)}</section>`
}

function steps(report: ContractReport, words: ReportWords): Markup {
  const items = nextSteps(report, words).map(
    ({ text, command }) =>
      markup`<li>${text}${command ? markup`${words.colon}<code class="shell">${command}</code>` : ''}</li>`,
  )
  return markup`<h2>${words.nextSteps}</h2><ul class="card steps">${items}</ul>`
}

function findings(report: ContractReport, words: ReportWords): Markup {
  const groups = groupedFindings(report)
  const current = groups.filter(({ known }) => !known)
  const known = groups.filter((group) => group.known)
  const knownPart =
    known.length > 0
      ? markup`<h2>${words.knownFindings} (${known.length})</h2>${known.map((group) => findingCard(group, words))}`
      : ''
  return markup`<h2 id="findings">${words.findings}${current.length > 0 ? ` (${current.length})` : ''}</h2>
${current.length > 0 ? current.map((group) => findingCard(group, words)) : markup`<p class="note">${words.noFindings}</p>`}
${knownPart}`
}

function reasonList(report: ContractReport, words: ReportWords, statuses: readonly CaseStatus[]): Markup[] {
  return groupedByReason(report, statuses).map(
    ({ reason, status, cases }) =>
      markup`<div><span>${reason || words.statuses[status]}</span><span class="ids">${cases.map(({ id }) => markup`<a href="#${id}"><code>${id}</code></a>`)}</span></div>`,
  )
}

function undecided(report: ContractReport, words: ReportWords): MarkupPart {
  const rows = reasonList(report, words, ['inconclusive', 'notRun'])
  return rows.length > 0 && markup`<h2>${words.undecided}</h2><div class="card list">${rows}</div>`
}

function notes(report: ContractReport, words: ReportWords): MarkupPart {
  const rows = reasonList(report, words, ['passed'])
  return rows.length > 0 && markup`<h2>${words.notes}</h2><div class="card list">${rows}</div>`
}

function readings(report: ContractReport, words: ReportWords): MarkupPart {
  const errata = [...new Set(report.readings.map(({ erratum }) => erratum))]
  const rows = errata.map((id) => {
    const texts = report.readings.filter(({ erratum }) => erratum === id)
    return markup`<div class="row"><span class="badge erratum">${id}</span><span>${texts.map(({ reading }) => markup`<p>${reading}</p>`)}</span></div>`
  })
  return (
    rows.length > 0 &&
    markup`<h2>${words.readings}</h2><p class="note">${words.readingsNote}</p><div class="card list">${rows}</div>`
  )
}

function accounts(report: ContractReport, words: ReportWords): MarkupPart {
  if (report.accounts.length === 0) return undefined
  const registered = report.accounts.filter((one) => one.registered).length
  // Numbers of the user's own are masked, and then all alike.
  const areMasked = new Set(report.accounts.map(({ userId }) => userId)).size < report.accounts.length
  const phones = report.accounts.map(
    (one) =>
      markup`<code${one.registered ? '' : markup` class="idle"`} title="${one.registered ? words.registered : words.notRegistered}">${one.userId}</code>`,
  )
  return markup`<h2>${words.accounts}</h2><p class="note">${words.accountsNote(registered)}</p>${!areMasked && markup`<div class="card phones">${phones}</div>`}`
}
