import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { same, type Words } from '../../report/model/words.ts'
import { UsageError } from '../../suite/state/usage-error.ts'
import { quoted } from '../command-line.ts'
import { writeOutput } from '../output-file.ts'
import { systemReason, unreadable } from '../system-reason.ts'
import { type Baseline, parseBaseline } from './baseline.ts'

/**
 * Reads the file of `--baseline`, which may be missing where it is to be updated.
 *
 * @throws UsageError that lists every mistake in it.
 */
export async function readBaseline(file: string, directory: string, mayBeMissing: boolean): Promise<Baseline> {
  let text: string
  try {
    text = await readFile(resolve(directory, file), 'utf8')
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    if (isMissing && mayBeMissing) return { version: 1, known: [] }
    const { zh, en } = unreadable('--baseline', file, systemReason(error)).words
    const hint = isMissing ? { zh: '；可用 --update-baseline 生成', en: '; --update-baseline creates it' } : same('')
    throw new UsageError({ zh: zh + hint.zh, en: en + hint.en })
  }
  const parsed = parseBaseline(text)
  if ('problems' in parsed) throw baselineMistakes(file, parsed.problems)
  return parsed.baseline
}

/** The mistakes of a baseline as one error. */
export function baselineMistakes(file: string, problems: readonly Words[]): UsageError {
  const [only = same('')] = problems
  const name = `--baseline ${quoted(file)}`
  if (problems.length === 1) return new UsageError({ zh: `${name}：${only.zh}`, en: `${name}: ${only.en}` })
  const list = (language: keyof Words) => problems.map((problem) => `\n  ${problem[language]}`).join('')
  return new UsageError({ zh: `${name}：${list('zh')}`, en: `${name}:${list('en')}` })
}

/** Writes the file of `--baseline`. */
export async function writeBaseline(file: string, baseline: Baseline, directory: string): Promise<void> {
  await writeOutput('--baseline', file, `${JSON.stringify(baseline, null, 2)}\n`, directory)
}
