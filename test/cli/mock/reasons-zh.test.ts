import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { logLine, painter } from '../../../src/cli/mock/mock-log.ts'
import { reasonZh } from '../../../src/cli/mock/reasons-zh.ts'

const reference = new URL('../../../src/reference/', import.meta.url)
const sources = readdirSync(reference, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))

/** The reasons that the reference server gives, with `x` for what it puts in. */
const reasons = sources.flatMap((name) => {
  const text = readFileSync(new URL(name, reference), 'utf8')
  const found = text.matchAll(/(?:reason: |(?:unknownError|otherError)\(|answer\('\d{4}', )(['`])(.*?)\1[,) ]/g)
  return [...found].map(([, , reason = '']) =>
    reason.replace(/\$\{[^}]*\}/g, (part) => (/wrongCodes/.test(part) ? '1' : 'x')),
  )
})

test('the search finds the reasons of every operation', () => {
  for (const reason of ['a code was sent', 'the phone is verified', 'the image is stored', 'logged in', 'x is missing'])
    expect(reasons).toContain(reason)
  expect(reasons.length).toBeGreaterThan(30)
})

test.each(reasons)('the reason %j has a Chinese text in src/cli/mock/reasons-zh.ts', (reason) => {
  expect(reasonZh(reason)).toMatch(/[\u4e00-\u9fff]/)
})

test('the log in Chinese gives the reason in Chinese', () => {
  const exchange = {
    at: 0,
    method: 'POST',
    path: '/register',
    endpoint: 'verifyCode',
    userId: null,
    status: 200,
    result: '0004',
    reason: 'wrong or expired code, attempt 3',
    durationMs: 1,
  } as const
  expect(logLine(exchange, 'zh', painter(false))).toMatch(/0004 验证码错误 {2}验证码错误或已过期，第 3 次，1 ms\n$/)
  expect(logLine({ ...exchange, reason: 'a rule of my own' }, 'zh', painter(false))).toContain('a rule of my own，1 ms')
})
