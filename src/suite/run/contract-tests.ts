import { fails } from '../../report/model/levels.ts'
import type { CaseResult, Level } from '../../report/model/report.ts'
import { levelOf } from '../cases/define-case.ts'
import type { ContractOptions } from '../state/contract-options.ts'
import { checkOptions } from '../state/run-settings.ts'
import { allCases } from './all-cases.ts'
import { createRun } from './run-cases.ts'
import { select } from './select.ts'

/** One case for a test runner: `test(name, run)`. Allow it 30 s or more, because one request may take `timeout` (10 s). */
export interface ContractTest {
  readonly id: string
  /** The id, level and title. */
  readonly name: string
  readonly level: Level
  /**
   * Runs the case, alone or among others, in any order. Rejects with a {@link ContractTestError} for findings at or
   * above `failOn`, and if a must case could not be decided.
   */
  readonly run: () => Promise<void>
}

/**
 * The options of {@link contractTests}: those of a run, and a callback for findings that do not fail a test. `timeout`
 * limits each request of a test; `deadline` has no effect, because the test runner limits the time of the tests.
 */
export interface ContractTestsOptions extends ContractOptions {
  /** Called for a case with findings below `failOn`, and for a should or advice case that could not be decided. */
  readonly onFinding?: ((result: CaseResult) => void) | undefined
}

/** Why a test of {@link contractTests} failed. */
export class ContractTestError extends Error {
  override readonly name = 'ContractTestError'
  /** The case as in a report. */
  readonly result: CaseResult

  constructor(result: CaseResult) {
    super(textOf(result))
    this.result = result
  }
}

/**
 * The contract tests as a list for any test runner. The tests of one list share their people, so all of them send no more
 * codes than a whole run. One test alone sends only what it needs.
 *
 * @throws UsageError for wrong options.
 */
export function contractTests(options: ContractTestsOptions): ContractTest[] {
  const settings = checkOptions(options)
  const cases = select(allCases(settings), options.only, options.skip)
  const over = new AbortController()
  if (options.signal?.aborted) over.abort()
  options.signal?.addEventListener('abort', () => over.abort(), { once: true })
  const run = createRun(settings, cases, over.signal)
  let done = 0
  return cases.map((definition) => {
    const level = levelOf(definition, settings.dialect)
    return {
      id: definition.id,
      name: `${definition.id} [${level}] ${definition.title[settings.lang]}`,
      level,
      run: async () => {
        const result = await run.runCase(definition)
        options.onCase?.(result, { done: ++done, total: cases.length })
        const isUndecided = result.status === 'inconclusive' || result.status === 'notRun'
        if (result.status === 'failed' ? fails(level, settings.failOn) : isUndecided && level === 'must')
          throw new ContractTestError(result)
        if (result.status !== 'passed') options.onFinding?.(result)
      },
    }
  })
}

/** What a test runner prints: the quotes, expected and actual, and the shell lines. */
function textOf({ id, status, reason, cites, findings }: CaseResult): string {
  if (findings.length === 0) return `${id}: ${status}${reason ? `: ${reason}` : ''}`
  return findings
    .map(({ message, expected, actual, hint, curl }) =>
      [
        `${id}: ${message}`,
        ...cites.map(({ section, quote }) => `  ${section}: ${quote}`),
        `  expected: ${expected}`,
        `  actual:   ${actual}`,
        ...(hint ? [`  hint:     ${hint}`] : []),
        ...curl.map((line) => `  $ ${line}`),
      ].join('\n'),
    )
    .join('\n')
}
