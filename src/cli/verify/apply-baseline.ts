import type { ContractReport } from '../../report/model/report.ts'
import { countsAsFailure } from '../../report/model/verdict.ts'
import { listCases } from '../../suite/run/list-cases.ts'
import { quoted } from '../command-line.ts'
import { checkWritable } from '../output-file.ts'
import { type Baseline, problemsAfterRun, problemsBeforeRun, updatedBaseline, withKnownFailures } from './baseline.ts'
import { baselineMistakes, readBaseline, writeBaseline } from './baseline-file.ts'

/** A baseline, the file it stands in, and whether it is to be written anew. */
export interface BaselineFile {
  readonly file: string
  readonly baseline: Baseline
  readonly update: boolean
}

/** A report after its baseline had a word. */
export interface Judged {
  readonly report: ContractReport
  /** What is wrong with the baseline. */
  readonly mistakes: readonly string[]
  /** What was done to the baseline, as lines for a person. */
  readonly notes: readonly string[]
}

const today = () => new Date().toISOString().slice(0, 10)
const allIds = () => listCases().map(({ id }) => id)

/**
 * Reads the file `--baseline` names, before a run.
 *
 * @throws WrongUsage that lists every mistake in it.
 */
export async function loadBaseline(file: string, update: boolean, directory: string): Promise<BaselineFile> {
  if (update) await checkWritable('--baseline', file, directory)
  const baseline = await readBaseline(file, directory, update)
  const problems = update ? [] : problemsBeforeRun(baseline, allIds(), today())
  if (problems.length > 0) throw baselineMistakes(file, problems)
  return { file, baseline, update }
}

/** Marks what the baseline knows in the report of a run; brings the baseline up to date first where that is asked. */
export async function applyBaseline(
  report: ContractReport,
  given: BaselineFile | undefined,
  directory: string,
): Promise<Judged> {
  if (!given) return { report, mistakes: [], notes: [] }
  const { file, baseline, update } = given
  if (!update) {
    const mistakes = problemsAfterRun(baseline, report)
    return { report: withKnownFailures(report, baseline), mistakes, notes: [] }
  }
  const counts = (one: ContractReport['cases'][number]) => countsAsFailure(one, report.failOn)
  const updated = updatedBaseline(baseline, report, allIds(), today(), counts)
  await writeBaseline(file, updated.baseline, directory)
  const line = (zh: string, en: string, ids: readonly string[]) =>
    ids.length > 0 ? [`  ${report.lang === 'zh' ? `${zh}：` : `${en}: `}${ids.join(' ')}`] : []
  const count = updated.baseline.known.length
  return {
    report: withKnownFailures(report, updated.baseline),
    mistakes: [],
    notes: [
      report.lang === 'zh'
        ? `基线 ${quoted(file)} 现有 ${count} 个已知失败`
        : `Baseline ${quoted(file)} lists ${count} known failures now`,
      ...line('新增，请写明原因', 'added, give each a reason', updated.added),
      ...line('移除', 'removed', updated.removed),
      ...line('已过期但仍失败，请重定日期', 'expired, but still failing; give each a new day', updated.extended),
    ],
  }
}
