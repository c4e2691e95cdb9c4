import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import { htmlReport } from '../../src/report/html/html.ts'
import { junitReport } from '../../src/report/junit.ts'
import { markdownReport } from '../../src/report/markdown/markdown.ts'
import type { ContractReport } from '../../src/report/model/report.ts'
import { terminalReport } from '../../src/report/terminal/terminal.ts'
import fc from '../harness/fast-check.ts'
import { failingReport, reportOf } from './sample-report.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufffe\uffff]/

/** Any text, with many characters that mean something to a parser or a terminal. */
const anyText = fc.array(
  fc.oneof(
    fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    fc.constantFrom('<', '>', '&', '"', "'", '`', '```', ']]>', '-->', '\n', '\r\n', '\u001b[31m', '|', '\\', '</td>'),
  ),
  { maxLength: 30 },
)

/** The sample report with a text wherever a backend or a user can put one. */
function reportWith(text: string): ContractReport {
  const cases = failingReport.cases.map((one) => ({
    ...one,
    title: text,
    ...(one.reason !== undefined && { reason: text }),
    findings: one.findings.map((finding) => ({
      ...finding,
      message: text,
      expected: text,
      actual: text,
      hint: text,
      curl: [text, text],
      exchange: {
        request: { method: text, url: text, headers: [[text, text]] as const, body: text },
        response: { status: 200, headers: [[text, text]] as const, body: text },
        failure: text,
        durationMs: 1,
      },
    })),
  }))
  const readings = [{ erratum: 'E10', reading: text }] as const
  return { ...reportOf(cases), target: text, reason: text, readings, accounts: [{ userId: text, registered: true }] }
}

function elements(xml: string): string[] {
  const names: string[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name }) => names.push(name))
  parser.write(xml).close()
  return names
}

/** An HTML page as XML: closes what HTML leaves open. */
const asXml = (html: string) =>
  html
    .replace('<!doctype html>', '')
    .replace(/<meta ([^>]*)>/g, '<meta $1/>')
    .replace(/<style>[\s\S]*?<\/style>/, '<style/>')
    .replace(/<details([^>]*) open>/g, '<details$1 open="">')

const plainElements = {
  xml: elements(junitReport(reportWith('x'))),
  html: elements(asXml(htmlReport(reportWith('x')))),
}

test('no text adds an element to XML or HTML, or a control character to any view', () => {
  fc.assert(
    fc.property(anyText, (pieces) => {
      const report = reportWith(`x${pieces.join('')}`)
      const [xml, html] = [junitReport(report), htmlReport(report)]
      expect(elements(xml)).toEqual(plainElements.xml)
      expect(elements(asXml(html))).toEqual(plainElements.html)
      for (const view of [xml, html, markdownReport(report), terminalReport(report, { colour: false })]) {
        expect(view.replaceAll('\t', ' ')).not.toMatch(control)
      }
    }),
    { numRuns: 60 },
  )
})

test('no text becomes markup in Markdown outside code', () => {
  fc.assert(
    fc.property(anyText, (pieces) => {
      const text = markdownReport(reportWith(`x${pieces.join('')}`))
      const outside = text
        .replace(/^(`{3,})\w*\n[\s\S]*?\n\1$/gm, '')
        .replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '')
      const tags = outside.match(/<\/?[a-z!][^>\n]*>/gi) ?? []
      for (const tag of tags) expect(tag).toMatch(/^<\/?(details|summary|b|code)>$|^<!-- -->$/)
    }),
    { numRuns: 60 },
  )
})
