import { exchangeText } from '../finding-text.ts'
import { type FindingGroup, groupedFindings, quotedCells, titleBeside } from '../grouped-findings.ts'
import { shortened, visibleLine, visibleText } from '../safe-text.ts'
import { visibleSpacesInQuotes } from '../visible-spaces.ts'
import { displayWidth, padded } from './display-width.ts'
import { heading, indented, type Page } from './terminal-page.ts'

/** The findings, then the known failures of the baseline. */
export function findings(page: Page): string[] {
  const groups = groupedFindings(page.report)
  if (groups.length === 0) return []
  const current = groups.filter(({ known }) => !known)
  const known = groups.filter((group) => group.known)
  return [
    ...(current.length > 0 ? [heading(page, page.labels.findings)] : []),
    ...current.flatMap((group) => ['', ...findingLines(page, group)]),
    ...(known.length > 0 ? [...(current.length > 0 ? [''] : []), heading(page, page.labels.knownFindings)] : []),
    ...known.flatMap((group) => knownLines(page, group)),
  ]
}

function findingLines(page: Page, group: FindingGroup): string[] {
  const { level, finding, shown, others } = group
  const { labels, style } = page
  const paint = { must: style.red, should: style.yellow, advice: style.blue }[level]
  const label = (text: string) => style.dim(text)
  const labelWidth =
    Math.max(...[labels.documentSays, labels.expected, labels.actual, labels.hint].map(displayWidth)) + 2
  const field = (name: string, text: string) =>
    text ? indented(page, text, 4 + labelWidth, `    ${padded(label(name), labelWidth)}`) : []
  const quotes = shown.cites.map(({ section, quote }) => `${section} | ${quotedCells(quote).join(' | ')}`)
  return [
    `  ${paint(style.bold(`✗ ${labels.levels[level]}`))}  ${style.bold(visibleLine(shown.id))}`,
    ...indented(page, finding.message, 4),
    ...indented(page, titleBeside(group) ?? '', 4)
      .filter((line) => line.trim() !== '')
      .map(style.dim),
    ...quotes.flatMap((quote, index) => field(index === 0 ? labels.documentSays : '', quote)),
    ...field(labels.expected, finding.expected),
    ...field(labels.actual, visibleSpacesInQuotes(shortened(finding.actual, 1000))),
    ...field(labels.hint, finding.hint ?? ''),
    ...exchangeLines(page, finding),
    ...(others.length > 0
      ? indented(page, `${labels.sameIn(others.length)}${labels.colon}${others.map(({ id }) => id).join(' ')}`, 4)
      : []),
    ...(finding.curl.length > 0
      ? [`    ${label(labels.reproduce)}`, ...finding.curl.flatMap((line) => curlLines(page, line))]
      : []),
  ]
}

/** Never wrapped, so that the lines can be copied. */
function curlLines({ style }: Page, line: string): string[] {
  return visibleText(line)
    .split('\n')
    .map((part) => style.dim(`      ${part}`))
}

/** Leaves out the reply where the finding has just quoted it. */
function exchangeLines(page: Page, finding: FindingGroup['finding']): string[] {
  const received = finding.exchange?.response?.body ?? finding.exchange?.failure
  const isQuoted = received !== undefined && received !== '' && finding.actual.includes(received)
  return exchangeText(finding, page.labels, 400)
    .slice(0, isQuoted ? 1 : 2)
    .flatMap((line) => indented(page, line, 6, '    ').map((text) => page.style.dim(text)))
}

function knownLines(page: Page, { shown, others, finding }: FindingGroup): string[] {
  return [shown, ...others].flatMap(({ id, known }) => {
    const until = known?.expires ? ` (${page.labels.expires(known.expires)})` : ''
    return [
      `  ${page.style.dim('✗')} ${visibleLine(id)}  ${page.style.dim(visibleLine(finding.message))}`,
      ...indented(page, `${known?.reason ?? ''}${until}`, 4),
    ]
  })
}
