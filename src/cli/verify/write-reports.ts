import { resolve } from 'node:path'
import { htmlReport } from '../../report/html/html.ts'
import { junitReport } from '../../report/junit.ts'
import { markdownReport } from '../../report/markdown/markdown.ts'
import type { ContractReport } from '../../report/model/report.ts'
import { visibleJson } from '../../report/safe-text.ts'
import { en } from '../../texts/en.ts'
import { zh } from '../../texts/zh.ts'
import { quoted } from '../command-line.ts'
import type { CommandIo } from '../io.ts'
import { checkWritable, writeOutput } from '../output-file.ts'
import { WrongUsage } from '../wrong-usage.ts'
import type { ReportFiles } from './verify-settings.ts'

const views: Readonly<Record<keyof ReportFiles, (report: ContractReport) => string>> = {
  json: (report) => `${visibleJson(report)}\n`,
  junit: junitReport,
  markdown: (report) => markdownReport(report),
  html: (report) => htmlReport(report, { results: (report.lang === 'zh' ? zh : en).results }),
}

function named(files: ReportFiles): [kind: keyof ReportFiles, file: string][] {
  const kinds = ['json', 'junit', 'markdown', 'html'] as const
  return kinds.flatMap((kind): [keyof ReportFiles, string][] => {
    const file = files[kind]
    return file === undefined ? [] : [[kind, file]]
  })
}

/**
 * Makes sure, before anything is sent, that every report can be written.
 *
 * @throws WrongUsage where one can't.
 */
export async function checkReportFiles(files: ReportFiles, directory: string): Promise<void> {
  const taken = new Map<string, string>()
  for (const [kind, file] of named(files)) {
    const path = file === '-' ? file : resolve(directory, file)
    const other = taken.get(path)
    if (other !== undefined) throw new WrongUsage(`--${other} and --${kind} name the same place: ${quoted(file)}`)
    taken.set(path, kind)
  }
  for (const [kind, file] of named(files)) if (file !== '-') await checkWritable(`--${kind}`, file, directory)
}

/**
 * Writes every report that was asked for, whatever becomes of the others; `-` is standard output.
 *
 * @returns The files written, and what went wrong.
 */
export async function writeReports(
  report: ContractReport,
  files: ReportFiles,
  io: CommandIo,
): Promise<{ readonly written: readonly string[]; readonly problems: readonly string[] }> {
  const written: string[] = []
  const problems: string[] = []
  for (const [kind, file] of named(files)) {
    const text = views[kind](report)
    if (file === '-') {
      io.stdout.write(text)
      continue
    }
    try {
      await writeOutput(`--${kind}`, file, text, io.directory)
      written.push(file)
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error))
    }
  }
  return { written, problems }
}
