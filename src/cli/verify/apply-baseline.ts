import type { ContractReport } from '../../report/model/report.ts'
import type { Words } from '../../report/model/words.ts'
import { quoted } from '../command-line.ts'
import { checkWritable, OutputError } from '../output-file.ts'
import {
  type Baseline,
  type BaselineUpdate,
  problemsAfterRun,
  problemsBeforeRun,
  updatedBaseline,
  withKnownFailures,
} from './baseline.ts'
import { baselineMistakes, readBaseline, writeBaseline } from './baseline-file.ts'

/** A baseline, the file it is in, and whether to write it anew. */
export interface BaselineFile {
  readonly file: string
  readonly baseline: Baseline
  readonly update: boolean
  /** The ids of all cases there are, whichever were selected. */
  readonly ids: readonly string[]
}

/** A report to which a baseline was applied. */
export interface Judged {
  readonly report: ContractReport
  /** The mistakes of the baseline. */
  readonly mistakes: readonly Words[]
  /** How the baseline was changed, in lines for a person. */
  readonly notes: readonly Words[]
  /** Why the baseline could not be written. */
  readonly problems: readonly Words[]
}

const today = () => new Date().toISOString().slice(0, 10)

/**
 * Reads the file of `--baseline`, before a run.
 *
 * @throws UsageError that lists every mistake in it.
 */
export async function loadBaseline(
  { file, update, ids }: Omit<BaselineFile, 'baseline'>,
  directory: string,
): Promise<BaselineFile> {
  if (update) await checkWritable('--baseline', file, directory)
  const baseline = await readBaseline(file, directory, update)
  const problems = update ? [] : problemsBeforeRun(baseline, ids, today())
  if (problems.length > 0) throw baselineMistakes(file, problems)
  return { file, baseline, update, ids }
}

/** Marks the known failures in the report of a run. Updates the baseline first where that is asked. */
export async function applyBaseline(
  report: ContractReport,
  given: BaselineFile | undefined,
  directory: string,
): Promise<Judged> {
  const nothing = { mistakes: [], notes: [], problems: [] }
  if (!given) return { ...nothing, report }
  const { file, baseline, update, ids } = given
  if (!update) {
    return { ...nothing, report: withKnownFailures(report, baseline), mistakes: problemsAfterRun(baseline, report) }
  }
  const updated = updatedBaseline(baseline, { report, ids, today: today() })
  try {
    await writeBaseline(file, updated.baseline, directory)
  } catch (error) {
    if (!(error instanceof OutputError)) throw error
    return { ...nothing, report: withKnownFailures(report, baseline), problems: [error.words] }
  }
  return { ...nothing, report: withKnownFailures(report, updated.baseline), notes: notesOn(updated, file) }
}

function notesOn({ baseline, added, removed, extended }: BaselineUpdate, file: string): Words[] {
  const count = baseline.known.length
  const line = (zh: string, en: string, ids: readonly string[]): Words[] =>
    ids.length > 0 ? [{ zh: `  ${zh}：${ids.join(' ')}`, en: `  ${en}: ${ids.join(' ')}` }] : []
  return [
    {
      zh: `基线 ${quoted(file)} 现有 ${count} 个已知失败`,
      en: `Baseline ${quoted(file)} now lists ${count} known ${count === 1 ? 'failure' : 'failures'}`,
    },
    ...line('新增，请写明原因', 'added; give each a reason', added),
    ...line('已移除', 'removed', removed),
    ...line('已过期但仍失败，请重新设定日期', 'expired but still failing; give each a new date', extended),
  ]
}
