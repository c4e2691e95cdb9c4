import { runContract } from 'phone-auth-kit/contract-tests'
import { describe, expect, test } from 'vitest'
import { type Fetch, inProcess, rightBackend } from '../backends.ts'

const run = (fetch: Fetch, lang: 'zh' | 'en' = 'en') => runContract({ baseUrl: inProcess, fetch, lang })
const readings = async (fetch: Fetch) =>
  (await run(fetch)).readings.map(({ erratum, reading }) => `${erratum} ${reading}`)

describe('readings', () => {
  test('say at which wrong code a backend locks', async () => {
    const locking = (wrongCodeLimit: number) => readings(rightBackend({ wrongCodeLimit }))
    expect(await locking(2)).toContain('E10 wrong code number 2 gets 0005')
    expect(await locking(7)).toContain('E10 wrong code number 7 gets 0005')
  })

  test('cover every open point once a run', async () => {
    const errata = (await run(rightBackend())).readings.map(({ erratum }) => erratum)
    expect([...new Set(errata)]).toEqual([
      'E10',
      'E16',
      'E17',
      'E18',
      'E19',
      'E21',
      'E22',
      'E23',
      'E24',
      'E25',
      'E26',
      'E29',
      'E30',
    ])
  })

  test('exist in both languages and have a fixed order', async () => {
    const [zh, en] = [await run(rightBackend(), 'zh'), await run(rightBackend())]
    expect(zh.readings).toHaveLength(en.readings.length)
    for (const { reading } of zh.readings) expect(reading).toMatch(/\p{Script=Han}/u)
    expect((await run(rightBackend())).readings).toEqual(en.readings)
  })
})

describe('a reply that follows an example against its table is tolerated, with a note that names the erratum', () => {
  test.each([
    ['mes on a failure', { failureMessageName: 'mes' }, 'sendCode/message', 'erratum E01'],
    ['0004 from an upload', { uploadFailure: '0004', checkImages: true }, 'uploadAvatar/result', 'erratum E04'],
  ] as const)('%s', async (_, options, id, note) => {
    const { cases, verdict } = await run(rightBackend(options))
    expect(cases.find((each) => each.id === id)).toMatchObject({
      status: 'passed',
      reason: expect.stringContaining(note),
    })
    expect(verdict).toBe('conforms')
  })
})
