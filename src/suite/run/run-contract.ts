import { isLoopbackHost } from '../../http/loopback-host.ts'
import type { CaseResult, ContractReport } from '../../report/model/report.ts'
import type { CaseDefinition } from '../cases/define-case.ts'
import { hasNodeWire } from '../http/transport.ts'
import type { ContractOptions, Plan } from '../state/contract-options.ts'
import { checkOptions } from '../state/run-settings.ts'
import { allCases } from './all-cases.ts'
import { planOf } from './plan.ts'
import { notRun, reportOf } from './report-of.ts'
import { createRun, type Run } from './run-cases.ts'
import { select } from './select.ts'

/** How many cases run at the same time, each with its own people. */
const sideBySide = 4

/** Plans a run: what it will send. Sends nothing. Throws a `UsageError` for wrong options. */
export function planContract(options: ContractOptions): Plan {
  return planRun(options, false)
}

/** The plan of a run. `leadsHere`: what {@link leadsToThisMachine} says of the address. */
export function planRun(options: ContractOptions, leadsHere: boolean): Plan {
  const settings = checkOptions(options, leadsHere)
  return planOf(settings, select(allCases(settings), options.only, options.skip))
}

/** Whether the system resolves the name in an address to this machine. False where it is no name, or can't be told. */
export async function leadsToThisMachine(baseUrl: string | URL): Promise<boolean> {
  const hostname = URL.parse(baseUrl)?.hostname
  if (!hostname || isLoopbackHost(hostname) || !hasNodeWire()) return false
  const { isLoopback } = await import('../../http/node/loopback.ts')
  return await isLoopback(hostname)
}

/**
 * Runs the contract tests against a backend.
 *
 * @returns The report. Nothing that the backend does makes the promise reject.
 * @throws UsageError for wrong options, before the first request.
 */
export async function runContract(options: ContractOptions): Promise<ContractReport> {
  const settings = checkOptions(options, await leadsToThisMachine(options.baseUrl))
  const all = allCases(settings)
  const cases = select(all, options.only, options.skip)
  const startedAt = new Date()
  const started = performance.now()
  const over = new AbortController()
  let ended: 'signal' | 'deadline' | undefined
  const end = (why: typeof ended) => {
    ended ??= why
    over.abort()
  }
  const timer = setTimeout(() => end('deadline'), settings.deadline)
  const onAbort = () => end('signal')
  if (options.signal?.aborted) onAbort()
  options.signal?.addEventListener('abort', onAbort, { once: true })
  const run = createRun(settings, cases, over.signal)
  options.onPlan?.(planOf(settings, cases))
  const results = new Map<string, CaseResult>()
  try {
    await runAll(run, (result) => {
      results.set(result.id, result)
      options.onCase?.(result, { done: results.size, total: cases.length })
    })
  } finally {
    clearTimeout(timer)
    options.signal?.removeEventListener('abort', onAbort)
  }
  return reportOf(run, {
    startedAt,
    durationMs: Math.round(performance.now() - started),
    ended,
    filteredOut: all.length - cases.length,
    results: cases.map((definition) => {
      const result = results.get(definition.id)
      return result ? run.settle(result) : notRun(run, definition)
    }),
  })
}

/** Runs the first cases alone, the last ones at the end, and all others in parallel as their people are free. */
async function runAll(run: Run, onResult: (result: CaseResult) => void): Promise<void> {
  for (const { prepare } of run.cases) prepare?.().catch(() => {})
  const one = async (definition: CaseDefinition) => onResult(await run.runCase(definition))
  for (const definition of run.cases.filter(({ when }) => when === 'first')) await one(definition)
  const pending = run.cases.filter(({ when }) => when === undefined)
  const worker = async () => {
    while (pending.length > 0) {
      const free = pending.findIndex(({ people }) => run.people.free(Object.keys(people ?? {})))
      const [next] = pending.splice(Math.max(free, 0), 1)
      if (next) await one(next)
    }
  }
  await Promise.all(Array.from({ length: run.runState.oneJar ? 1 : sideBySide }, worker))
  for (const definition of run.cases.filter(({ when }) => when === 'last')) await one(definition)
}
