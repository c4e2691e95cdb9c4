import { fails } from '../../report/model/levels.ts'
import type { CaseResult, Level } from '../../report/model/report.ts'
import { levelOf } from '../cases/define-case.ts'
import type { ContractOptions } from '../state/contract-options.ts'
import { checkOptions } from '../state/run-settings.ts'
import { allCases } from './all-cases.ts'
import { createRun } from './run-cases.ts'
import { select } from './select.ts'

/** One case for a test runner: `test(name, run)`. One request may take `timeout` (10 s), so give it 30 s or more. */
export interface ContractTest {
  readonly id: string
  /** The id, the level and the title. */
  readonly name: string
  readonly level: Level
  /**
   * Runs the case, alone or among others, in any order. Rejects with a {@link ContractTestError} for findings at or
   * above `failOn`, and where a must case could not be decided.
   */
  readonly run: () => Promise<void>
}

/**
 * The options of {@link contractTests}: those of a run, and who is told of findings that do not fail a test. How long the
 * tests may take together is the runner's to say: `deadline` bounds whole runs only, `timeout` every request of a test.
 */
export interface ContractTestsOptions extends ContractOptions {
  /** Told of a case with findings below `failOn`, and of a lesser case that could not be decided. */
  readonly onFinding?: ((result: CaseResult) => void) | undefined
}

/** Why a test of {@link contractTests} failed. */
export class ContractTestError extends Error {
  override readonly name = 'ContractTestError'
  /** The case as a report has it. */
  readonly result: CaseResult

  constructor(result: CaseResult) {
    super(textOf(result))
    this.result = result
  }
}

/**
 * The contract tests as a list for any test runner. All tests of one list share their people, so that they send no more
 * codes than a whole run; one test alone sends only what it needs.
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

/** What a runner prints: the document's words, what was expected, what came, and the shell lines. */
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
