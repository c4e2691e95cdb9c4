import { type ContractOptions, listCases, planContract, runContract } from 'phone-auth-kit/contract-tests'
import { describe, expect, test } from 'vitest'
import { counting, inProcess, rightBackend, wrongBackend } from '../backends.ts'

const run = async (fetch: (request: Request) => Promise<Response>, options: Partial<ContractOptions> = {}) => {
  const counter = counting(fetch)
  const report = await runContract({ baseUrl: inProcess, fetch: counter.fetch, ...options })
  return { counter, report }
}

describe('the codes a run sends', () => {
  test('are no more than the plan says, and 24 at most', async () => {
    const plan = planContract({ baseUrl: inProcess })
    const { counter, report } = await run(rightBackend())
    expect(plan.sms).toBeLessThanOrEqual(24)
    expect(counter.sends).toBeLessThanOrEqual(plan.sms)
    expect(report.sms.sent).toBe(counter.sends)
    expect(report.requests).toBe(counter.requests)
    expect(report.accounts.filter(({ registered }) => registered).length).toBeLessThanOrEqual(plan.accounts)
  })

  test('are announced before the first request', async () => {
    const order: string[] = []
    await run(
      async (request) => {
        order.push('request')
        return await rightBackend()(request)
      },
      { only: ['sendCode/success'], onPlan: ({ sms }) => order.push(`plan of ${sms}`) },
    )
    expect(order).toEqual(['plan of 1', 'request'])
  })

  test.each(listCases().map(({ id }) => id))('are only those the case needs when %s runs alone', async (id) => {
    const plan = planContract({ baseUrl: inProcess, only: [id] })
    const { counter, report } = await run(rightBackend(), { only: [id] })
    expect(counter.sends).toBeLessThanOrEqual(plan.sms)
    expect(report.accounts.filter(({ registered }) => registered).length).toBeLessThanOrEqual(plan.accounts)
    expect(report.cases.filter(({ level, status }) => level !== 'advice' && status !== 'passed')).toEqual([])
  })

  test.each(['registered-for-all', 'sent-phone-under-another-name', 'registered-never', 'session-never'])(
    'stay within the budget with the wrong backend %s',
    async (name) => {
      for (const smsBudget of [0, 1, 7, 40]) {
        const { counter } = await run(wrongBackend(name), { smsBudget })
        expect(counter.sends).toBeLessThanOrEqual(smsBudget)
      }
    },
  )

  test('stop at the budget, and the reasons say so', async () => {
    const { report } = await run(rightBackend(), { smsBudget: 5 })
    expect(report.sms).toEqual({ sent: 5, budget: 5 })
    expect(report.verdict).toBe('undecided')
    expect(report.cases.filter(({ reason }) => reason?.includes('SMS budget of 5 was used up')).length).toBeGreaterThan(
      5,
    )
    expect(report.cases.filter(({ status, level }) => status === 'failed' && level !== 'advice')).toEqual([])
  })

  test('stop when the run is aborted, and earlier results are kept', async () => {
    const controller = new AbortController()
    let done = 0
    const { counter, report } = await run(wrongBackend('message-none'), {
      signal: controller.signal,
      onCase: () => {
        if (++done === 8) controller.abort()
      },
    })
    expect(report.reason).toBe('the run was aborted')
    expect(report.cases.length).toBe(listCases().length)
    expect(counter.sends).toBe(report.sms.sent)
    const before = counter.requests
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(counter.requests).toBe(before)
  })
})
