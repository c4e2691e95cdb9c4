import { describe, expect, test } from 'vitest'
import { htmlReport } from '../../src/report/html/html.ts'
import { markdownReport } from '../../src/report/markdown/markdown.ts'
import { terminalReport } from '../../src/report/terminal/terminal.ts'
import { cleanReport } from './sample-report.ts'

describe.each([
  ['the terminal', (report: typeof cleanReport) => terminalReport(report, { colour: false })],
  ['Markdown', (report: typeof cleanReport) => markdownReport(report)],
  ['HTML', (report: typeof cleanReport) => htmlReport(report)],
])('the verdict in %s', (_, view) => {
  test('says that only some cases were selected', () => {
    const total = cleanReport.cases.length + 100
    expect(view({ ...cleanReport, filteredOut: 100 })).toContain(`Only ${cleanReport.cases.length} of ${total} cases`)
    expect(view({ ...cleanReport, lang: 'zh', filteredOut: 100 })).toContain(`只选择了 ${total} 个用例中的`)
    expect(view(cleanReport)).not.toContain('Only')
  })

  test('says why the run was aborted', () => {
    expect(view({ ...cleanReport, verdict: 'aborted', reason: 'The deadline passed' })).toContain('The deadline passed')
  })
})
