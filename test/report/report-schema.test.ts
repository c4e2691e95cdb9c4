import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { reportSchema } from '../../src/report/model/report-schema.ts'
import { closed } from './closed-schema.ts'
import { cleanReport, failingReport, reportOf } from './sample-report.ts'

const formats = { date: /^\d{4}-\d\d-\d\d$/, 'date-time': /^\d{4}-\d\d-\d\dT[\d:.]+Z$/ }
const published = new Ajv2020({ formats, allErrors: true }).compile(reportSchema)
const strict = new Ajv2020({ formats, allErrors: true }).compile(
  closed({ ...reportSchema, $id: 'urn:phone-auth-kit:closed' }) as object,
)

test.each([
  ['a failing report', failingReport],
  ['a clean report', cleanReport],
  [
    'a report with known failures',
    reportOf(
      failingReport.cases.map((one) =>
        one.status === 'failed' ? { ...one, known: { reason: 'soon', expires: '2027-01-31' } } : one,
      ),
    ),
  ],
  ['an aborted report', { ...cleanReport, verdict: 'aborted', reason: 'The backend does not answer.' }],
])('%s matches the published schema and has no unknown members', (_, report) => {
  const value = JSON.parse(JSON.stringify(report))
  expect(published(value), JSON.stringify(published.errors)).toBe(true)
  expect(strict(value), JSON.stringify(strict.errors)).toBe(true)
})

test.each([
  ['an unknown verdict', { verdict: 'fine' }],
  ['another schema version', { schemaVersion: 2 }],
  ['a missing member', { cases: undefined }],
  ['a negative count', { requests: -1 }],
])('%s does not match', (_, change) => {
  expect(published(JSON.parse(JSON.stringify({ ...cleanReport, ...change })))).toBe(false)
})
