import { createClient, type EndpointId, endpointIds, PhoneAuthError } from 'phone-auth-kit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { calls } from './calls.ts'
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

describe.each(faults)('$name: $kind', ({ act, kind, shows = {}, signal, arrive = 1 }) => {
  const options = () => (signal ? { signal: signal() } : {})

  test.each(endpointIds)('%s', async (id: EndpointId) => {
    const { baseUrl, requests } = await misbehave(act)
    const timeout = kind === 'timeout' ? 150 : 10_000
    const api = () => createClient({ baseUrl, timeout, uploadTimeout: timeout })
    const [awaited, thrown] = await Promise.all([
      calls[id](api(), options()),
      calls[id](api(), options())
        .orThrow()
        .catch((error: unknown) => error),
    ])
    expect(awaited).toMatchObject({ ok: kind === 'ok', kind, ...shows, meta: { endpoint: id } })
    if (kind === 'ok') expect(thrown).toMatchObject({ ok: true, kind })
    else {
      expect(thrown).toBeInstanceOf(PhoneAuthError)
      expect(thrown).toMatchObject({ kind, endpoint: id, failure: { kind, ...shows } })
    }
    expect(requests(), 'each call is sent once').toBe(2 * arrive)
    // It stays so: nothing is sent later either.
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(requests()).toBe(2 * arrive)
  })
})
