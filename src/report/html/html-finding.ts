import type { Citation } from '../../contract/document.ts'
import { type FindingGroup, quotedCells, titleBeside } from '../grouped-findings.ts'
import type { ReportWords } from '../labels.ts'
import { type Markup, type MarkupPart, markup } from '../markup.ts'
import type { Exchange } from '../model/report.ts'
import { visibleLine } from '../safe-text.ts'

/** A finding with all that is known of it. */
export function findingCard(group: FindingGroup, words: ReportWords): Markup {
  const { level, finding, shown, others, known } = group
  const title = titleBeside(group)
  const badge = markup`<span class="badge ${level}">${words.levels[level]}</span>`
  const knownBadge = known && markup`<span class="badge known">${words.known}</span>`
  return markup`<article class="card finding">
<header>
<div class="line">${badge}${knownBadge}<a href="#${shown.id}"><code>${shown.id}</code></a></div>
<h3>${finding.message}</h3>
${title && markup`<p class="sub">${title}</p>`}
</header>
<div class="body">
${quotes(shown.cites, words)}
${pair(finding.expected, finding.actual, words)}
${finding.hint && markup`<div class="hint"><span class="label">${words.hint}</span>${finding.hint}</div>`}
${shown.known && markup`<div><span class="label">${words.known}</span>${shown.known.reason}${shown.known.expires ? ` (${words.expires(shown.known.expires)})` : ''}</div>`}
${finding.exchange && exchange(finding.exchange, words)}
${finding.curl.length > 0 && markup`<details><summary>${words.reproduce}</summary><pre class="wire shell">${finding.curl.join('\n')}</pre></details>`}
${others.length > 0 && markup`<details><summary>${words.sameIn(others.length)}</summary><div class="ids">${others.map(({ id }) => markup`<a href="#${id}"><code>${id}</code></a>`)}</div></details>`}
</div>
</article>`
}

/** What the document says, its table rows shown as rows. */
export function quotes(cites: readonly Citation[], words: ReportWords): MarkupPart {
  if (cites.length === 0) return undefined
  const rows = cites.map(
    ({ section, quote }) =>
      markup`<div class="cells"><span><b>${section}</b></span>${quotedCells(quote).map((cell) => markup`<span>${cell}</span>`)}</div>`,
  )
  return markup`<div><span class="label">${words.documentSays}</span><div class="quote">${rows}</div></div>`
}

function pair(expected: string, actual: string, words: ReportWords): MarkupPart {
  if (!expected && !actual) return undefined
  return markup`<div class="pair"><div class="right"><span class="label">${words.expected}</span>${expected}</div><div class="wrong"><span class="label">${words.actual}</span>${actual}</div></div>`
}

function exchange({ request, response, failure, durationMs }: Exchange, words: ReportWords): Markup {
  const headers = (list: Exchange['request']['headers']) =>
    list.map(([name, value]) => visibleLine(`${name}: ${value}`)).join('\n')
  const wire = (label: string, start: string, list: Exchange['request']['headers'], body: string) =>
    markup`<div class="wire"><span class="label">${label}</span><pre><span class="start">${start}</span>\n<span class="head">${headers(list)}</span>${body ? `\n\n${body}` : ''}</pre></div>`
  const came = response
    ? wire(words.response, `HTTP ${response.status}`, response.headers, response.body)
    : markup`<div class="wire"><span class="label">${words.response}</span>${failure ?? words.noResponse}</div>`
  return markup`<details open><summary>${words.exchange} · ${Math.round(durationMs)} ms</summary><div class="wires">
${wire(words.request, `${request.method} ${request.url}`, request.headers, request.body ?? '')}
${came}</div></details>`
}
