import type { CaseResult, ContractReport, KnownFailure } from '../../report/model/report.ts'
import { verdictOf } from '../../report/model/verdict.ts'
import { nearest } from '../../suite/run/nearest.ts'
import { quoted } from '../command-line.ts'

/** One known failure. */
export interface BaselineEntry extends KnownFailure {
  /** The id of the case that fails. */
  readonly id: string
}

/** The file of known failures. */
export interface Baseline {
  readonly version: 1
  readonly known: readonly BaselineEntry[]
}

/**
 * Reads the text of a baseline file.
 *
 * @returns What is wrong with it, one line for each mistake, or the baseline.
 */
export function parseBaseline(
  text: string,
): { readonly baseline: Baseline } | { readonly problems: readonly string[] } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { problems: ['it is not JSON'] }
  }
  if (!isObject(value) || value.version !== 1 || !Array.isArray(value.known)) {
    return { problems: ['it is not of the form { "version": 1, "known": [ ... ] }'] }
  }
  const extra = Object.keys(value).filter((name) => !['version', 'known'].includes(name))
  const problems = extra.map((name) => `it has an unknown member ${quoted(name)}`)
  const known = value.known.flatMap((entry: unknown, index) => {
    const found = entryProblems(entry, `entry ${index + 1}`)
    problems.push(...found)
    // Checked just now.
    return found.length === 0 ? [entry as BaselineEntry] : []
  })
  const ids = known.map(({ id }) => id)
  for (const id of new Set(ids.filter((one, index) => ids.indexOf(one) !== index))) {
    problems.push(`${quoted(id)} is listed twice`)
  }
  return problems.length > 0 ? { problems } : { baseline: { version: 1, known } }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function entryProblems(entry: unknown, name: string): string[] {
  if (!isObject(entry)) return [`${name} is no object`]
  const problems: string[] = []
  if (typeof entry.id !== 'string' || entry.id === '') problems.push(`${name} has no id`)
  const title = typeof entry.id === 'string' && entry.id !== '' ? quoted(entry.id) : name
  if (typeof entry.reason !== 'string' || entry.reason.trim() === '') problems.push(`${title} has no reason`)
  if (entry.expires !== undefined && !isDay(entry.expires)) {
    problems.push(`${title} expires on ${quoted(String(entry.expires))}, which is no day like 2027-01-31`)
  }
  for (const member of Object.keys(entry)) {
    if (!['id', 'reason', 'expires'].includes(member)) problems.push(`${title} has an unknown member ${quoted(member)}`)
  }
  return problems
}

function isDay(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return false
  const day = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)
}

/** What can be said against a baseline before a run: entries that match no case, and entries that have expired. */
export function problemsBeforeRun({ known }: Baseline, ids: readonly string[], today: string): string[] {
  return known.flatMap(({ id, expires }) => {
    if (!ids.includes(id)) {
      const guess = nearest(id, ids)
      return [`${quoted(id)} is no case${guess ? `; did you mean ${guess}?` : ''}`]
    }
    return expires !== undefined && expires < today ? [`${quoted(id)} expired on ${expires}`] : []
  })
}

/** What can be said against a baseline after a run: entries whose case passes now. */
export function problemsAfterRun({ known }: Baseline, report: ContractReport): string[] {
  const passed = new Set(report.cases.filter(({ status }) => status === 'passed').map(({ id }) => id))
  return known.filter(({ id }) => passed.has(id)).map(({ id }) => `${quoted(id)} passes now; take it out`)
}

/** The report with its known failures marked, and the verdict they leave. */
export function withKnownFailures(report: ContractReport, { known }: Baseline): ContractReport {
  const entries = new Map(known.map((entry) => [entry.id, entry]))
  const mark = (one: CaseResult): CaseResult => {
    const entry = one.status === 'failed' ? entries.get(one.id) : undefined
    if (!entry) return one
    const { reason, expires } = entry
    return { ...one, known: { reason, ...(expires !== undefined && { expires }) } }
  }
  const marked = { ...report, cases: report.cases.map(mark) }
  return { ...marked, verdict: verdictOf(marked) }
}

/** What an update did to a baseline. */
export interface BaselineUpdate {
  readonly baseline: Baseline
  readonly added: readonly string[]
  readonly removed: readonly string[]
  /** Entries that had expired and go on without an end. */
  readonly extended: readonly string[]
}

/**
 * The baseline of what fails now. Reasons and days of expiry are kept; entries of cases that pass now, or of no case,
 * go; entries of cases that were not decided stay as they are.
 */
export function updatedBaseline(
  { known }: Baseline,
  report: ContractReport,
  ids: readonly string[],
  today: string,
  counts: (one: CaseResult) => boolean,
): BaselineUpdate {
  const statuses = new Map(report.cases.map(({ id, status }) => [id, status]))
  const expired = (expires: string | undefined) => expires !== undefined && expires < today
  const kept = known.filter(({ id }) => ids.includes(id) && statuses.get(id) !== 'passed')
  const extended = kept.filter(({ expires }) => expired(expires)).map(({ id }) => id)
  const listed = new Set(kept.map(({ id }) => id))
  const added = report.cases.filter((one) => counts(one) && !listed.has(one.id)).map(({ id }) => id)
  const entries = [
    ...kept.map(({ id, reason, expires }) => ({
      id,
      reason,
      ...(expires !== undefined && !expired(expires) && { expires }),
    })),
    ...added.map((id) => ({ id, reason: `not explained yet (failing since ${today} at the latest)` })),
  ]
  return {
    baseline: { version: 1, known: entries.sort((one, other) => (one.id < other.id ? -1 : 1)) },
    added,
    removed: known.filter(({ id }) => !listed.has(id)).map(({ id }) => id),
    extended,
  }
}
