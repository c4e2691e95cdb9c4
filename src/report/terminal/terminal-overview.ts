import { statuses } from '../model/statuses.ts'
import { caseGroups, type ReportedEndpoint } from '../reported-endpoints.ts'
import { displayWidth, padded, wrapped } from './display-width.ts'
import { type Page, statusMark } from './terminal-page.ts'

/** Indents a cell that has a line of its own below its row. */
const indent = '    '

/** A row for each section and one for the journeys: how many cases ended how, and which result codes were seen. */
export function overview(page: Page): string[] {
  return table(
    caseGroups(page.report).map((group) => rowOf(page, group)),
    page.width,
  )
}

function rowOf(page: Page, { id, section, cases }: ReportedEndpoint): string[] {
  const { report, labels, style } = page
  const counts = statuses
    .map((status) => ({ status, count: cases.filter((one) => one.status === status).length }))
    .filter(({ count }) => count > 0)
  const worst = (['failed', 'inconclusive', 'notRun'] as const).find((one) =>
    counts.some(({ status }) => status === one),
  )
  const codes = report.coverage
    .filter((cell) => cell.endpoint === id)
    .map(({ result, seen }) => (seen > 0 ? style.dim(`${result}×${seen}`) : style.yellow(`${result}×0`)))
  return [
    `  ${statusMark(page, worst ?? 'passed')} ${id === 'journey' ? labels.journey : id}`,
    section,
    counts.map(({ status, count }) => `${count} ${labels.statuses[status]}`).join(labels.comma),
    codes.join(' '),
  ]
}

/** The rows in columns. A column that does not fit beside those before it starts a new line, in every row. */
function table(rows: readonly (readonly string[])[], width: number): string[] {
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => displayWidth(row[column] ?? ''))))
  let used = -2
  const breaks = widths.map((own) => {
    used += 2 + own
    const isTooWide = used > width
    if (isTooWide) used = indent.length + own
    return isTooWide
  })
  return rows.flatMap((row) => {
    const lines: string[] = []
    row.forEach((cell, column) => {
      const filled = padded(cell, widths[column] ?? 0)
      if (column === 0) lines.push(filled)
      else if (!breaks[column]) lines.push(`${lines.pop()}  ${filled}`)
      else if (cell) lines.push(...wrapped(cell, width - indent.length).map((line) => indent + line))
    })
    return lines.map((line) => line.trimEnd())
  })
}
