import { visibleLine } from '../../report/safe-text.ts'
import { terminalReport } from '../../report/terminal/terminal.ts'
import { wordsOf } from '../../report/view-options.ts'
import { planContract, runContract } from '../../suite/run/run-contract.ts'
import type { ContractOptions } from '../../suite/state/contract-options.ts'
import { UsageError } from '../../suite/state/usage-error.ts'
import { quoted, readCommandLine } from '../command-line.ts'
import { ExitCode, exitCodeOf, strongerExitCode } from '../exit-code.ts'
import { type CommandIo, type TextOutput, usesColour } from '../io.ts'
import { stoppable } from '../stoppable.ts'
import { WrongUsage } from '../wrong-usage.ts'
import { applyBaseline, type BaselineFile, loadBaseline } from './apply-baseline.ts'
import { baselineMistakes } from './baseline-file.ts'
import { loadConfig } from './config-file.ts'
import { casesText, costText, planText } from './plan-text.ts'
import { showProgress } from './progress.ts'
import { verifyOptions } from './verify-options.ts'
import { type ReportFiles, reportFiles, runOptions } from './verify-settings.ts'
import { checkReportFiles, writeReports } from './write-reports.ts'

/** Runs `phone-auth-kit verify` and gives its exit code. */
export async function verify(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  const { options: given, positionals } = readCommandLine(verifyOptions, argv)
  if (positionals[1] !== undefined) {
    throw new WrongUsage(`verify takes one address, but got ${quoted(positionals[1])} as well`)
  }
  const config = given.config === undefined ? {} : await loadConfig(given.config, io.directory)
  // The list of cases needs no backend; any address will do.
  const address = positionals[0] ?? (given.list && config.baseUrl === undefined ? 'http://127.0.0.1' : undefined)
  const options = runOptions(given, config, address)
  const files = reportFiles(given, config)
  const baselineFile = given.baseline ?? config.baseline
  if (given['update-baseline'] && baselineFile === undefined) {
    throw new WrongUsage('--update-baseline needs to know which: --baseline FILE')
  }
  try {
    const plan = planContract(options)
    if (given.list) return say(io.stdout, casesText(plan))
    if (given.plan) return say(io.stdout, planText(plan, options.lang, io.stdout.columns))
    await checkReportFiles(files, io.directory)
    const baseline = baselineFile && (await loadBaseline(baselineFile, given['update-baseline'] === true, io.directory))
    return await run(options, files, baseline || undefined, io)
  } catch (error) {
    if (error instanceof UsageError) throw new WrongUsage(error.message)
    throw error
  }
}

function say(output: TextOutput, text: string): ExitCode {
  output.write(text)
  return ExitCode.Conforms
}

async function run(
  options: ContractOptions & { readonly lang: 'zh' | 'en' },
  files: ReportFiles,
  baselineFile: BaselineFile | undefined,
  io: CommandIo,
): Promise<ExitCode> {
  // Where the JSON goes to standard output, what a person reads goes to the other one.
  const screen = Object.values(files).includes('-') ? io.stderr : io.stdout
  const progress = showProgress(io, options.lang, options.failOn ?? 'must')
  // What a hook of the configuration does wrong must not cost the reports.
  const guarded = (name: string, call: () => void) => {
    try {
      call()
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      io.stderr.write(`phone-auth-kit: ${name} of the configuration threw: ${visibleLine(message)}\n`)
    }
  }
  const outcome = await stoppable(io, options.lang, (signal) =>
    runContract({
      ...options,
      signal: options.signal ? AbortSignal.any([options.signal, signal]) : signal,
      onPlan: (plan) => {
        screen.write(costText(plan, options.lang, screen.columns))
        progress.onPlan(plan)
        guarded('onPlan', () => options.onPlan?.(plan))
      },
      onCase: (result, at) => {
        progress.onCase(result, at)
        guarded('onCase', () => options.onCase?.(result, at))
      },
    }),
  ).finally(progress.end)
  if (outcome === undefined) return ExitCode.Aborted
  const judged = await applyBaseline(outcome, baselineFile, io.directory)
  const { written, problems } =
    judged.mistakes.length > 0 ? { written: [], problems: [] } : await writeReports(judged.report, files, io)
  screen.write(
    terminalReport(judged.report, {
      colour: usesColour(screen, io.env),
      ...(screen.columns !== undefined && { columns: screen.columns }),
    }),
  )
  if (written.length > 0) screen.write(`${wordsOf(judged.report).reportWritten(written.join(' '))}\n`)
  for (const note of judged.notes) io.stderr.write(`${note}\n`)
  for (const problem of problems) io.stderr.write(`phone-auth-kit: ${problem}\n`)
  if (judged.mistakes.length > 0 && baselineFile) throw baselineMistakes(baselineFile.file, judged.mistakes)
  const code = exitCodeOf(judged.report)
  return problems.length > 0 ? strongerExitCode(code, ExitCode.Aborted) : code
}
