import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { labelsOf } from '../../report/labels-of.ts'
import type { Language, Words } from '../../report/model/words.ts'
import { visibleLine } from '../../report/safe-text.ts'
import { terminalReport, terminalResults } from '../../report/terminal/terminal.ts'
import { listCases } from '../../suite/run/list-cases.ts'
import { leadsToThisMachine, planRun, runContract } from '../../suite/run/run-contract.ts'
import type { ContractOptions } from '../../suite/state/contract-options.ts'
import { UsageError } from '../../suite/state/usage-error.ts'
import { quoted, readCommandLine } from '../command-line.ts'
import { loadConfig } from '../config/config-file.ts'
import { ExitCode, exitCodeOf, strongerExitCode } from '../exit-code.ts'
import { type CommandIo, type TextOutput, usesColour } from '../io.ts'
import { localeLanguage } from '../language.ts'
import { stoppable } from '../stoppable.ts'
import { systemReason, unreadable } from '../system-reason.ts'
import { applyBaseline, type BaselineFile, loadBaseline } from './apply-baseline.ts'
import { baselineMistakes } from './baseline-file.ts'
import { casesText, costText, planText } from './plan-text.ts'
import { showProgress } from './progress.ts'
import { openTrace, type Trace } from './trace.ts'
import { verifyOptions } from './verify-options.ts'
import { type OutputFiles, outputFiles, runOptions } from './verify-settings.ts'
import { checkOutputFiles, writeReports } from './write-reports.ts'

/** Runs `phone-auth-kit verify` and gives its exit code. */
export async function verify(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  const { options: given, positionals } = readCommandLine(verifyOptions, argv)
  const [url, extra] = positionals
  if (extra !== undefined) {
    throw new UsageError({
      zh: `verify 只接受一个地址，却还得到 ${quoted(extra)}`,
      en: `verify takes one address, but also got ${quoted(extra)}`,
    })
  }
  const config = given.config === undefined ? {} : await loadConfig(given.config, io.directory)
  // The list of cases needs no backend; any address will do.
  const address = url ?? (given.list && config.baseUrl === undefined ? 'http://127.0.0.1' : undefined)
  const ca = given.cacert === undefined ? undefined : await readCertificates(given.cacert, io.directory)
  const options = runOptions({ given, config, address, ca, locale: localeLanguage(io.env) })
  const files = outputFiles(given, config)
  const baselineFile = given.baseline ?? config.baseline
  if (given['update-baseline'] && baselineFile === undefined) {
    throw new UsageError({
      zh: '--update-baseline 须与 --baseline FILE 同时使用',
      en: '--update-baseline requires --baseline FILE',
    })
  }
  const plan = planRun(options, await leadsToThisMachine(options.baseUrl))
  if (given.list) return say(io.stdout, casesText(plan))
  if (given.plan) return say(io.stdout, planText(plan, options.lang, io.stdout.columns))
  await checkOutputFiles(files, io.directory)
  const update = given['update-baseline'] === true
  const ids = listCases(options.lang, options.dialect, options.operations).map(({ id }) => id)
  const baseline =
    baselineFile === undefined ? undefined : await loadBaseline({ file: baselineFile, update, ids }, io.directory)
  const trace = files.trace === undefined ? undefined : await openTrace(files.trace, io)
  return await run({ options, files, baseline, trace }, io)
}

async function readCertificates(file: string, directory: string): Promise<string> {
  try {
    return await readFile(resolve(directory, file), 'utf8')
  } catch (error) {
    throw unreadable('--cacert', file, systemReason(error))
  }
}

function say(output: TextOutput, text: string): ExitCode {
  output.write(text)
  return ExitCode.Conforms
}

/** What a run was asked to do, checked. */
interface RunRequest {
  readonly options: ContractOptions & { readonly lang: Language }
  readonly files: OutputFiles
  readonly baseline: BaselineFile | undefined
  readonly trace: Trace | undefined
}

async function run({ options, files, baseline, trace }: RunRequest, io: CommandIo): Promise<ExitCode> {
  const { lang } = options
  // Where a report goes to standard output, what a person reads goes to standard error.
  const screen = Object.values(files).includes('-') ? io.stderr : io.stdout
  const report = await runWatched({ options, trace }, screen, io)
  const traceProblem = await trace?.end()
  if (report === undefined) return ExitCode.Aborted
  const judged = await applyBaseline(report, baseline, io.directory)
  const isStale = judged.mistakes.length > 0
  const { written, problems } = isStale ? { written: [], problems: [] } : await writeReports(judged.report, files, io)
  // A stale baseline is an error, whatever the verdict would have been.
  const view = isStale ? terminalResults : terminalReport
  screen.write(view(judged.report, { colour: usesColour(screen, io.env), columns: screen.columns }))
  if (written.length > 0) screen.write(`${labelsOf(judged.report.lang).reportWritten(written.join(' '))}\n`)
  for (const note of judged.notes) io.stderr.write(`${note[lang]}\n`)
  const allProblems = [...problems, ...judged.problems, ...(traceProblem ? [traceProblem] : [])]
  for (const problem of allProblems) io.stderr.write(`phone-auth-kit: ${problem[lang]}\n`)
  if (isStale && baseline) throw baselineMistakes(baseline.file, judged.mistakes)
  const code = exitCodeOf(judged.report)
  return allProblems.length > 0 ? strongerExitCode(code, ExitCode.Aborted) : code
}

/** Runs the suite, with its plan and progress on the screen. Gives nothing where a second Ctrl-C abandons it. */
async function runWatched(
  { options, trace }: Pick<RunRequest, 'options' | 'trace'>,
  screen: TextOutput,
  io: CommandIo,
) {
  const { lang } = options
  const progress = showProgress(io, lang, options.failOn ?? 'must')
  // A hook of the configuration that throws must not cost the reports.
  const guarded = (name: string, call: () => void) => {
    try {
      call()
    } catch (error) {
      const threw: Words = { zh: `配置中的 ${name} 抛出错误：`, en: `${name} of the configuration threw: ` }
      const message = error instanceof Error ? error.message : String(error)
      io.stderr.write(`phone-auth-kit: ${threw[lang]}${visibleLine(message)}\n`)
    }
  }
  return await stoppable(io, lang, (signal) =>
    runContract({
      ...options,
      signal: options.signal ? AbortSignal.any([options.signal, signal]) : signal,
      onPlan: (plan) => {
        screen.write(costText(plan, lang, screen.columns))
        progress.onPlan(plan)
        guarded('onPlan', () => options.onPlan?.(plan))
      },
      onCase: (result, at) => {
        progress.onCase(result, at)
        guarded('onCase', () => options.onCase?.(result, at))
      },
      ...((trace || options.onExchange) && {
        onExchange: (exchange) => {
          trace?.write(exchange)
          guarded('onExchange', () => options.onExchange?.(exchange))
        },
      }),
    }),
  ).finally(progress.end)
}
