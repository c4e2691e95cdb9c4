import { quotedCells } from './grouped-findings.ts'
import type { ReportLabels } from './labels.ts'
import type { CaseResult, Finding } from './model/report.ts'
import { shortened, visibleLine } from './safe-text.ts'
import { visibleSpaces, visibleSpacesInQuotes } from './visible-spaces.ts'

/** One finding as plain lines, for views without markup. */
export function findingText(finding: Finding, one: CaseResult, labels: ReportLabels): string {
  const quotes = one.cites.map(({ section, quote }) => `${section} | ${quotedCells(quote).join(' | ')}`)
  const field = (name: string, text: string | undefined) => (text ? [`${name}${labels.colon}${text}`] : [])
  return [
    finding.message,
    ...quotes.flatMap((quote) => field(labels.documentSays, quote)),
    ...field(labels.expected, finding.expected),
    ...field(labels.actual, visibleSpacesInQuotes(finding.actual)),
    ...field(labels.hint, finding.hint),
    ...exchangeText(finding, labels),
    ...(finding.curl.length > 0 ? [`${labels.reproduce}${labels.colon}`, ...finding.curl] : []),
  ].join('\n')
}

/** An exchange as two lines: the request and the reply. */
export function exchangeText({ exchange }: Finding, labels: ReportLabels, length = 1000): string[] {
  if (!exchange) return []
  const { request, response, failure } = exchange
  const sent = `→ ${request.method} ${request.url}${request.body ? `  ${visibleSpaces(request.body)}` : ''}`
  const received = response
    ? `← ${response.status}  ${visibleSpaces(response.body)}`
    : `← ${failure ?? labels.noResponse}`
  return [sent, received].map((line) => shortened(visibleLine(line), length))
}
