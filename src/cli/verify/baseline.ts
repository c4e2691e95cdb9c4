import type { CaseResult, ContractReport, KnownFailure } from '../../report/model/report.ts'
import { countsAsFailure, verdictOf } from '../../report/model/verdict.ts'
import { same, type Words } from '../../report/model/words.ts'
import { nearest } from '../../suite/run/nearest.ts'
import { didYouMean, quoted } from '../command-line.ts'
import { notJson } from '../system-reason.ts'

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
 * @returns The baseline, or its mistakes.
 */
export function parseBaseline(text: string): { readonly baseline: Baseline } | { readonly problems: readonly Words[] } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { problems: [notJson] }
  }
  if (!isObject(value) || value.version !== 1 || !Array.isArray(value.known)) {
    const form = '{ "version": 1, "known": [ ... ] }'
    return { problems: [{ zh: `格式必须是 ${form}`, en: `must have the form ${form}` }] }
  }
  const problems = unknownMembers(value, ['version', 'known'])
  const known = value.known.flatMap((entry: unknown, index) => {
    const found = entryProblems(entry, index + 1)
    problems.push(...found)
    // Checked just now.
    return found.length === 0 ? [entry as BaselineEntry] : []
  })
  const ids = known.map(({ id }) => id)
  for (const id of new Set(ids.filter((one, index) => ids.indexOf(one) !== index))) {
    problems.push({ zh: `${quoted(id)} 重复`, en: `duplicate entry ${quoted(id)}` })
  }
  return problems.length > 0 ? { problems } : { baseline: { version: 1, known } }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function unknownMembers(value: object, known: readonly string[], title?: Words): Words[] {
  return Object.keys(value)
    .filter((name) => !known.includes(name))
    .map((name) => ({
      zh: `${title ? `${title.zh} ` : ''}含有未知字段 ${quoted(name)}`,
      en: `${title ? `${title.en} has an ` : ''}unknown member ${quoted(name)}`,
    }))
}

function entryProblems(entry: unknown, position: number): Words[] {
  const place: Words = { zh: `第 ${position} 项`, en: `entry ${position}` }
  if (!isObject(entry)) return [{ zh: `${place.zh}不是对象`, en: `${place.en} is not an object` }]
  const { id, reason, expires } = entry
  const hasId = typeof id === 'string' && id !== ''
  const title = hasId ? same(quoted(id)) : place
  const missing = (name: string): Words => ({ zh: `${title.zh} 缺少 ${name}`, en: `${title.en} has no ${name}` })
  return [
    ...(hasId ? [] : [missing('id')]),
    ...(typeof reason === 'string' && reason.trim() !== '' ? [] : [missing('reason')]),
    ...(expires === undefined || isDay(expires)
      ? []
      : [
          {
            zh: `${title.zh} 的 expires 为 ${quoted(String(expires))}，必须是 2027-01-31 这样的日期`,
            en: `${title.en} expires on ${quoted(String(expires))}, which is not a date such as 2027-01-31`,
          },
        ]),
    ...unknownMembers(entry, ['id', 'reason', 'expires'], title),
  ]
}

function isDay(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return false
  const day = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)
}

/** The mistakes that a baseline has before a run: entries that match no case, and entries that have expired. */
export function problemsBeforeRun({ known }: Baseline, ids: readonly string[], today: string): Words[] {
  return known.flatMap(({ id, expires }) => {
    if (!ids.includes(id)) {
      const { zh, en } = didYouMean(nearest(id, ids))
      return [{ zh: `没有用例 ${quoted(id)}${zh}`, en: `there is no case ${quoted(id)}${en}` }]
    }
    if (expires === undefined || expires >= today) return []
    return [{ zh: `${quoted(id)} 已于 ${expires} 过期`, en: `${quoted(id)} expired on ${expires}` }]
  })
}

/** The mistakes that a baseline has after a run: entries whose case passes now. */
export function problemsAfterRun({ known }: Baseline, report: ContractReport): Words[] {
  const passed = new Set(report.cases.filter(({ status }) => status === 'passed').map(({ id }) => id))
  return known
    .filter(({ id }) => passed.has(id))
    .map(({ id }) => ({ zh: `${quoted(id)} 现已通过，请移除`, en: `${quoted(id)} passes now; remove it` }))
}

/** The report with its known failures marked, and the verdict of what is left. */
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

/** A baseline that was updated, and how it changed. */
export interface BaselineUpdate {
  readonly baseline: Baseline
  readonly added: readonly string[]
  readonly removed: readonly string[]
  /** Entries that had expired and now have no end. */
  readonly extended: readonly string[]
}

/** What an update needs to know beside the baseline. */
export interface UpdateContext {
  readonly report: ContractReport
  /** The ids of all cases there are. */
  readonly ids: readonly string[]
  /** As `YYYY-MM-DD`, UTC. */
  readonly today: string
}

/**
 * Lists what fails now. Reasons and dates are kept. Entries of cases that pass now, or that no longer exist, are removed;
 * entries of undecided cases stay.
 */
export function updatedBaseline({ known }: Baseline, { report, ids, today }: UpdateContext): BaselineUpdate {
  const statuses = new Map(report.cases.map(({ id, status }) => [id, status]))
  const isExpired = (expires: string | undefined) => expires !== undefined && expires < today
  const kept = known.filter(({ id }) => ids.includes(id) && statuses.get(id) !== 'passed')
  const listed = new Set(kept.map(({ id }) => id))
  const added = report.cases
    .filter((one) => countsAsFailure(one, report.failOn) && !listed.has(one.id))
    .map(({ id }) => id)
  const entries = [
    ...kept.map(({ id, reason, expires }) => ({
      id,
      reason,
      ...(expires !== undefined && !isExpired(expires) && { expires }),
    })),
    ...added.map((id) => ({ id, reason: `not explained yet (failing since ${today} or earlier)` })),
  ]
  return {
    baseline: { version: 1, known: entries.sort((one, other) => (one.id < other.id ? -1 : 1)) },
    added,
    removed: known.filter(({ id }) => !listed.has(id)).map(({ id }) => id),
    extended: kept.filter(({ expires }) => isExpired(expires)).map(({ id }) => id),
  }
}
