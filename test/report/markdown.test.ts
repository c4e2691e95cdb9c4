import { describe, expect, test } from 'vitest'
import { markdownReport } from '../../src/report/markdown/markdown.ts'
import { codeBlock, codeSpan, plain } from '../../src/report/markdown/markdown-text.ts'
import type { CaseResult } from '../../src/report/model/report.ts'
import { cleanReport, failingReport, reportOf } from './sample-report.ts'

describe('the Markdown report', () => {
  test('starts with the verdict', () => {
    expect(markdownReport(failingReport)).toMatch(/^## ❌ phone-auth-kit: Does not conform\n/)
    expect(markdownReport(cleanReport)).toMatch(/^## ✅ phone-auth-kit: Conforms\n/)
    expect(markdownReport({ ...cleanReport, lang: 'zh' })).toMatch(/^## ✅ phone-auth-kit：符合契约\n/)
  })

  test('contains every finding, with its case, level and curl lines', () => {
    const text = markdownReport(failingReport)
    expect(text).toContain('<b>must</b> <code>login/wrong-password</code> A wrong password logged in.')
    expect(text).toContain('Also in 1 other case: `journey/two-people`')
    expect(text).toContain('curl -sS -b')
  })

  test('fits a comment however many findings there are, and says how many it omits', () => {
    const many = Array.from({ length: 400 }, (_, index): CaseResult => {
      const [one] = failingReport.cases.filter(({ id }) => id === 'login/wrong-password')
      if (!one) throw new Error('the sample has no such case')
      const findings = one.findings.map((finding) => ({
        ...finding,
        message: `Finding ${index}`,
        curl: ['x'.repeat(5000)],
      }))
      return { ...one, id: `login/case-${index}`, findings }
    })
    for (const maximumLength of [60_000, 20_000, 2_000]) {
      const text = markdownReport(reportOf(many), { maximumLength })
      expect(text.length).toBeLessThanOrEqual(maximumLength)
      expect(text).toMatch(/\d+ more findings omitted for length/)
    }
    expect(markdownReport(reportOf(many)).length).toBeLessThan(65_536)
  })

  test('closes every element that it opens', () => {
    const text = markdownReport(failingReport)
    expect(text.match(/<details>/g)).toHaveLength(text.match(/<\/details>/g)?.length ?? 0)
    expect(text.replace(/^(`{3,})\w*\n[\s\S]*?\n\1$/gm, '')).not.toContain('<script')
  })
})

describe('text of a backend in Markdown', () => {
  test.each([
    ['@someone', '@<!-- -->someone'],
    ['#12', '#<!-- -->12'],
    ['http://x.test', 'http:<!-- -->//x.test'],
    ['<b>*bold*</b>', '&lt;b&gt;\\*bold\\*&lt;/b&gt;'],
    ['![x](y)', '\\!\\[x\\]\\(y\\)'],
    ['# title', '\\# title'],
    ['1. item', '1\\. item'],
    ['a\nb\u001b[0m', 'a\\\\nb\\\\x1b\\[0m'],
  ])('%j is plain text', (given, expected) => {
    // The escapes of control characters are themselves escaped, so they appear as written.
    expect(plain(given)).toBe(expected)
  })

  test('is code whatever backticks it holds', () => {
    expect(codeSpan('a`b')).toBe('``a`b``')
    expect(codeSpan('`')).toBe('`` ` ``')
    expect(codeBlock('```\nx', 'sh')).toBe('````sh\n```\nx\n````')
  })
})
