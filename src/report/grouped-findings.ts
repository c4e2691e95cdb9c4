import { levels } from './model/levels.ts'
import type { CaseResult, ContractReport, Finding, Level } from './model/report.ts'
import { caseGroups } from './reported-endpoints.ts'

/** What one cause did: the finding to show, and every case it was found in. */
export interface FindingGroup {
  /** The strongest level among the cases. */
  readonly level: Level
  readonly finding: Finding
  /** The first of the cases, in which the finding is shown. */
  readonly shown: CaseResult
  /** The further cases. */
  readonly others: readonly CaseResult[]
  /** Whether a baseline knows of it in every case. */
  readonly known: boolean
}

/**
 * The findings of the failed cases: those with one cause together. The strongest level comes first,
 * in it those whose cause is known, since they are likely the cause of the others too; what a baseline knows comes last.
 */
export function groupedFindings(report: ContractReport): FindingGroup[] {
  const groups = new Map<string, { finding: Finding; cases: CaseResult[] }>()
  for (const level of levels) {
    const found = inOrder(report)
      .filter((one) => one.status === 'failed' && one.level === level)
      .flatMap((one) => findingsOf(one).map((finding) => ({ one, finding })))
    const explained = found.filter(({ finding }) => finding.hint)
    for (const { one, finding } of [...explained, ...found.filter(({ finding }) => !finding.hint)]) {
      const cause = finding.cause ?? [finding.message, finding.expected]
      const key = JSON.stringify([cause, one.known === undefined])
      const group = groups.get(key) ?? { finding, cases: [] }
      groups.set(key, group)
      if (!group.cases.includes(one)) group.cases.push(one)
    }
  }
  const all = [...groups.values()].flatMap(({ finding, cases: [shown, ...others] }) =>
    shown ? [{ level: shown.level, finding, shown, others, known: shown.known !== undefined }] : [],
  )
  return [...all.filter(({ known }) => !known), ...all.filter(({ known }) => known)]
}

/**
 * In the order of the document, what is likely the cause of other failures first: replies of the wrong form before what
 * else is wrong with an endpoint, and journeys, which take every step, last.
 */
function inOrder(report: ContractReport): CaseResult[] {
  return caseGroups(report).flatMap(({ id: endpoint, cases }) => {
    const isForm = ({ id }: CaseResult) => id === `${endpoint}/envelope`
    return [...cases.filter(isForm), ...cases.filter((one) => !isForm(one))]
  })
}

/** A failed case always shows up, even one that says nothing but that it failed. */
function findingsOf(one: CaseResult): readonly Finding[] {
  if (one.findings.length > 0) return one.findings
  return [{ message: one.reason ?? one.title, expected: '', actual: '', curl: [] }]
}

/** The title of the case a finding is shown in, where its message does not say it already. */
export function titleBeside({ finding, shown }: FindingGroup): string | undefined {
  return finding.message.includes(shown.title) ? undefined : shown.title
}

/** Cases that ended the same way for the same reason. */
export interface ReasonGroup {
  readonly reason: string
  readonly status: CaseResult['status']
  readonly cases: readonly CaseResult[]
}

/** The cases of some statuses, by their reason. */
export function groupedByReason(report: ContractReport, statuses: readonly CaseResult['status'][]): ReasonGroup[] {
  const groups = new Map<string, { reason: string; status: CaseResult['status']; cases: CaseResult[] }>()
  for (const one of report.cases) {
    if (!statuses.includes(one.status) || (one.status === 'passed' && !one.reason)) continue
    const reason = one.reason ?? ''
    const key = `${one.status} ${reason}`
    const group = groups.get(key) ?? { reason, status: one.status, cases: [] }
    groups.set(key, group)
    group.cases.push(one)
  }
  return [...groups.values()]
}

/** The cells of a quoted table row but its number, or the quoted cell alone. */
export function quotedCells(quote: string): string[] {
  const cells = quote.startsWith('|')
    ? quote
        .replace(/^\| \d+ /, '')
        .split('|')
        .slice(1, -1)
    : [quote]
  return cells.map((cell) => cell.replaceAll('\\_', '_').replace(/\s+/g, ' ').trim()).filter((cell) => cell !== '')
}
