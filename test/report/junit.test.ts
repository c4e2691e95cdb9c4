import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
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

  test('has a failure element for what fails the run, and for nothing else', () => {
    const failed = (report: ContractReport) =>
      casesOf(report)
        .filter(({ children }) => children.some(({ name }) => name === 'failure'))
        .map(({ attributes }) => attributes.name)
    expect(failed(failingReport)).toEqual(['login/wrong-password', 'journey/two-people'])
    expect(failed({ ...failingReport, failOn: 'advice' })).toEqual([
      'sendCode/status',
      'sendCode/code-in-reply',
      'login/wrong-password',
      'journey/two-people',
    ])
    expect(failed(cleanReport)).toEqual([])
  })

  test('skips what was not decided, what costs nothing and what is known, each with its reason', () => {
    const known = failingReport.cases.map((one) =>
      one.id === 'journey/two-people' ? { ...one, known: { reason: 'being fixed' } } : one,
    )
    const skipped = casesOf(reportOf(known)).flatMap(({ attributes, children }) =>
      children.filter(({ name }) => name === 'skipped').map((child) => [attributes.name, child.attributes.message]),
    )
    expect(skipped).toEqual([
      ['sendCode/status', 'should: A valid envelope came with a 5xx status.'],
      ['sendCode/code-in-reply', 'advice: The code is in the reply.'],
      ['verifyCode/lock', 'inconclusive: The backend limits how often a code is sent; give --resend-interval.'],
      ['login/lock', 'not run: The budget of SMS was used up.'],
      ['journey/two-people', 'known: being fixed'],
    ])
  })

  test('counts what it holds', () => {
    const root = parse(junitReport(failingReport))
    for (const element of [root, ...all(root, 'testsuite')]) {
      const cases = all(element, 'testcase')
      expect(Number(element.attributes.tests)).toBe(cases.length)
      expect(Number(element.attributes.failures)).toBe(all(element, 'failure').length)
      expect(Number(element.attributes.skipped)).toBe(all(element, 'skipped').length)
    }
  })

  test('says in a failure what the document says, what was expected, what came and how to see it again', () => {
    const [failure] = all(parse(junitReport(failingReport)), 'failure')
    expect(failure?.text).toContain('"0008":"密码错误"')
    expect(failure?.text).toContain('Expected: result 0008, message null or absent')
    expect(failure?.text).toContain('<script>alert(1)</script>]]>\\x1b[2J')
    expect(failure?.text).toContain('curl -sS -b')
  })
})
