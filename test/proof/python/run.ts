/**
 * Runs the contract tests against every wrong backend and every peculiarity of this folder, which share no code with
 * the reference server: `node test/proof/python/run.ts [--pairs N] [--seed N] [NAME…]`. Exits with 1 if a fault is missed
 * or a peculiarity is blamed.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { runContract } from '../../../src/contract-tests.ts'
import type { ContractReport, Level } from '../../../src/report/model/report.ts'
import type { ContractOptions } from '../../../src/suite/state/contract-options.ts'
import { blamesOf, failedAt, missesOf } from '../judge.ts'

interface Served {
  readonly kind: 'fault' | 'variant' | 'pair'
  readonly name: string
  readonly says: string
  readonly url: string
  readonly level?: Level
  readonly flags?: readonly string[]
}

/** Peculiarities that leave cases undecided: limits on sending that apply to registered phone numbers, too (erratum E19). */
const undecided: Readonly<Record<string, readonly string[]>> = {
  OneSendAMinute: ['sendCode/registered'],
  TenSendsInAll: ['*'],
  TenRequestsForCodes: ['*'],
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pairs: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    verbose: { type: 'boolean' },
  },
})
const python = spawn(
  'python3',
  ['-B', `${import.meta.dirname}/serve.py`, '--all', '--pairs', values.pairs, '--seed', values.seed],
  { stdio: ['ignore', 'pipe', 'inherit'] },
)
let wrong = 0
let done = 0
try {
  const [line] = await once(createInterface({ input: python.stdout }), 'line', { signal: AbortSignal.timeout(20_000) })
  const all = JSON.parse(String(line)) as Served[]
  const chosen = positionals.length === 0 ? all : all.filter(({ name }) => positionals.includes(name))
  const queue = [...chosen]
  const worker = async () => {
    for (let served = queue.shift(); served; served = queue.shift()) await judge(served)
  }
  await Promise.all([worker(), worker()])
  console.log(`${done} backends, ${wrong} judged wrongly`)
} finally {
  python.kill()
}
process.exitCode = wrong > 0 || done === 0 ? 1 : 0

async function judge(served: Served): Promise<void> {
  // Some faults never answer. A correct or nearly correct backend may be slow on a busy machine.
  const timeout = served.kind === 'fault' && (served.level ?? 'must') === 'must' ? { timeout: 2000 } : {}
  const report = await runContract({ baseUrl: served.url, ...timeout, ...optionsOf(served) })
  const problems =
    served.kind === 'fault'
      ? missesOf(report, { level: served.level ?? 'must' })
      : blamesOf(report, undecidedBy(served))
  done += 1
  if (problems.length > 0) wrong += 1
  if (problems.length > 0 || values.verbose) console.log(lines(served, report, problems))
}

/** The options for a declared difference, from the flags of the command line. */
function optionsOf({ flags = [], url }: Served): Partial<ContractOptions> {
  const value = (flag: string) => (flags.includes(flag) ? flags[flags.indexOf(flag) + 1] : undefined)
  const codeUrl = value('--code-url')?.replace('{base}', url)
  return {
    dialect: {
      ...(value('--linking') === 'userId' && { linking: 'userId' }),
      ...(value('--body') === 'json' && { body: 'json' }),
      ...(value('--code-delivery') === 'sms' && { codeDelivery: 'sms' }),
    },
    ...(codeUrl && { codeSource: { url: codeUrl } }),
  }
}

function undecidedBy({ name }: Served): readonly string[] {
  return name.split('+').flatMap((part) => undecided[part] ?? [])
}

function lines({ kind, name, level, says }: Served, report: ContractReport, problems: readonly string[]): string {
  const failed = failedAt(report, 'advice').join(' ')
  return [
    `${kind} ${name} (${level ?? 'allowed'}): ${says}`,
    ...problems.slice(0, 3).map((problem) => `  ${problem}`),
    `  failed: ${failed}`,
  ].join('\n')
}
