import { readdirSync, readFileSync } from 'node:fs'
import { type ContractOptions, planContract, runContract } from 'phone-auth-kit/contract-tests'
import { describe, expect, test } from 'vitest'
import { mutants } from '../../proof/mutants.ts'
import { runOptions, variants } from '../../proof/variants.ts'
import { counting, type Fetch, inProcess, onPort, rightBackend, wrongBackend } from '../backends.ts'
import { bash, resultIn } from '../bash.ts'

const only = ['journey/random']

function run(fetch: Fetch, options: Partial<ContractOptions> = {}) {
  return runContract({ baseUrl: inProcess, only, seed: 1, fetch, ...options })
}

/** Records every request as text, without what does not depend on the seed: phone numbers, codes, cookies, paths. */
function recording(fetch: Fetch): { fetch: Fetch; requests: string[] } {
  const requests: string[] = []
  return {
    requests,
    fetch: async (request) => {
      const { pathname } = new URL(request.url)
      const body = pathname.endsWith('/upload') ? '' : await request.clone().text()
      const fields = [...new URLSearchParams(body)].filter(([name]) => !/^(userId|code|code_v|headImage)$/.test(name))
      requests.push(`${request.method} ${pathname} ${JSON.stringify(fields)}`)
      return await fetch(request)
    },
  }
}

/** Faults of state: every single request gets a documented answer. */
const stateFaults = [
  'code-as-number',
  'code-first-two-digits',
  'code-of-anybody',
  'code-latest-for-all',
  'code-spoiled-by-a-wrong-one',
  'code-second-try-right',
  'lock-for-all',
  'second-password-wins-quietly',
  'login-any-password',
  'login-once',
  'password-cut-at-8',
  'password-of-anybody',
  'password-latest-for-all',
  'session-one-for-all',
  'person-verified-last',
  'person-forgotten',
  'registered-never',
  'registered-for-all',
  'registered-by-sending',
  'registered-by-verifying',
]

describe('random journeys alone, within the default budget', () => {
  test.each(stateFaults)('find the fault of state %s', async (name) => {
    expect(mutants.find((mutant) => mutant.name === name)?.kind).toBe('behaviour')
    const counter = counting(wrongBackend(name))
    const report = await run(counter.fetch)
    const [finding, ...others] = report.cases.flatMap(({ findings }) => findings)
    expect(report.verdict).toBe('fails')
    expect(others).toEqual([])
    expect(finding?.message).toMatch(
      /^the last step of a random journey \(seed 1\) got a result that the document does not allow: 1\. \w+ requests a code/,
    )
    expect(report.sms).toEqual({ sent: counter.sends, budget: 40 })
    expect(counter.sends).toBeLessThanOrEqual(40)
  })

  test.each(
    variants
      .filter(({ name }) => !/^(slow|uneven|one-at-a-time)$/.test(name))
      .map((variant) => [variant.name, variant]),
  )('blame nothing on an allowed peculiarity: %s', async (_name, variant) => {
    const report = await runContract({ ...runOptions(variant), only, seed: 2, random: 3 })
    expect(report.cases.map(({ id, status, findings }) => ({ id, status, findings }))).toEqual([
      { id: 'journey/random', status: 'passed', findings: [] },
    ])
  })
})

describe('a seed', () => {
  const played = async (seed: number) => {
    const recorder = recording(rightBackend())
    await run(recorder.fetch, { seed, random: 4 })
    return recorder.requests
  }

  test('makes the same sequence of actions each time', async () => {
    expect(await played(11)).toEqual(await played(11))
    expect(await played(11)).not.toEqual(await played(12))
  })

  test('makes the same sequence alone and beside all other cases', async () => {
    const alone = recording(rightBackend())
    await run(alone.fetch, { seed: 3, random: 1 })
    const beside = recording(rightBackend())
    await run(beside.fetch, { seed: 3, random: 1, only: ['*'] })
    // Alice's registration comes before the journey.
    const journey = alone.requests.slice(5).join('\n')
    expect(journey.length).toBeGreaterThan(500)
    expect(beside.requests.join('\n')).toContain(journey)
  })
})

