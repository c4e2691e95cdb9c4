import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { exitCodeOf } from '../../src/cli/exit-code.ts'
import { junitReport } from '../../src/report/junit.ts'
import type { ContractReport } from '../../src/report/model/report.ts'
import { cleanReport, failingReport, reportOf } from './sample-report.ts'

interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Element[]
  text: string
}

/** Reads XML as strictly as the standard asks for. */
function parse(xml: string): Element {
  const parser = new SaxesParser()
  const root: Element = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes: attributes as Record<string, string>, children: [], text: '' }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('text', (text) => {
    const current = open.at(-1)
    if (current) current.text += text
  })
  parser.on('closetag', () => {
    open.pop()
  })
  parser.write(xml).close()
  const [first] = root.children
  if (!first) throw new Error('no element')
  return first
}

const all = (element: Element, name: string): Element[] => [
  ...(element.name === name ? [element] : []),
  ...element.children.flatMap((child) => all(child, name)),
]
/** What `junit-10.xsd` of Jenkins' xUnit plugin allows, as far as the report uses it; `!` marks what it requires. */
const schema: Readonly<Record<string, { readonly attributes: string; readonly children: string }>> = {
  testsuites: { attributes: 'name time tests failures errors', children: 'testsuite' },
  testsuite: {
    attributes: 'name! tests! failures! errors! group time skipped timestamp hostname id package file log url',
    children: 'testsuite properties testcase system-out system-err',
  },
  testcase: {
    attributes: 'name! time classname group',
    children: 'skipped error failure system-out system-err',
  },
  failure: { attributes: 'type message', children: '' },
  error: { attributes: 'type message', children: '' },
  skipped: { attributes: 'type message', children: '' },
  'system-out': { attributes: '', children: '' },
}

function schemaErrors({ name, attributes, children }: Element): string[] {
  const allowed = schema[name]
  if (!allowed) return [`element ${name}`]
  const names = allowed.attributes.split(' ')
  return [
    ...Object.keys(attributes).flatMap((one) =>
      names.some((each) => each.replace('!', '') === one) ? [] : [`${name}@${one}`],
    ),
    ...names.filter((one) => one.endsWith('!') && !(one.slice(0, -1) in attributes)).map((one) => `${name}@${one}`),
    ...('time' in attributes && !/^\d+\.\d+$/.test(attributes.time ?? '') ? [`${name}@time`] : []),
    ...children.flatMap((child) => [
      ...(allowed.children.split(' ').includes(child.name) ? [] : [`${name}/${child.name}`]),
      ...schemaErrors(child),
    ]),
  ]
}

const namesWith = (kind: string, report: ContractReport) =>
  casesOf(report)
    .filter(({ children }) => children.some(({ name }) => name === kind))
    .map(({ attributes }) => attributes.name)

const casesOf = (report: ContractReport) => all(parse(junitReport(report)), 'testcase')

