import { createClient, PhoneAuthError } from 'phone-auth-kit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callsOfEveryKind } from './calls.ts'
import { faults, misbehave } from './faults.ts'

const unhandled: unknown[] = []
const onUnhandled = (reason: unknown): number => unhandled.push(reason)
beforeAll(() => {
  process.on('unhandledRejection', onUnhandled)
})
afterAll(() => {
  process.off('unhandledRejection', onUnhandled)
  expect(unhandled).toEqual([])
})

describe.concurrent.each(faults)('$name: $kind', ({ act, kind, shows = {}, signal, arrive = 1 }) => {
  const options = () => (signal ? { signal: signal() } : {})

  test.for(callsOfEveryKind)('$title', async ({ id, call }, { onTestFinished }) => {
    const { baseUrl, requests, close } = await misbehave(act)
    onTestFinished(close)
    const timeout = kind === 'timeout' ? 150 : 10_000
    const api = () => createClient({ baseUrl, timeout, uploadTimeout: timeout })
    const [awaited, thrown] = await Promise.all([
      call(api(), options()),
      call(api(), options())
        .orThrow()
        .catch((error: unknown) => error),
    ])
    expect(awaited).toMatchObject({ ok: kind === 'ok', kind, ...shows, meta: { endpoint: id } })
    if (kind === 'ok') expect(thrown).toMatchObject({ ok: true, kind })
    else {
      expect(thrown).toBeInstanceOf(PhoneAuthError)
      expect(thrown).toMatchObject({ kind, endpoint: id, failure: { kind, ...shows } })
    }
    // Nothing is sent later, either.
    for (const wait of [0, 20]) {
      await new Promise((resolve) => setTimeout(resolve, wait))
      expect(requests(), 'each call is sent once').toBeLessThanOrEqual(2 * arrive)
      // On a busy machine, a call can end before its request is sent.
      if (kind !== 'timeout' && kind !== 'aborted') expect(requests(), 'each call is sent').toBe(2 * arrive)
    }
  })
})
