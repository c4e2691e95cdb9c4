import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readCommandLine } from '../../src/cli/command-line.ts'
import { parseBaseline } from '../../src/cli/verify/baseline.ts'
import { verifyOptions } from '../../src/cli/verify/verify-options.ts'
import { reportSchema } from '../../src/report/model/report-schema.ts'
import { commandWords } from '../../src/suite/state/command-words.ts'
import { textOf } from '../docs/pages.ts'
import { startBackend } from './backends.ts'
import { keepReport } from './docs/keep-report.ts'
import config from './docs/verify.config.ts'
import { temporaryFolder } from './run-command.ts'

describe.each(['docs/cli.md', 'docs/reports.md'])('%s', (page) => {
  const text = textOf(page)

  test('shows only commands that verify accepts', () => {
    const commands = [...text.matchAll(/^(?:- run: )?(?:npx )?phone-auth-kit verify ((?:.*\\\n)*.*)$/gm)]
    expect(commands.length).toBeGreaterThan(0)
    for (const [, line = ''] of commands) {
      const [words = ''] = line.replaceAll('\\\n', ' ').split(' #')
      readCommandLine(verifyOptions, commandWords(words))
    }
  })
})

test('the page on reports describes every member of the report', () => {
  const text = textOf('docs/reports.md')
  for (const name of Object.keys(reportSchema.properties as object)) expect(text).toContain(`\`${name}\``)
})

test('the baseline on the page on reports is valid', () => {
  const [, example = ''] = /```json\n([\s\S]*?)```/.exec(textOf('docs/reports.md')) ?? []
  expect(parseBaseline(example)).toHaveProperty('baseline.known.length', 1)
})

test('the example keeps its report', async () => {
  const [folder, { url }] = [await temporaryFolder(), await startBackend()]
  expect(await keepReport(url, join(folder, 'report.html'))).toBe('conforms')
  expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain('Conforms')
})

test('the example configuration is valid', () => {
  expect(config).toMatchObject({ dialect: { codeDelivery: 'sms' }, html: 'reports/contract.html' })
})