describe('a journey that goes wrong', () => {
  test.each([
    ['registered-by-sending', ['requests a code → 0000', 'logs in with the correct password → 0008']],
    [
      'login-any-password',
      ['requests a code', 'submits the correct code', 'takes step 2 with password=', 'logs in with'],
    ],
  ])('is shortened and reported step by step: %s', async (name, steps) => {
    const [finding] = (await run(wrongBackend(name))).cases.flatMap(({ findings }) => findings)
    const told = finding?.message.replace(/^.*does not allow: /, '').split('; ') ?? []
    expect(told).toHaveLength(steps.length)
    for (const [index, step] of steps.entries()) {
      expect(told[index]).toMatch(new RegExp(`^${index + 1}\\. `))
      expect(told[index]).toContain(step)
    }
    expect(finding?.curl.filter((line) => line.includes('curl ')).length).toBe(steps.length)
  })

  test('is reported in Chinese, too', async () => {
    const report = await run(wrongBackend('registered-by-sending'), { lang: 'zh' })
    expect(report.cases[0]?.findings[0]?.message).toBe(
      '随机流程（seed 1）的最后一步返回了文档不允许的结果：1. ben 请求验证码 → 0000；2. ben 用正确的密码登录 → 0008',
    )
  })

  test.each(['code-as-number', 'login-any-password', 'person-only-one', 'registered-never'])(
    'goes wrong in the same way when its shell lines run as printed: %s',
    async (name) => {
      const baseUrl = await onPort(wrongBackend(name))
      const report = await runContract({ baseUrl, only, seed: 1 })
      const [finding] = report.cases.flatMap(({ findings }) => findings)
      const lines = finding?.curl ?? []
      expect(resultIn(await bash(lines)), lines.join('\n')).toBe(resultIn(finding?.exchange?.response?.body ?? 'none'))
    },
  )

  test('does not start if a plain registration fails; that failure is reported', async () => {
    const report = await run(wrongBackend('session-needs-user-id'))
    const [result] = report.cases
    expect(result?.status).toBe('failed')
    expect(result?.findings.map(({ message }) => message)).toEqual([
      'verifyCode should have succeeded for alice but did not',
    ])
  })
})

describe('the budget', () => {
  test.each([1, 5, 13, 40])('of %i codes is kept, however many journeys are requested', async (smsBudget) => {
    for (const fetch of [rightBackend(), wrongBackend('password-latest-for-all'), wrongBackend('person-forgotten')]) {
      const counter = counting(fetch)
      const report = await run(counter.fetch, { smsBudget, random: 100 })
      expect(counter.sends).toBeLessThanOrEqual(smsBudget)
      expect(report.sms.sent).toBe(counter.sends)
    }
  })

  test.each(['login-any-password', 'code-not-looked-at'])(
    'of a full run is not exceeded to shorten a journey: %s',
    async (name) => {
      const report = await run(wrongBackend(name), { only: [] })
      expect(report.cases.find(({ id }) => id === 'journey/random')?.status).toBe('failed')
      expect(report.sms.sent).toBeLessThanOrEqual(24)
    },
  )

  test('plans 24 codes at most, for all cases or for journeys alone', async () => {
    expect(planContract({ baseUrl: inProcess }).sms, tooManyCodes).toBeLessThanOrEqual(24)
    expect(planContract({ baseUrl: inProcess, only }).sms).toBe(24)
    expect(planContract({ baseUrl: inProcess, only, random: 2 }).sms).toBe(9)
    const report = await run(rightBackend())
    expect(report.sms.sent).toBeLessThanOrEqual(24)
    expect(report.cases[0]?.reason).toMatch(/^\d+ random journeys$/)
  })
})

/** What to do if a full run plans more than 24 codes. */
const tooManyCodes =
  'A whole run plans more than 24 codes. Teams pay for each code, and each uses up a phone number, so let the new case share ' +
  'the people of other cases first (src/suite/people/roles.ts). If it needs a person of its own, raise codesOfARun in ' +
  'src/suite/run/plan.ts, this bound, and the figure in docs/cli.md and docs/contract-suite.md; smsBudget (40) must stay above it.'

describe('the published code', () => {
  const dist = new URL('../../../dist/', import.meta.url)
  const read = (name: string) => readFileSync(new URL(name, dist), 'utf8')

  test('loads fast-check only for random journeys', () => {
    const needed = new Set<string>()
    const follow = (name: string) => {
      if (needed.has(name)) return
      needed.add(name)
      for (const [, other = ''] of read(name).matchAll(/^(?:import|export)\b[^'"]*["']\.\/([^'"]+)["']/gm))
        follow(other)
    }
    follow('contract-tests.js')
    follow('contract-tests-node.js')
    follow('cli.js')
    const modules = readdirSync(dist).filter((name) => name.endsWith('.js'))
    const withFastCheck = modules.filter((name) => read(name).includes('CommandsArbitrary'))
    expect(withFastCheck.length).toBeGreaterThan(0)
    for (const name of withFastCheck) expect([...needed]).not.toContain(name)
    for (const name of modules) expect(read(name)).not.toMatch(/from\s*["']fast-check["']|import\(["']fast-check["']\)/)
  })

  test('includes the licences of bundled packages', () => {
    for (const name of ['fast-check', 'pure-rand', 'image-size', 'zod'])
      expect(read('LICENSES.txt')).toContain(readFileSync(`node_modules/${name}/LICENSE`, 'utf8').trim())
  })
})
