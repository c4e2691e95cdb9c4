import {
  type ContractReport,
  contractTests,
  defineConfig,
  htmlReport,
  junitReport,
  planContract,
  runContract,
} from 'phone-auth-kit/contract-tests'

export default defineConfig({
  baseUrl: 'http://127.0.0.1:6543',
  codeSource: async (userId, { signal }) => (await fetch(`http://127.0.0.1/codes/${userId}`, { signal })).text(),
})

export async function verdict(baseUrl: string): Promise<string> {
  for (const { id, name, level, run } of contractTests({ baseUrl, failOn: 'should' })) {
    if (level === 'must' && id !== name) await run()
  }
  const sms: number = planContract({ baseUrl }).sms
  const report: ContractReport = await runContract({ baseUrl, lang: 'zh', dialect: { body: 'json' }, smsBudget: sms })
  return report.verdict + junitReport(report) + htmlReport(report)
}
