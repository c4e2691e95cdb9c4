import type { Citation } from '../../contract/document.ts'
import { type FindingGroup, quotedCells, titleBeside } from '../grouped-findings.ts'
import type { ReportLabels } from '../labels.ts'
import { type Markup, type MarkupPart, markup } from '../markup.ts'
import type { Exchange } from '../model/report.ts'
import { visibleLine } from '../safe-text.ts'
import { visibleSpaces, visibleSpacesInQuotes } from '../visible-spaces.ts'

/** A finding with everything the report has about it. */
export function findingCard(group: FindingGroup, labels: ReportLabels): Markup {
  const { level, finding, shown, others, known } = group
  const title = titleBeside(group)
  const badge = markup`<span class="badge ${level}">${labels.levels[level]}</span>`
  const knownBadge = known && markup`<span class="badge known">${labels.known}</span>`
  return markup`<article class="card finding">
<header>
<div class="line">${badge}${knownBadge}<a href="#${shown.id}"><code>${shown.id}</code></a></div>
<h3>${finding.message}</h3>
${title && markup`<p class="sub">${title}</p>`}
</header>
<div class="body">
${quotes(shown.cites, labels)}
${pair(finding.expected, visibleSpacesInQuotes(finding.actual), labels)}
${finding.hint && markup`<div class="hint"><span class="label">${labels.hint}</span>${finding.hint}</div>`}
${shown.known && markup`<div><span class="label">${labels.known}</span>${shown.known.reason}${shown.known.expires ? ` (${labels.expires(shown.known.expires)})` : ''}</div>`}
${finding.exchange && exchange(finding.exchange, labels)}
${finding.curl.length > 0 && markup`<details><summary>${labels.reproduce}</summary><pre class="wire shell">${finding.curl.join('\n')}</pre></details>`}
${others.length > 0 && markup`<details><summary>${labels.sameIn(others.length)}</summary><div class="ids">${others.map(({ id }) => markup`<a href="#${id}"><code>${id}</code></a>`)}</div></details>`}
</div>
</article>`
}

/** What the document says; a table row of it is shown as a row. */
export function quotes(cites: readonly Citation[], labels: ReportLabels): MarkupPart {
  if (cites.length === 0) return undefined
  const rows = cites.map(
    ({ section, quote }) =>
      markup`<div class="cells"><span><b>${section}</b></span>${quotedCells(quote).map((cell) => markup`<span>${cell}</span>`)}</div>`,
  )
  return markup`<div><span class="label">${labels.documentSays}</span><div class="quote">${rows}</div></div>`
}

function pair(expected: string, actual: string, labels: ReportLabels): MarkupPart {
  if (!expected && !actual) return undefined
  return markup`<div class="pair"><div class="right"><span class="label">${labels.expected}</span>${expected}</div><div class="wrong"><span class="label">${labels.actual}</span>${actual}</div></div>`
}

function exchange({ request, response, failure, durationMs }: Exchange, labels: ReportLabels): Markup {
  const headers = (list: Exchange['request']['headers']) =>
    list.map(([name, value]) => visibleLine(`${name}: ${value}`)).join('\n')
  const wire = (label: string, start: string, list: Exchange['request']['headers'], body: string) =>
    markup`<div class="wire"><span class="label">${label}</span><pre><span class="start">${start}</span>\n<span class="head">${headers(list)}</span>${body ? `\n\n${body}` : ''}</pre></div>`
  const received = response
    ? wire(labels.response, `HTTP ${response.status}`, response.headers, visibleSpaces(response.body))
    : markup`<div class="wire"><span class="label">${labels.response}</span>${failure ?? labels.noResponse}</div>`
  return markup`<details open><summary>${labels.exchange} · ${Math.round(durationMs)} ms</summary><div class="wires">
${wire(labels.request, `${request.method} ${request.url}`, request.headers, visibleSpaces(request.body ?? ''))}
${received}</div></details>`
}
