import { describe, expect, test } from 'vitest'
import { ExitCode, exitCodeOf, strongerExitCode } from '../../src/cli/exit-code.ts'
import type { CaseResult, CaseStatus, Level } from '../../src/report/model/report.ts'
import { reportOf } from '../report/sample-report.ts'

function oneCase(level: Level, status: CaseStatus, known = false): CaseResult {
  return {
    id: `login/${level}-${status.toLowerCase()}`,
    level,
    endpoint: 'login',
    title: 'A case',
    cites: [],
    status,
    durationMs: 1,
    findings: [],
    ...(known && { known: { reason: 'being fixed' } }),
  }
}

const passed = oneCase('must', 'passed')
const stopped = { verdict: 'aborted', reason: 'the run was aborted' } as const

describe('the exit code', () => {
  test.each([
    ['everything passed', 0, [passed], {}],
    ['a must case failed', 1, [passed, oneCase('must', 'failed')], {}],
    ['a should case failed', 0, [passed, oneCase('should', 'failed')], {}],
    ['an advice case failed', 0, [passed, oneCase('advice', 'failed')], {}],
    ['a should case failed, and should fails', 1, [oneCase('should', 'failed')], { failOn: 'should' }],
    ['an advice case failed, and should fails', 0, [oneCase('advice', 'failed')], { failOn: 'should' }],
    ['an advice case failed, and advice fails', 1, [oneCase('advice', 'failed')], { failOn: 'advice' }],
    ['a must case failed and is known', 0, [oneCase('must', 'failed', true)], {}],
    ['a must case is inconclusive', 4, [passed, oneCase('must', 'inconclusive')], {}],
    ['a must case was not run', 4, [passed, oneCase('must', 'notRun')], {}],
    ['a should case is inconclusive', 0, [passed, oneCase('should', 'inconclusive')], {}],
    ['a should case is inconclusive, and should fails', 0, [oneCase('should', 'inconclusive')], { failOn: 'should' }],
    ['a must case failed and another is undecided', 1, [oneCase('must', 'failed'), oneCase('must', 'notRun')], {}],
    ['the run was stopped', 3, [passed, oneCase('must', 'notRun')], stopped],
    ['the run was stopped after a failure', 1, [oneCase('must', 'failed'), oneCase('must', 'notRun')], stopped],
    ['the run was stopped after a known failure', 3, [oneCase('must', 'failed', true)], stopped],
  ] as const)('where %s is %i', (_, code, cases, given) => {
    expect(exitCodeOf(reportOf(cases, given))).toBe(code)
  })

  test('is the first of 2, 1, 3, 4, 0 where several apply', () => {
    const order = [2, 1, 3, 4, 0] as const
    for (const [index, stronger] of order.entries()) {
      for (const weaker of order.slice(index)) {
        expect(strongerExitCode(stronger, weaker)).toBe(stronger)
        expect(strongerExitCode(weaker, stronger)).toBe(stronger)
      }
    }
    expect(Object.values(ExitCode).sort()).toEqual([0, 1, 2, 3, 4])
  })
})
