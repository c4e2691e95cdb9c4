import { contractTests, runContract } from 'phone-auth-kit/contract-tests'

export async function verdict(baseUrl: string): Promise<string> {
  for (const { id, name, level, run } of contractTests({ baseUrl, failOn: 'should' })) {
    if (level === 'must' && id !== name) await run()
  }
  const report = await runContract({ baseUrl, lang: 'zh', dialect: { body: 'json' } })
  return report.verdict
}
