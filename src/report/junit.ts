import { findingText } from './finding-text.ts'
import type { ReportLabels } from './labels.ts'
import { labelsOf } from './labels-of.ts'
import { type Markup, markup } from './markup.ts'
import type { CaseResult, ContractReport } from './model/report.ts'
import { countsAsFailure, isUndecidedMust } from './model/verdict.ts'
import { caseGroups } from './reported-endpoints.ts'
import { visibleLine } from './safe-text.ts'

/** What a testcase has beside its name: nothing where it passed. */
interface Outcome {
  readonly kind: 'failure' | 'error' | 'skipped'
  readonly type: string
  readonly message: string
  /** The body of a failure or an error. */
  readonly text: string
}

interface Testcase {
  readonly name: string
  readonly durationMs: number
  readonly outcome: Outcome | undefined
  readonly output: string
}

interface Testsuite {
  readonly name: string
  readonly testcases: readonly Testcase[]
  readonly durationMs: number
}

/**
 * The report as JUnit XML, valid by the schema of Jenkins' xUnit plugin (`junit-10.xsd`): one testcase per case, one
 * testsuite per endpoint. A `failure` fails the run. An `error` is a must case that is undecided, or the run itself where
 * it was aborted. A finding below `failOn`, a known failure and every other undecided case is `skipped`. So a run has
 * failures or errors exactly where the exit code is not 0.
 */
export function junitReport(report: ContractReport): string {
  const labels = labelsOf(report.lang)
  const suites = [...abortedRun(report, labels), ...endpointSuites(report, labels)]
  const all = countsOf(suites.flatMap(({ testcases }) => testcases))
  return markup`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="phone-auth-kit" tests="${all.tests}" failures="${all.failures}" errors="${all.errors}" time="${seconds(report.durationMs)}">
${suites.map((suite) => suiteMarkup(suite, report))}</testsuites>
`.markup
}

/** A testsuite with one error, where the run could not go on. */
function abortedRun({ reason, durationMs }: ContractReport, labels: ReportLabels): Testsuite[] {
  if (reason === undefined) return []
  const message = `${labels.verdicts.aborted}${labels.colon}${visibleLine(reason)}`
  const outcome: Outcome = { kind: 'error', type: 'aborted', message, text: message }
  return [{ name: 'run', durationMs, testcases: [{ name: 'run', durationMs, outcome, output: '' }] }]
}

function endpointSuites(report: ContractReport, labels: ReportLabels): Testsuite[] {
  return caseGroups(report).map(({ id, cases }) => {
    const durationMs = cases.reduce((sum, one) => sum + one.durationMs, 0)
    return { name: id, durationMs, testcases: cases.map((one) => testcaseOf(one, report, labels)) }
  })
}

function testcaseOf(one: CaseResult, report: ContractReport, labels: ReportLabels): Testcase {
  const findings = one.findings.map((finding) => findingText(finding, one, labels)).join('\n\n')
  const outcome = outcomeOf(one, report, labels, findings)
  const tolerated = one.status === 'passed' ? one.reason : undefined
  const lines = [`[${labels.levels[one.level]}] ${one.title}`, ...(tolerated ? [tolerated] : [])]
  const isShown = findings === '' || outcome?.kind === 'failure'
  const output = [lines.join('\n'), ...(isShown ? [] : [findings])].join('\n\n')
  return { name: one.id, durationMs: one.durationMs, outcome, output }
}

function outcomeOf(
  one: CaseResult,
  { failOn, reason }: ContractReport,
  labels: ReportLabels,
  findings: string,
): Outcome | undefined {
  if (one.status === 'passed') return undefined
  const message = visibleLine(one.findings[0]?.message ?? one.reason ?? labels.statuses[one.status])
  if (countsAsFailure(one, failOn)) return { kind: 'failure', type: one.level, message, text: findings || message }
  if (one.known) {
    const { expires, reason: why } = one.known
    const known = expires === undefined ? labels.known : `${labels.known} (${labels.expires(expires)})`
    return { kind: 'skipped', type: 'known', message: visibleLine(`${known}${labels.colon}${why}`), text: '' }
  }
  if (one.status === 'failed') {
    return {
      kind: 'skipped',
      type: one.level,
      message: `${labels.levels[one.level]}${labels.colon}${message}`,
      text: '',
    }
  }
  const undecided = { type: one.status, message: `${labels.statuses[one.status]}${labels.colon}${message}` }
  // Of an aborted run one error is enough.
  const isError = isUndecidedMust(one) && reason === undefined
  return isError
    ? { kind: 'error', ...undecided, text: undecided.message }
    : { kind: 'skipped', ...undecided, text: '' }
}

function countsOf(testcases: readonly Testcase[]) {
  const count = (kind: Outcome['kind']) => testcases.filter(({ outcome }) => outcome?.kind === kind).length
  return { tests: testcases.length, failures: count('failure'), errors: count('error'), skipped: count('skipped') }
}

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(3)

function suiteMarkup({ name, testcases, durationMs }: Testsuite, { startedAt, target }: ContractReport): Markup {
  const { tests, failures, errors, skipped } = countsOf(testcases)
  // JUnit wants a local time without a zone. UTC is the one that means the same everywhere.
  const timestamp = startedAt.replace(/(\.\d+)?Z$/, '')
  return markup`  <testsuite name="phone-auth-kit.${name}" tests="${tests}" failures="${failures}" errors="${errors}" skipped="${skipped}" time="${seconds(durationMs)}" timestamp="${timestamp}" hostname="${target}">
${testcases.map((one) => testcaseMarkup(one, name))}  </testsuite>
`
}

function testcaseMarkup({ name, durationMs, outcome, output }: Testcase, suite: string): Markup {
  return markup`    <testcase classname="phone-auth-kit.${suite}" name="${name}" time="${seconds(durationMs)}">
${outcome && outcomeMarkup(outcome)}      <system-out>${output}</system-out>
    </testcase>
`
}

function outcomeMarkup({ kind, type, message, text }: Outcome): Markup {
  // The kinds are names of elements.
  const [open, close]: readonly Markup[] = [{ markup: `<${kind}` }, { markup: `</${kind}>` }]
  return markup`      ${open} type="${type}" message="${message}">${text}${close}
`
}
