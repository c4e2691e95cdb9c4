import { describe, expect, test } from 'vitest'
import { groupedByReason, groupedFindings, quotedCells } from '../../src/report/grouped-findings.ts'
import type { CaseResult, Finding } from '../../src/report/model/report.ts'
import { reportOf } from './sample-report.ts'

const finding = (message: string): Finding => ({ message, expected: 'this', actual: 'that', curl: [] })

function failed(id: string, message: string, given: Partial<CaseResult> = {}): CaseResult {
  const endpoint = id.split('/')[0] as CaseResult['endpoint']
  const findings = [finding(message)]
  return { id, level: 'must', endpoint, title: id, cites: [], status: 'failed', durationMs: 1, findings, ...given }
}

const idsOf = (...cases: CaseResult[]) =>
  groupedFindings(reportOf(cases)).map(({ shown, others }) => [shown.id, ...others.map(({ id }) => id)])

describe('findings', () => {
  test('with the same cause are one, whatever their wording', () => {
    const withCause = (cause: string) => ({ findings: [{ ...finding(cause), message: crypto.randomUUID(), cause }] })
    expect(
      idsOf(
        failed('login/a', '', withCause('x')),
        failed('login/b', '', withCause('x')),
        failed('login/c', '', withCause('y')),
      ),
    ).toEqual([['login/a', 'login/b'], ['login/c']])
  })

  test('without a cause are one if their wording and expectation are the same', () => {
    expect(idsOf(failed('login/a', 'same'), failed('login/b', 'same'), failed('login/c', 'other'))).toEqual([
      ['login/a', 'login/b'],
      ['login/c'],
    ])
  })

  test('are sorted by level, then by the order of the document, causes before consequences', () => {
    expect(
      idsOf(
        failed('journey/a', '1'),
        failed('login/b', '2'),
        failed('sendCode/c', '3', { level: 'should' }),
        failed('login/envelope', '4'),
        failed('sendCode/d', '5'),
      ),
    ).toEqual([['sendCode/d'], ['login/envelope'], ['login/b'], ['journey/a'], ['sendCode/c']])
  })

  test('with a hint come first within their level', () => {
    const hinted = { findings: [{ ...finding('3'), hint: 'declare body: json' }] }
    expect(
      idsOf(
        failed('sendCode/a', '1', { level: 'should' }),
        failed('login/b', '2'),
        failed('journey/c', '3', hinted),
        failed('journey/d', '4', { level: 'should', ...hinted }),
      ),
    ).toEqual([['journey/c', 'journey/d'], ['login/b'], ['sendCode/a']])
  })

  test('that a baseline knows are separate and last', () => {
    const known = { known: { reason: 'being fixed' } }
    expect(idsOf(failed('sendCode/a', 'same', known), failed('login/b', 'same'))).toEqual([['login/b'], ['sendCode/a']])
  })

  test('include a failed case without findings of its own', () => {
    const [group] = groupedFindings(reportOf([failed('login/a', '', { findings: [], reason: 'why' })]))
    expect(group?.finding.message).toBe('why')
  })
})

test('undecided cases with the same reason are grouped', () => {
  const cases = ['login/a', 'login/b'].map((id) =>
    failed(id, '', { status: 'notRun', reason: 'no budget', findings: [] }),
  )
  const groups = groupedByReason(reportOf(cases), ['notRun'])
  expect(groups.map(({ reason, cases: of }) => [reason, of.length])).toEqual([['no budget', 2]])
})

test('a quoted row is shown as its cells, without number and Markdown escapes', () => {
  expect(quotedCells('| 1 | code\\_v | 正确码 |  | string |')).toEqual(['code_v', '正确码', 'string'])
  expect(quotedCells('| 方式 | GET |')).toEqual(['方式', 'GET'])
  expect(quotedCells('同时包括字母和数字')).toEqual(['同时包括字母和数字'])
})
