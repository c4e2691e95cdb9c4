import { quotedCells } from './grouped-findings.ts'
import type { ReportWords } from './labels.ts'
import type { CaseResult, Finding } from './model/report.ts'
import { shortened, visibleLine } from './safe-text.ts'

/** One finding as plain lines, for views without room for more. */
export function findingText(finding: Finding, one: CaseResult, words: ReportWords): string {
  const quotes = one.cites.map(({ section, quote }) => `${section} | ${quotedCells(quote).join(' | ')}`)
  const field = (name: string, text: string | undefined) => (text ? [`${name}${words.colon}${text}`] : [])
  return [
    finding.message,
    ...quotes.flatMap((quote) => field(words.documentSays, quote)),
    ...field(words.expected, finding.expected),
    ...field(words.actual, finding.actual),
    ...field(words.hint, finding.hint),
    ...exchangeText(finding, words),
    ...(finding.curl.length > 0 ? [`${words.reproduce}${words.colon}`, ...finding.curl] : []),
  ].join('\n')
}

/** An exchange as two lines: what was sent, and what came. */
export function exchangeText({ exchange }: Finding, words: ReportWords, length = 1000): string[] {
  if (!exchange) return []
  const { request, response, failure } = exchange
  const sent = `→ ${request.method} ${request.url}${request.body ? `  ${request.body}` : ''}`
  const came = response ? `← ${response.status}  ${response.body}` : `← ${failure ?? words.noResponse}`
  return [sent, came].map((line) => shortened(visibleLine(line), length))
}
