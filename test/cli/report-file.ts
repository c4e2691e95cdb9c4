import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect } from 'vitest'
import type { ContractReport } from '../../src/report/model/report.ts'
import { reportSchema } from '../../src/report/model/report-schema.ts'
import { closed } from '../report/closed-schema.ts'

const formats = { date: true, 'date-time': true } as const

/** Whether a value is a report with no member that the published schema does not know. */
export const isReport = new Ajv2020({ formats }).compile(closed(reportSchema) as object)

/** The JSON report in a folder, checked against its schema. */
export function reportIn(folder: string, name = 'report.json'): ContractReport {
  const report: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'))
  expect(isReport(report), JSON.stringify(isReport.errors)).toBe(true)
  // Just checked against the published schema.
  return report as ContractReport
}
