import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { quoted } from '../command-line.ts'
import { systemReason, writeOutput } from '../output-file.ts'
import { WrongUsage } from '../wrong-usage.ts'
import { type Baseline, parseBaseline } from './baseline.ts'

/**
 * Reads the file `--baseline` names. Where it is to be updated, it need not be there yet.
 *
 * @throws WrongUsage that lists every mistake in it.
 */
export async function readBaseline(file: string, directory: string, mayBeMissing: boolean): Promise<Baseline> {
  let text: string
  try {
    text = await readFile(resolve(directory, file), 'utf8')
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    if (isMissing && mayBeMissing) return { version: 1, known: [] }
    const hint = isMissing ? '; --update-baseline writes one' : ''
    throw new WrongUsage(`--baseline: ${quoted(file)} can't be read (${systemReason(error)})${hint}`)
  }
  const parsed = parseBaseline(text)
  if ('problems' in parsed) throw baselineMistakes(file, parsed.problems)
  return parsed.baseline
}

/** The mistakes of a baseline as one error. */
export function baselineMistakes(file: string, problems: readonly string[]): WrongUsage {
  const [only = ''] = problems
  return new WrongUsage(
    problems.length === 1
      ? `--baseline ${quoted(file)}: ${only}`
      : `--baseline ${quoted(file)}:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
  )
}

/** Writes the file `--baseline` names. */
export async function writeBaseline(file: string, baseline: Baseline, directory: string): Promise<void> {
  await writeOutput('--baseline', file, `${JSON.stringify(baseline, null, 2)}\n`, directory)
}
