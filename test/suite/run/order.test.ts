import { type ContractTest, ContractTestError, contractTests, runContract } from 'phone-auth-kit/contract-tests'
import { describe, expect, test } from 'vitest'
import { counting, type Fetch, inProcess, rightBackend, wrongBackend } from '../backends.ts'

/** Runs the tests one after another; returns the ids of those that failed. */
async function failing(tests: readonly ContractTest[]): Promise<string[]> {
  const failed: string[] = []
  for (const { id, run } of tests)
    await run().catch((error: unknown) => {
      expect(error).toBeInstanceOf(ContractTestError)
      failed.push(id)
    })
  return failed.sort()
}

/** Shuffles by a seed, so that a failure can be reproduced. */
function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  return items
    .map((item, index) => ({ item, key: Math.sin(seed * 997 + index * 131) }))
    .sort((one, other) => one.key - other.key)
    .map(({ item }) => item)
}

const testsOf = (fetch: Fetch) => contractTests({ baseUrl: inProcess, fetch, seed: 11 })

describe('contractTests', () => {
  test.each([1, 2, 3, 4, 5, 6])('passes on a correct backend in any order (%i)', async (seed) => {
    const counter = counting(rightBackend())
    expect(await failing(shuffled(testsOf(counter.fetch), seed))).toEqual([])
    expect(counter.sends).toBeLessThanOrEqual(24)
  })

  test('passes on a correct backend when all tests run at once', async () => {
    const tests = testsOf(rightBackend())
    expect((await Promise.all(tests.map((each) => failing([each])))).flat()).toEqual([])
  })

  test.each(['code-as-number', 'second-password-wins', 'message-none', 'login-any-password', 'one-in-five-empty'])(
    'finds %s in any order',
    async (name) => {
      for (const seed of [1, 2, 3]) expect(await failing(shuffled(testsOf(wrongBackend(name)), seed))).not.toEqual([])
    },
  )

  test.each(['login-any-password', 'nickname-chinese-refused', 'lock-never', 'upload-chinese-name-refused'])(
    'has the ids and verdicts of a full run with %s',
    async (name) => {
      const report = await runContract({ baseUrl: inProcess, fetch: wrongBackend(name), seed: 11 })
      const wanted = report.cases
        .filter(({ level, status }) => level === 'must' && status !== 'passed')
        .map(({ id }) => id)
        .sort()
      const tests = testsOf(wrongBackend(name))
      expect(tests.map(({ id }) => id)).toEqual(report.cases.map(({ id }) => id))
      expect(await failing(tests)).toEqual(wanted)
    },
  )

  test('passes lesser findings to onFinding, or fails on them with failOn', async () => {
    const told: string[] = []
    const options = { baseUrl: inProcess, only: ['verifyCode/missing-code-v'] }
    const [lenient] = contractTests({
      ...options,
      fetch: wrongBackend('code-v-may-be-missing'),
      onFinding: ({ id }) => told.push(id),
    })
    await lenient?.run()
    expect(told).toEqual(['verifyCode/missing-code-v'])
    const [strict] = contractTests({ ...options, fetch: wrongBackend('code-v-may-be-missing'), failOn: 'should' })
    await expect(strict?.run()).rejects.toThrow(ContractTestError)
  })

  test('rejects if a must case could not be decided', async () => {
    const [only] = contractTests({
      baseUrl: inProcess,
      fetch: rightBackend(),
      smsBudget: 0,
      only: ['journey/registration'],
    })
    await expect(only?.run()).rejects.toThrow('SMS budget of 0')
  })

  test('says in its error what the document says, what was expected, what the backend answered, and how to reproduce it', async () => {
    const [only] = contractTests({
      baseUrl: inProcess,
      fetch: wrongBackend('login-any-password'),
      only: ['login/wrong-password'],
    })
    const error = await only?.run().catch((each: unknown) => each)
    expect(error).toBeInstanceOf(ContractTestError)
    const { message } = error as ContractTestError
    expect(message).toContain('"0008":"密码错误"')
    expect(message).toContain('expected: "result": "0008"')
    expect(message).toContain('"result":"0000"')
    expect(message).toContain('$ curl')
  })
})
