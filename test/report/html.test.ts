import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { htmlReport } from '../../src/report/html/html.ts'
import { en } from '../../src/texts/en.ts'
import { zh } from '../../src/texts/zh.ts'
import { cleanReport, failingReport, hostile } from './sample-report.ts'

/** The elements of the page, parsed as XML after closing what HTML leaves open. */
function elementsOf(html: string): { names: Set<string>; attributes: Set<string>; text: string } {
  const found = { names: new Set<string>(), attributes: new Set<string>(), text: '' }
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    found.names.add(name)
    for (const attribute of Object.keys(attributes)) found.attributes.add(attribute)
  })
  parser.on('text', (text) => {
    found.text += text
  })
  const closed = html
    .replace('<!doctype html>', '')
    .replace(/<meta ([^>]*)>/g, '<meta $1/>')
    .replace(/<style>[\s\S]*?<\/style>/, '<style/>')
    .replace(/<details([^>]*) open>/g, '<details$1 open="">')
  parser.write(closed).close()
  return found
}

describe('the HTML report', () => {
  test('is one page that loads nothing and runs no scripts', () => {
    const html = htmlReport(failingReport, { results: en.results })
    const { names, attributes } = elementsOf(html)
    expect([...names]).not.toEqual(expect.arrayContaining(['script']))
    for (const name of ['script', 'link', 'img', 'iframe', 'object', 'form']) expect(names).not.toContain(name)
    for (const name of attributes) expect(name).not.toMatch(/^on|^src$/)
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
    expect(html.replace(/<style>[\s\S]*<\/style>/, '')).not.toMatch(/href="(?!#)/)
    expect(html).not.toMatch(/url\(|@import/)
  })

  test('shows whatever a backend sent as text', () => {
    const { text } = elementsOf(htmlReport(failingReport))
    expect(text).toContain('</pre><script>alert(1)</script>]]>\\x1b[2J\\x1b]0;title\\x07\\u202emoc`live`\\x00\\ufffe')
    expect(htmlReport(failingReport)).not.toContain(hostile.slice(0, 10))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left
    expect(htmlReport(failingReport)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
  })

  test('shows the verdict and every result code, reading, finding and case', () => {
    const { text } = elementsOf(htmlReport(failingReport, { results: en.results }))
    expect(text).toContain('Does not conform')
    for (const { result } of failingReport.coverage) expect(text).toContain(result)
    for (const { erratum } of failingReport.readings) expect(text).toContain(erratum)
    for (const { id, findings } of failingReport.cases) {
      expect(text).toContain(id)
      for (const { message } of findings) expect(text).toContain(message)
    }
    expect(text).toContain(en.results['0007'])
    expect(text).toContain('not seen')
  })

  test('is in the language of the report', () => {
    const html = htmlReport({ ...failingReport, lang: 'zh' }, { results: zh.results })
    expect(html).toContain('<html lang="zh-CN">')
    const { text } = elementsOf(html)
    for (const word of ['不符合契约', '接口与返回码', '验证码错误次数过多', '未出现', '后端的选择', '下一步']) {
      expect(text).toContain(word)
    }
    expect(text).not.toMatch(/Does not conform|Findings|Readings/)
  })

  test('says that a clean run has no findings', () => {
    const { text } = elementsOf(htmlReport(cleanReport))
    expect(text).toContain('Conforms')
    expect(text).toContain('No findings.')
  })

  test('does not say that an aborted run has no findings', () => {
    const aborted = { ...cleanReport, verdict: 'aborted', reason: 'nobody there' } as const
    expect(elementsOf(htmlReport(aborted)).text).not.toContain('No findings')
    expect(elementsOf(htmlReport({ ...aborted, lang: 'zh' })).text).not.toContain('没有发现问题')
  })
})
