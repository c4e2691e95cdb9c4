import { endpointIds } from '../contract/endpoints.ts'
import { findingText } from './finding-text.ts'
import type { ReportLabels } from './labels.ts'
import { labelsOf } from './labels-of.ts'
import { type Markup, markup } from './markup.ts'
import type { CaseResult, ContractReport } from './model/report.ts'
import { countsAsFailure } from './model/verdict.ts'
import { visibleLine } from './safe-text.ts'

/**
 * The report as JUnit XML: one testcase a case, one testsuite an endpoint. A `failure` is what fails the run; a finding
 * below `--fail-on`, a known failure and what was not decided are `skipped`, with the reason as their message.
 */
export function junitReport(report: ContractReport): string {
  const labels = labelsOf(report.lang)
  const suites = [...endpointIds, 'journey' as const]
    .map((endpoint) => ({ endpoint, cases: report.cases.filter((one) => one.endpoint === endpoint) }))
    .filter(({ cases }) => cases.length > 0)
  const all = counted(report, report.cases)
  return markup`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="phone-auth-kit" tests="${all.tests}" failures="${all.failures}" errors="0" skipped="${all.skipped}" time="${seconds(report.durationMs)}">
${suites.map(({ endpoint, cases }) => testsuite(report, labels, endpoint, cases))}</testsuites>
`.markup
}

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(3)

function counted(report: ContractReport, cases: readonly CaseResult[]) {
  const failures = cases.filter((one) => countsAsFailure(one, report.failOn)).length
  const passed = cases.filter(({ status }) => status === 'passed').length
  return { tests: cases.length, failures, skipped: cases.length - failures - passed }
}

function testsuite(report: ContractReport, labels: ReportLabels, name: string, cases: readonly CaseResult[]): Markup {
  const { tests, failures, skipped } = counted(report, cases)
  const time = cases.reduce((sum, { durationMs }) => sum + durationMs, 0)
  // JUnit wants a local time without a zone; UTC is the one that means the same everywhere.
  const timestamp = report.startedAt.replace(/(\.\d+)?Z$/, '')
  return markup`  <testsuite name="phone-auth-kit.${name}" tests="${tests}" failures="${failures}" errors="0" skipped="${skipped}" time="${seconds(time)}" timestamp="${timestamp}" hostname="${report.target}">
${cases.map((one) => testcase(report, labels, one))}  </testsuite>
`
}

function testcase(report: ContractReport, labels: ReportLabels, one: CaseResult): Markup {
  const text = one.findings.map((finding) => findingText(finding, one, labels)).join('\n\n')
  return markup`    <testcase classname="phone-auth-kit.${one.endpoint}" name="${one.id}" time="${seconds(one.durationMs)}">
${outcome(report, labels, one, text)}      <system-out>${`[${labels.levels[one.level]}] ${one.title}`}${one.status === 'passed' && one.reason ? `\n${one.reason}` : ''}${text !== '' && !countsAsFailure(one, report.failOn) ? `\n\n${text}` : ''}</system-out>
    </testcase>
`
}

function outcome(report: ContractReport, labels: ReportLabels, one: CaseResult, text: string): Markup | undefined {
  const message = visibleLine(one.findings[0]?.message ?? one.reason ?? labels.statuses[one.status])
  if (countsAsFailure(one, report.failOn)) {
    return markup`      <failure type="${one.level}" message="${message}">${text || message}</failure>
`
  }
  if (one.status === 'passed') return undefined
  const why = one.known
    ? `${labels.known}${labels.colon}${one.known.reason}`
    : one.status === 'failed'
      ? `${labels.levels[one.level]}${labels.colon}${message}`
      : `${labels.statuses[one.status]}${labels.colon}${message}`
  return markup`      <skipped message="${visibleLine(why)}"/>
`
}
