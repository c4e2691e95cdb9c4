import { describe, expect, test } from 'vitest'
import {
  type Baseline,
  parseBaseline,
  problemsAfterRun,
  problemsBeforeRun,
  updatedBaseline,
  withKnownFailures,
} from '../../../src/cli/verify/baseline.ts'
import { failingReport } from '../../report/sample-report.ts'

const ids = failingReport.cases.map(({ id }) => id)
const today = '2026-11-23'
const baselineOf = (...known: Baseline['known']): Baseline => ({ version: 1, known })
const entry = (id: string, expires?: string) => ({ id, reason: `why ${id}`, ...(expires && { expires }) })

describe('a baseline file', () => {
  test('has entries with an id, a reason and, optionally, a last day', () => {
    const baseline = baselineOf(entry('login/wrong-password'), entry('journey/two-people', '2027-01-31'))
    expect(parseBaseline(JSON.stringify(baseline))).toEqual({ baseline })
  })

  test.each([
    ['{', 'not valid JSON'],
    ['[]', 'must have the form { "version": 1, "known": [ ... ] }'],
    ['{"version":2,"known":[]}', 'must have the form { "version": 1, "known": [ ... ] }'],
    ['{"version":1,"known":[],"extra":1}', 'unknown member "extra"'],
    ['{"version":1,"known":[{"reason":"x"}]}', 'entry 1 has no id'],
    ['{"version":1,"known":[{"id":"a/b"}]}', '"a/b" has no reason'],
    ['{"version":1,"known":[{"id":"a/b","reason":"  "}]}', '"a/b" has no reason'],
    [
      '{"version":1,"known":[{"id":"a/b","reason":"x","expires":"2027-02-30"}]}',
      '"a/b" expires on "2027-02-30", which is not a date such as 2027-01-31',
    ],
    ['{"version":1,"known":[{"id":"a/b","reason":"x","expiry":"2027-01-31"}]}', '"a/b" has an unknown member "expiry"'],
    ['{"version":1,"known":[{"id":"a/b","reason":"x"},{"id":"a/b","reason":"y"}]}', 'duplicate entry "a/b"'],
  ])('that is %s is refused with a clear message', (text, problem) => {
    expect(parseBaseline(text)).toMatchObject({ problems: [{ en: problem }] })
  })

  test('may not name a case that does not exist; the nearest one is named', () => {
    expect(problemsBeforeRun(baselineOf(entry('login/wrong-pasword')), ids, today)).toMatchObject([
      { en: 'there is no case "login/wrong-pasword"; did you mean login/wrong-password?' },
    ])
  })

  test('may not contain an entry past its last day', () => {
    const on = (day: string) =>
      problemsBeforeRun(baselineOf(entry('login/wrong-password', day)), ids, today).map(({ en }) => en)
    expect(on('2026-11-22')).toEqual(['"login/wrong-password" expired on 2026-11-22'])
    expect(on('2026-11-23')).toEqual([])
    expect(on('2026-11-24')).toEqual([])
  })

  test('may not contain an entry whose case passes now', () => {
    const stale = baselineOf(entry('login/success'), entry('login/wrong-password'), entry('verifyCode/lock'))
    expect(problemsAfterRun(stale, failingReport)).toMatchObject([{ en: '"login/success" passes now; remove it' }])
  })
})

describe('a known failure', () => {
  const known = baselineOf(entry('login/wrong-password', '2027-01-31'), entry('journey/two-people'))

  test('stays failed, is marked as known, and does not fail the run', () => {
    const report = withKnownFailures(failingReport, known)
    const one = report.cases.find(({ id }) => id === 'login/wrong-password')
    expect(one).toMatchObject({
      status: 'failed',
      known: { reason: 'why login/wrong-password', expires: '2027-01-31' },
    })
    expect(one?.findings).toHaveLength(1)
    expect(report.summary).toEqual(failingReport.summary)
    expect(report.verdict).toBe('conforms')
  })

  test('leaves the run failed where another failure is not known', () => {
    const report = withKnownFailures(failingReport, baselineOf(entry('journey/two-people')))
    expect(report.verdict).toBe('fails')
  })
})

describe('an update of a baseline', () => {
  const update = (...known: Baseline['known']) =>
    updatedBaseline(baselineOf(...known), { report: failingReport, ids, today })

  test('lists what fails now, with a placeholder for the reason', () => {
    const { baseline, added } = update()
    expect(added).toEqual(['login/wrong-password', 'journey/two-people'])
    expect(baseline.known.map(({ id }) => id)).toEqual(['journey/two-people', 'login/wrong-password'])
    expect(baseline.known[0]?.reason).toContain('not explained yet')
  })

  test('keeps reasons and days', () => {
    const given = [entry('journey/two-people', '2027-01-31'), entry('login/wrong-password')]
    expect(update(...given).baseline.known).toEqual(given)
  })

  test('removes entries of cases that pass or do not exist, and keeps undecided ones', () => {
    const { baseline, removed } = update(
      entry('login/success'),
      entry('login/no-such-case'),
      entry('verifyCode/lock'),
      entry('sendCode/status'),
    )
    expect(removed).toEqual(['login/success', 'login/no-such-case'])
    expect(baseline.known.map(({ id }) => id)).toEqual([
      'journey/two-people',
      'login/wrong-password',
      'sendCode/status',
      'verifyCode/lock',
    ])
  })

  test('drops the date of an expired entry that still fails, and says so', () => {
    const { baseline, extended } = update(entry('login/wrong-password', '2026-01-01'))
    expect(extended).toEqual(['login/wrong-password'])
    expect(baseline.known).toContainEqual({ id: 'login/wrong-password', reason: 'why login/wrong-password' })
  })

  test('writes a baseline that the next run accepts', () => {
    const { baseline } = update(entry('login/success'), entry('login/wrong-password', '2026-01-01'))
    expect(parseBaseline(JSON.stringify(baseline))).toEqual({ baseline })
    expect(problemsBeforeRun(baseline, ids, today)).toEqual([])
    expect(problemsAfterRun(baseline, failingReport)).toEqual([])
    expect(withKnownFailures(failingReport, baseline).verdict).toBe('conforms')
  })
})
