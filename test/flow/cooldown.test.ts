import { createRegistrationFlow, type FlowStorage } from 'phone-auth-kit/registration-flow'
import { describe, expect, test, vi } from 'vitest'
import { stopTimers } from '../harness/stop-timers.ts'
import { lossyNetwork } from './lossy-network.ts'
import { memoryStorage } from './storages.ts'

const userId = '13800138000'
const other = '13900139000'

/** A flow whose clock stands still until it is told to go on. */
async function start(options: { storage?: FlowStorage; saveSecrets?: boolean; resendAfter?: number } = {}) {
  const network = await lossyNetwork()
  const clock = { now: 1_800_000_000_000 }
  const create = (api = network.api) => createRegistrationFlow(api, { ...options, now: () => clock.now })
  return { ...network, clock, create, flow: create() }
}

describe('after a code was sent', () => {
  test('the same phone gets no other one for a minute', async () => {
    const { flow, clock, requests } = await start()
    await flow.sendCode({ userId })
    const { cooldown, sentAt } = flow.getSnapshot()
    expect(sentAt).toBe(clock.now)
    expect(cooldown).toEqual({ until: clock.now + 60_000, seconds: 60, userId })
    clock.now += 59_001
    expect(flow.getSnapshot().cooldown?.seconds).toBe(1)
    expect(await flow.sendCode()).toEqual({ ok: false, kind: 'not-run', reason: 'cooldown' })
    expect(requests).toEqual(['sendCode'])
    clock.now += 999
    expect(flow.getSnapshot().cooldown).toBeUndefined()
    expect(await flow.sendCode()).toMatchObject({ ok: true })
  })

  test('another phone gets one at once: the first may have been a misprint', async () => {
    const { flow } = await start()
    await flow.sendCode({ userId })
    flow.back()
    expect(await flow.sendCode({ userId })).toMatchObject({ reason: 'cooldown' })
    expect(await flow.sendCode({ userId: other })).toMatchObject({ ok: true })
    expect(flow.getSnapshot().cooldown?.userId).toBe(other)
  })

  test('starting again changes nothing of that', async () => {
    const { flow } = await start()
    await flow.sendCode({ userId })
    flow.reset()
    expect(await flow.sendCode({ userId })).toMatchObject({ reason: 'cooldown' })
  })

  test('whose reply was lost it holds as well, for it may have arrived', async () => {
    const { flow, lose } = await start({ resendAfter: 30_000 })
    lose('sendCode', 'reply')
    await flow.sendCode({ userId })
    expect(flow.getSnapshot().cooldown?.seconds).toBe(30)
  })

  test('but not where the backend refused to send one', async () => {
    const { flow, reference } = await start()
    reference.force('sendCode', '0002', { times: 1 })
    await flow.sendCode({ userId })
    expect(flow.getSnapshot().cooldown).toBeUndefined()
  })
})

describe('Retry-After', () => {
  /** The same client, but for what its sendCode ends in. */
  function limited<Api extends object>(api: Api, end: object): Api {
    const meta = { endpoint: 'sendCode', requestId: '1', durationMs: 1, retryAfterMs: 90_000 }
    return { ...api, sendCode: async () => ({ ok: false, reason: '', meta, ...end }) }
  }

  test.each([
    { kind: 'refused', result: '0002' },
    { kind: 'http', status: 429 },
    { kind: 'http', status: 503 },
  ])('of %j holds for every phone', async (end) => {
    const { api, create } = await start()
    const flow = create(limited(api, end))
    expect(await flow.sendCode({ userId })).toMatchObject(end)
    expect(flow.getSnapshot()).toMatchObject({ step: 'start', unknown: undefined })
    expect(flow.getSnapshot().cooldown).toMatchObject({ seconds: 90, userId: undefined })
    expect(await flow.sendCode({ userId: other })).toMatchObject({ reason: 'cooldown' })
  })

  test('of a success overrules the usual minute', async () => {
    const { api, create } = await start()
    const flow = create(limited(api, { ok: true, kind: 'ok', result: '0000', message: '1234' }))
    await flow.sendCode({ userId })
    expect(flow.getSnapshot()).toMatchObject({ step: 'code-sent', cooldown: { seconds: 90, userId } })
  })
})

describe('a reload', () => {
  test('does not end the cooldown: without secrets it holds for every phone', async () => {
    const { flow, create, clock, requests } = await start({ storage: memoryStorage() })
    await flow.sendCode({ userId })
    clock.now += 10_500
    const reloaded = create()
    expect(reloaded.getSnapshot().cooldown).toMatchObject({ seconds: 50, userId: undefined })
    expect(await reloaded.sendCode({ userId: other })).toMatchObject({ reason: 'cooldown' })
    expect(requests).toEqual(['sendCode'])
  })

  test('with secrets it holds for that phone', async () => {
    const { flow, create } = await start({ storage: memoryStorage(), saveSecrets: true })
    await flow.sendCode({ userId })
    flow.back()
    const reloaded = create()
    expect(reloaded.getSnapshot()).toMatchObject({ step: 'start', cooldown: { seconds: 60, userId } })
    expect(await reloaded.sendCode({ userId })).toMatchObject({ reason: 'cooldown' })
    expect(await reloaded.sendCode({ userId: other })).toMatchObject({ ok: true })
  })

  test('while a code is being sent keeps the cooldown, and the step in which that code can be typed', async () => {
    const { flow, create, reference, requests } = await start({ storage: memoryStorage() })
    reference.force('sendCode', 'never', { times: 1 })
    void flow.sendCode({ userId })
    while (requests.length === 0) await new Promise((resolve) => setImmediate(resolve))
    expect(requests).toEqual(['sendCode'])
    const reloaded = create()
    expect(reloaded.getSnapshot()).toMatchObject({
      step: 'code-sent',
      unknown: { action: 'sendCode', can: ['verifyCode', 'sendCode'] },
      cooldown: { seconds: 60 },
    })
  })

  test('after a clock that ran wild ends a cooldown of more than a day', async () => {
    const { flow, create, clock } = await start({ storage: memoryStorage(), resendAfter: 3 * 86_400_000 })
    await flow.sendCode({ userId })
    clock.now += 1000
    expect(create().getSnapshot()).toMatchObject({ step: 'code-sent', cooldown: undefined })
  })
})

describe('listeners', () => {
  test('are told each second, and no more once it is over', async () => {
    const { flow, clock } = await start({ resendAfter: 3000 })
    await flow.sendCode({ userId })
    stopTimers()
    const seconds: unknown[] = []
    const end = flow.subscribe(() => seconds.push(flow.getSnapshot().cooldown?.seconds))
    for (let passed = 0; passed < 6; passed++) {
      clock.now += 1000
      vi.advanceTimersByTime(1000)
    }
    expect(seconds).toEqual([2, 1, undefined])
    end()
    expect(vi.getTimerCount()).toBe(0)
  })

  test('without them nothing ticks', async () => {
    const { flow } = await start()
    stopTimers()
    flow.subscribe(() => {})()
    expect(vi.getTimerCount()).toBe(0)
    vi.useRealTimers()
    await flow.sendCode({ userId })
    expect(flow.getSnapshot().cooldown?.seconds).toBe(60)
  })
})

test('by default the time is that of Date.now', async () => {
  const { api } = await lossyNetwork()
  const flow = createRegistrationFlow(api)
  const before = Date.now()
  await flow.sendCode({ userId })
  const { sentAt = 0 } = flow.getSnapshot()
  expect(sentAt).toBeGreaterThanOrEqual(before)
  expect(sentAt).toBeLessThanOrEqual(Date.now())
})
