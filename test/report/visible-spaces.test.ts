import { describe, expect, test } from 'vitest'
import { htmlReport } from '../../src/report/html/html.ts'
import { junitReport } from '../../src/report/junit.ts'
import { markdownReport } from '../../src/report/markdown/markdown.ts'
import type { ContractReport } from '../../src/report/model/report.ts'
import { terminalReport } from '../../src/report/terminal/terminal.ts'
import { visibleSpaces, visibleSpacesInQuotes } from '../../src/report/visible-spaces.ts'
import { failingReport, reportOf } from './sample-report.ts'

test.each([
  ['code_v=9999&code=9999 ', 'code_v=9999&code=9999␠'],
  ['code= 9999&code_v=9999', 'code=␠9999&code_v=9999'],
  ['nickname=a  b&code= ', 'nickname=a␠␠b&code=␠'],
  ['nickname=Xiao Ming', 'nickname=Xiao Ming'],
  ['code=9999\u3000', 'code=9999\\u3000'],
  ['img: file, filename="a .png", 12 bytes', 'img: file, filename="a .png", 12 bytes'],
  ['{"code":"9999 "}', '{"code":"9999␠"}'],
  ['{ "code": " 9999", "n": "a  b" }', '{ "code": "␠9999", "n": "a␠␠b" }'],
  ['{\n  "result": "0000 "\n}', '{\n  "result": "0000␠"\n}'],
  ['<html>\n  <title>No  such page</title>', '<html>\n  <title>No  such page</title>'],
])('the body %j shows as %j', (body, shown) => {
  expect(visibleSpaces(body)).toBe(shown)
})

test('a sentence keeps its own spaces', () => {
  expect(visibleSpacesInQuotes('result "0000 ", not " 0004"; message "a b"')).toBe(
    'result "0000␠", not "␠0004"; message "a b"',
  )
})

describe.each([
  ['the terminal', (report: ContractReport) => terminalReport(report, { colour: false })],
  ['Markdown', markdownReport],
  ['HTML', (report: ContractReport) => htmlReport(report).replaceAll('&quot;', '"')],
  ['JUnit', (report: ContractReport) => junitReport(report).replaceAll('&quot;', '"')],
])('a space at the end of a value in %s', (_, view) => {
  test('is visible', () => {
    const [one] = failingReport.cases.filter(({ findings }) => findings.length > 0)
    if (!one) throw new Error('the sample has no finding')
    const finding = {
      message: 'A code with a space is accepted',
      expected: '"0004"',
      actual: 'the message "/a/b.png "',
      curl: [],
      exchange: {
        request: { method: 'POST', url: 'http://127.0.0.1/register', headers: [], body: 'code_v=9999&code=9999 ' },
        response: { status: 200, headers: [], body: '{"result":"0000 "}' },
        durationMs: 1,
      },
    }
    const text = view(reportOf([{ ...one, status: 'failed', level: 'must', findings: [finding] }]))
    expect(text).toContain('9999␠')
    expect(text).toContain('"result":"0000␠"')
    expect(text).toContain('/a/b.png␠')
  })
})
