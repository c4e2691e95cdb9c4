import { describe, expect, test } from 'vitest'
import { displayWidth, wrapped } from '../../src/report/terminal/display-width.ts'
import { terminalReport } from '../../src/report/terminal/terminal.ts'
import { cleanReport, failingReport, reportOf } from './sample-report.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: this is what it looks for
const control = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/

describe('the terminal report', () => {
  test('has no control character without colours', () => {
    expect(terminalReport(failingReport, { colour: false })).not.toMatch(control)
  })

  test('has no control sequence other than colours', () => {
    const text = terminalReport(failingReport, { colour: true })
    expect(text).toContain('\u001b[31m')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours start with an escape
    expect(text.replace(/\u001b\[\d+m/g, '')).not.toMatch(control)
  })

  test('has the same text with and without colours', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours start with an escape
    const bare = terminalReport(failingReport, { colour: true }).replace(/\u001b\[\d+m/g, '')
    expect(bare).toBe(terminalReport(failingReport, { colour: false }))
  })

  test('ends with the verdict and the next steps', () => {
    const lines = terminalReport(failingReport, { colour: false }).trimEnd().split('\n')
    expect(lines.slice(-5)).toEqual([
      ' Does not conform ',
      'At least one requirement of level must is not met.',
      '→ Start with the first finding; its curl lines run as printed.',
      '→ Run its case alone',
      '  phone-auth-kit verify http://127.0.0.1:6543 --only login/wrong-password --seed 42',
    ])
  })

  test('keeps to the given width, except for curl lines and commands', () => {
    for (const columns of [40, 60, 80, 100]) {
      for (const lang of ['zh', 'en'] as const) {
        const lines = terminalReport({ ...failingReport, lang }, { colour: false, columns }).split('\n')
        const wide = lines.filter(
          (line) => displayWidth(line) > columns && !/^ *(curl|jar=|phone-auth-kit verify)/.test(line),
        )
        expect(wide).toEqual([])
      }
    }
  })

  test('shows one cause once, with all cases that found it', () => {
    const text = terminalReport(failingReport, { colour: false })
    expect(text.match(/A wrong password logged in\./g)).toHaveLength(1)
    expect(text).toContain('Also in 1 other case: journey/two-people')
  })

  test('shows known failures separately, with their reason', () => {
    const known = failingReport.cases.map((one) =>
      one.status === 'failed' ? { ...one, known: { reason: 'Being fixed', expires: '2027-01-31' } } : one,
    )
    const text = terminalReport(reportOf(known, { verdict: 'conforms' }), { colour: false })
    expect(text).toContain('Known failures')
    expect(text).toContain('Being fixed (until 2027-01-31)')
    expect(text).not.toMatch(/^Findings/m)
  })

  test('is short if nothing failed', () => {
    expect(terminalReport(cleanReport, { colour: false })).not.toMatch(/Findings|Undecided/)
  })
})

describe('wrapping', () => {
  test('breaks between Chinese characters and counts them as two columns', () => {
    expect(wrapped('验证码错误次数过多', 8)).toEqual(['验证码错', '误次数过', '多'])
  })
  test('breaks words that are too long for any line', () => {
    expect(wrapped('ab cdefghijkl', 5)).toEqual(['ab', 'cdefg', 'hijkl'])
  })
  test('starts no line with a closing mark', () => {
    expect(wrapped('验证码错误。次数', 10)).toEqual(['验证码错', '误。次数'])
  })
  test('keeps an empty text as an empty line', () => {
    expect(wrapped('', 5)).toEqual([''])
  })
})
