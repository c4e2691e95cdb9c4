import { runContract } from 'phone-auth-kit/contract-tests'
import { describe, expect, test } from 'vitest'
import { counting, type Fetch, inProcess, rightBackend } from '../backends.ts'

const envelope = (result: string) => Response.json({ result, message: null })

/** Answers some requests to sendCode: `answer` gets the phone number and how often it was sent before. */
function sends(answer: (userId: string, before: number) => Response | undefined, fetch: Fetch = rightBackend()): Fetch {
  const asked = new Map<string, number>()
  return async (request) => {
    const userId = new URL(request.url).searchParams.get('userId')
    if (request.method !== 'GET' || !userId) return await fetch(request)
    const before = asked.get(userId) ?? 0
    asked.set(userId, before + 1)
    return answer(userId, before) ?? (await fetch(request))
  }
}

const run = (fetch: Fetch, options = {}) => runContract({ baseUrl: inProcess, fetch, ...options })

describe('a refused request for a code', () => {
  test('is a limit if a fresh phone number is refused the second time: the case is undecided', async () => {
    const report = await run(sends((_, before) => (before > 0 ? envelope('0002') : undefined)))
    expect(report.verdict).toBe('undecided')
    expect(report.cases.find(({ id }) => id === 'sendCode/registered')).toMatchObject({
      status: 'inconclusive',
      reason: expect.stringContaining('--resend-interval'),
    })
    expect(report.cases.filter(({ status, level }) => status === 'failed' && level !== 'advice')).toEqual([])
  })

  test('is a limit if it is a 429 without an envelope', async () => {
    const report = await run(
      sends((_, before) => (before > 0 ? new Response('slow down', { status: 429 }) : undefined)),
    )
    expect(report.verdict).toBe('undecided')
  })

  test('fails if a fresh phone number gets two codes in a row', async () => {
    const registered = new Set<string>()
    const fetch = rightBackend()
    const report = await run(
      sends(
        (userId) => (registered.has(userId) ? envelope('0002') : undefined),
        async (request) => {
          const response = await fetch(request.clone())
          if (request.url.endsWith('/log')) {
            const fields = new URLSearchParams(await request.text())
            if (/0000/.test(await response.clone().text())) registered.add(fields.get('userId') ?? '')
          }
          return response
        },
      ),
    )
    expect(report.cases.find(({ id }) => id === 'sendCode/registered')?.status).toBe('failed')
  })

  test('fails if no phone number ever gets a code', async () => {
    const counter = counting(sends(() => envelope('0002')))
    const report = await run(counter.fetch)
    expect(report.verdict).toBe('fails')
    expect(report.cases.filter(({ status }) => status === 'failed').map(({ id }) => id)).toEqual([
      'journey/registration',
    ])
    expect(counter.sends).toBeLessThanOrEqual(16)
  })

  test('leaves the rest undecided if it affects every phone number from some point on', async () => {
    let sent = 0
    const report = await run(sends(() => (++sent > 6 ? envelope('0002') : undefined)))
    expect(report.verdict).toBe('undecided')
    expect(report.cases.filter(({ status, level }) => status === 'failed' && level !== 'advice')).toEqual([])
  })
})

describe('0001 for a fresh phone number', () => {
  test('fails only after two more phone numbers got it, too', async () => {
    let refused = 0
    const report = await run(sends((_, before) => (before === 0 && refused++ < 2 ? envelope('0001') : undefined)))
    expect(report.cases.filter(({ status, level }) => status === 'failed' && level !== 'advice')).toEqual([])
  })

  test('leaves the case undecided if the user gave the phone numbers', async () => {
    const report = await run(
      sends(() => envelope('0001')),
      { phones: ['13800138000', '13800138001'] },
    )
    expect(report.verdict).toBe('undecided')
    expect(report.cases.find(({ id }) => id === 'journey/registration')?.reason).toContain('already registered')
  })
})

describe('the phone numbers of a run', () => {
  const numbersOf = async (phones: string | string[]) => {
    const seen = new Set<string>()
    const report = await run(
      sends((userId) => {
        seen.add(userId)
        return undefined
      }),
      { phones },
    )
    return { seen: [...seen], report }
  }

  test('are only the given ones, and a case without one says so', async () => {
    const own = ['13900000001', '13900000002', '13900000003']
    const { seen, report } = await numbersOf(own)
    expect(seen.sort()).toEqual(own)
    expect(report.verdict).toBe('undecided')
    expect(report.cases.filter(({ reason }) => reason?.includes('no phone number is left')).length).toBeGreaterThan(3)
    for (const number of own) expect(JSON.stringify(report)).not.toContain(number)
  })

  test('follow the given pattern', async () => {
    const { seen, report } = await numbersOf('1990000????')
    expect(seen.length).toBeGreaterThan(10)
    for (const number of seen) {
      expect(number).toMatch(/^1990000\d{4}$/)
      expect(JSON.stringify(report)).not.toContain(number)
    }
    expect(report.verdict).toBe('conforms')
  })
})