describe('the JUnit report', () => {
  test('is well-formed XML whatever a backend sent', () => {
    const xml = junitReport(failingReport)
    expect(() => parse(xml)).not.toThrow()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/)
  })

  test('has one testcase for each case, named by its id', () => {
    expect(
      casesOf(failingReport)
        .map(({ attributes }) => attributes.name)
        .sort(),
    ).toEqual(failingReport.cases.map(({ id }) => id).sort())
  })

  test('has only the elements and attributes of junit-10.xsd', () => {
    const known = failingReport.cases.map((one) =>
      one.id === 'journey/two-people' ? { ...one, known: { reason: 'being fixed', expires: '2027-01-31' } } : one,
    )
    const aborted = { verdict: 'aborted', reason: 'nobody there' } as const
    for (const report of [failingReport, cleanReport, reportOf(known), reportOf(known, aborted)]) {
      expect(schemaErrors(parse(junitReport(report)))).toEqual([])
    }
  })

  test('has a failure element for exactly the cases that fail the run', () => {
    expect(namesWith('failure', failingReport)).toEqual(['login/wrong-password', 'journey/two-people'])
    expect(namesWith('failure', { ...failingReport, failOn: 'advice' })).toEqual([
      'sendCode/status',
      'sendCode/code-in-reply',
      'login/wrong-password',
      'journey/two-people',
    ])
    expect(namesWith('failure', cleanReport)).toEqual([])
  })

  test('has an error for each must case that is undecided', () => {
    const cases = cleanReport.cases.map((one) =>
      one.id === 'login/success' ? { ...one, status: 'inconclusive' as const, reason: 'no code came' } : one,
    )
    expect(namesWith('error', reportOf(cases))).toEqual(['login/success'])
    const [error] = all(parse(junitReport(reportOf(cases))), 'error')
    expect(error?.attributes).toEqual({ type: 'inconclusive', message: 'inconclusive: no code came' })
  })

  test('has one error for a run that was aborted', () => {
    const cases = cleanReport.cases.map((one) => ({ ...one, status: 'notRun' as const }))
    const report = reportOf(cases, { verdict: 'aborted', reason: 'The deadline passed' })
    expect(namesWith('error', report)).toEqual(['run'])
    expect(all(parse(junitReport(report)), 'error')[0]?.attributes.message).toBe('Aborted: The deadline passed')
    expect(namesWith('skipped', report).sort()).toEqual(cases.map(({ id }) => id).sort())
  })

  test('skips findings that cost nothing, known failures and lesser undecided cases, each with its reason', () => {
    const known = failingReport.cases.map((one) =>
      one.id === 'journey/two-people' ? { ...one, known: { reason: 'being fixed', expires: '2027-01-31' } } : one,
    )
    const skipped = casesOf(reportOf(known)).flatMap(({ attributes, children }) =>
      children.filter(({ name }) => name === 'skipped').map((child) => [attributes.name, child.attributes]),
    )
    expect(skipped).toEqual([
      ['sendCode/status', { type: 'should', message: 'should: A valid envelope came with a 5xx status.' }],
      ['sendCode/code-in-reply', { type: 'advice', message: 'advice: The code is in the reply.' }],
      [
        'verifyCode/lock',
        {
          type: 'inconclusive',
          message: 'inconclusive: The backend limits how often a code is sent; give --resend-interval.',
        },
      ],
      ['login/lock', { type: 'notRun', message: 'not run: The SMS budget was used up.' }],
      ['journey/two-people', { type: 'known', message: 'known (until 2027-01-31): being fixed' }],
    ])
  })

  test('has failures or errors exactly where the exit code is not 0', () => {
    const statuses = ['passed', 'failed', 'inconclusive', 'notRun'] as const
    const levels = ['must', 'should', 'advice'] as const
    const [one] = cleanReport.cases
    if (!one) throw new Error('the sample has no case')
    for (const status of statuses)
      for (const level of levels)
        for (const failOn of levels)
          for (const known of [undefined, { reason: 'accepted' }])
            for (const reason of [undefined, 'stopped']) {
              const cases = [{ ...one, status, level, ...(known && status === 'failed' && { known }) }]
              const report = reportOf(cases, { failOn, ...(reason && { reason }) })
              const root = parse(junitReport(report)).attributes
              const isGreen = Number(root.failures) + Number(root.errors) === 0
              expect(isGreen, JSON.stringify({ status, level, failOn, known, reason })).toBe(exitCodeOf(report) === 0)
            }
  })

  test('counts what it contains', () => {
    for (const report of [failingReport, { ...failingReport, reason: 'stopped' }]) {
      const root = parse(junitReport(report))
      for (const element of [root, ...all(root, 'testsuite')]) {
        expect(Number(element.attributes.tests)).toBe(all(element, 'testcase').length)
        expect(Number(element.attributes.failures)).toBe(all(element, 'failure').length)
        expect(Number(element.attributes.errors)).toBe(all(element, 'error').length)
        if (element !== root) expect(Number(element.attributes.skipped)).toBe(all(element, 'skipped').length)
      }
    }
  })

  test('says in a failure what the document says, what was expected, the actual reply and how to reproduce it', () => {
    const [failure] = all(parse(junitReport(failingReport)), 'failure')
    expect(failure?.text).toContain('"0008":"密码错误"')
    expect(failure?.text).toContain('Expected: result 0008, message null or absent')
    expect(failure?.text).toContain('<script>alert(1)</script>]]>\\x1b[2J')
    expect(failure?.text).toContain('curl -sS -b')
  })
})
