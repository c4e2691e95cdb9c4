import { resolve } from 'node:path'
import { htmlReport } from '../../report/html/html.ts'
import { junitReport } from '../../report/junit.ts'
import { markdownReport } from '../../report/markdown/markdown.ts'
import type { ContractReport } from '../../report/model/report.ts'
import type { Words } from '../../report/model/words.ts'
import { visibleJson } from '../../report/safe-text.ts'
import { UsageError } from '../../suite/state/usage-error.ts'
import { en } from '../../texts/en.ts'
import { zh } from '../../texts/zh.ts'
import { quoted } from '../command-line.ts'
import type { CommandIo } from '../io.ts'
import { checkWritable, OutputError, writeOutput } from '../output-file.ts'
import { type OutputFiles, outputNames } from './verify-settings.ts'

const views: Readonly<Record<Exclude<keyof OutputFiles, 'trace'>, (report: ContractReport) => string>> = {
  json: (report) => `${visibleJson(report, 2)}\n`,
  junit: junitReport,
  markdown: (report) => markdownReport(report),
  html: (report) => htmlReport(report, { results: (report.lang === 'zh' ? zh : en).results }),
}

function named(files: OutputFiles): [kind: keyof OutputFiles, file: string][] {
  return outputNames.flatMap((kind): [keyof OutputFiles, string][] => {
    const file = files[kind]
    return file === undefined ? [] : [[kind, file]]
  })
}

/**
 * Makes sure, before anything is sent, that every file can be written.
 *
 * @throws UsageError where one can't.
 */
export async function checkOutputFiles(files: OutputFiles, directory: string): Promise<void> {
  const taken = new Map<string, string>()
  for (const [kind, file] of named(files)) {
    const path = file === '-' ? file : resolve(directory, file)
    const other = taken.get(path)
    if (other !== undefined) {
      throw new UsageError({
        zh: `--${other} 与 --${kind} 不能写入同一处：${quoted(file)}`,
        en: `--${other} and --${kind} cannot write to the same place: ${quoted(file)}`,
      })
    }
    taken.set(path, kind)
  }
  for (const [kind, file] of named(files)) if (file !== '-') await checkWritable(`--${kind}`, file, directory)
}

/**
 * Writes every report that was asked for, even where another one fails; `-` is standard output.
 *
 * @returns The files written, and what went wrong.
 */
export async function writeReports(
  report: ContractReport,
  files: OutputFiles,
  io: CommandIo,
): Promise<{ readonly written: readonly string[]; readonly problems: readonly Words[] }> {
  const written: string[] = []
  const problems: Words[] = []
  for (const [kind, file] of named(files)) {
    if (kind === 'trace') continue
    const text = views[kind](report)
    if (file === '-') {
      io.stdout.write(text)
      continue
    }
    try {
      await writeOutput(`--${kind}`, file, text, io.directory)
      written.push(file)
    } catch (error) {
      if (!(error instanceof OutputError)) throw error
      problems.push(error.words)
    }
  }
  return { written, problems }
}
