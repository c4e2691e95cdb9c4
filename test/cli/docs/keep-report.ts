import { writeFile } from 'node:fs/promises'
import { htmlReport, runContract } from 'phone-auth-kit/contract-tests'

/** Runs the contract tests and keeps the report as a page. */
export async function keepReport(baseUrl: string, file: string) {
  const report = await runContract({ baseUrl })
  await writeFile(file, htmlReport(report))
  return report.verdict
}
