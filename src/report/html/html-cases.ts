import { endpointIds, endpoints } from '../../contract/endpoints.ts'
import { durationText } from '../duration-text.ts'
import type { ReportLabels } from '../labels.ts'
import { type Markup, type MarkupPart, markup } from '../markup.ts'
import type { CaseResult, ContractReport } from '../model/report.ts'
import { statusMarks } from '../model/statuses.ts'
import { countsAsFailure } from '../model/verdict.ts'
import { caseGroups, reportedEndpoints } from '../reported-endpoints.ts'

/** A table of endpoints and result codes: how often each documented code was seen. */
export function coverageMatrix(
  report: ContractReport,
  labels: ReportLabels,
  texts: Readonly<Record<string, string>>,
): MarkupPart {
  const codes = [...new Set(report.coverage.map(({ result }) => result))].sort()
  if (codes.length === 0) return undefined
  const cell = (endpoint: string, code: string): Markup => {
    const found = report.coverage.find((one) => one.endpoint === endpoint && one.result === code)
    if (!found) return markup`<td class="none">·</td>`
    if (found.seen === 0) return markup`<td><span class="miss">${labels.notSeen}</span></td>`
    return markup`<td><span class="hit" title="${labels.seen(found.seen)}">${found.seen}</span></td>`
  }
  const textOf = (code: string) =>
    report.coverage.find(({ result, text }) => result === code && text)?.text ?? texts[code]
  const head = codes.map(
    (code) => markup`<th><code>${code}</code>${textOf(code) && markup`<small>${textOf(code)}</small>`}</th>`,
  )
  const rows = reportedEndpoints(report).map(({ id, section, cases }) => {
    const passed = cases.filter(({ status }) => status === 'passed').length
    const failing = cases.some((one) => countsAsFailure(one, report.failOn)) ? markup` class="failing"` : ''
    return markup`<tr><th><code>${id}</code><small>${[section, routeOf(id)].filter((text) => text !== '').join(' · ')}</small></th>${codes.map((code) => cell(id, code))}<td${failing}>${passed} / ${cases.length}</td></tr>`
  })
  return markup`<h2>${labels.coverage}</h2><p class="note">${labels.coverageNote}</p>
<div class="card scroll"><table class="matrix"><thead><tr><th></th>${head}<th>${labels.statuses.passed}</th></tr></thead><tbody>${rows}</tbody></table></div>`
}

/** Every case, by endpoint. A group without failures starts folded. */
export function allCases(report: ContractReport, labels: ReportLabels): Markup {
  const groups = caseGroups(report).map(({ id, section, cases }) => {
    const passed = cases.filter(({ status }) => status === 'passed').length
    const name =
      id === 'journey' ? markup`<b>${labels.journey}</b>` : markup`<b><code>${id}</code></b><small>${section}</small>`
    const open = cases.some(({ status }) => status === 'failed') ? markup` open` : ''
    return markup`<details class="card group"${open}><summary>${name}<span class="end">${passed} / ${cases.length} ${labels.statuses.passed}</span></summary>${cases.map((one) => caseRow(one, labels))}</details>`
  })
  return markup`<h2>${labels.cases}</h2>${groups}`
}

function routeOf(id: string): string {
  const documented = endpointIds.find((one) => one === id)
  return documented ? `${endpoints[documented].method} ${endpoints[documented].path}` : ''
}

function caseRow(one: CaseResult, labels: ReportLabels): Markup {
  const details = [one.status === 'failed' ? one.findings[0]?.message : undefined, one.reason].filter(
    (text) => text !== undefined && text !== one.title,
  )
  return markup`<div class="case" id="${one.id}"><span class="mark ${one.status}" title="${labels.statuses[one.status]}">${statusMarks[one.status]}</span><span>${one.title}</span><span class="end">${durationText(one.durationMs)}</span>
<span class="detail"><code>${one.id}</code> · ${labels.levels[one.level]}${one.known && ` · ${labels.known}`}</span>
${details.map((text) => markup`<span class="detail">${text}</span>`)}</div>`
}
