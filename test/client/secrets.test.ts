import { inspect } from 'node:util'
import { createClient } from 'phone-auth-kit'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { callsOfEveryKind, canaries } from './calls.ts'
import { faults, misbehave } from './faults.ts'

/** Every text that a person or a log could get out of a value. */
function everythingOf(value: unknown): string {
  const seen = new Set<unknown>()
  const texts: string[] = []
  const look = (one: unknown): void => {
    if ((typeof one !== 'object' && typeof one !== 'function') || one === null || seen.has(one)) return
    seen.add(one)
    if (one instanceof Error) {
      texts.push(String(one.stack), String(one.message), String(one))
      look(one.cause)
    }
    // Hidden and inherited members count, and getters are called.
    texts.push(
      inspect(one, { depth: null, showHidden: true, getters: true, maxArrayLength: null, maxStringLength: null }),
    )
    texts.push(JSON.stringify(one) ?? '', String(one))
    for (const key of Reflect.ownKeys(one)) look((one as Record<PropertyKey, unknown>)[key])
  }
  look(value)
  texts.push(inspect(value), String(value))
  return texts.join('\n')
}

function expectNothingSecret(value: unknown): void {
  const text = everythingOf(value)
  const found = [...Object.values(canaries), 'canary'].filter((canary) => text.includes(canary))
  expect(found).toEqual([])
}

test('the search itself finds a canary anywhere', () => {
  const hidden = new Error('x', { cause: Object.defineProperty({}, 'deep', { value: { er: [canaries.password] } }) })
  expect(everythingOf(hidden)).toContain(canaries.password)
})

describe.each(faults)('$name', ({ act, kind, signal }) => {
  test.each(callsOfEveryKind)('$title leaks no secret to errors, hooks, loggers and the console', async ({ call }) => {
    const { baseUrl, close } = await misbehave(act)
    onTestFinished(close)
    const told: unknown[] = []
    const tell = (...things: unknown[]): void => void told.push(...things)
    const printed = (['log', 'info', 'debug', 'warn', 'error'] as const).map((level) =>
      vi.spyOn(console, level).mockImplementation(tell),
    )
    onTestFinished(() => {
      for (const spy of printed) spy.mockRestore()
    })
    const timeout = kind === 'timeout' ? 100 : 10_000
    const api = createClient({
      baseUrl,
      timeout,
      uploadTimeout: timeout,
      headers: { authorization: 'Bearer canary-header' },
      onRequest: tell,
      onReply: tell,
      logger: { debug: tell, warn: tell },
    })
    const cookie = { name: 'sid', value: canaries.cookie, path: '/' }
    api.session.import({ origin: baseUrl, cookies: [cookie] })
    const options = () => (signal ? { signal: signal() } : {})
    const [outcome, thrown] = await Promise.all([
      call(api, options()),
      call(api, options())
        .orThrow()
        .catch((error: unknown) => error),
    ])
    expect(told.length).toBeGreaterThan(0)
    expectNothingSecret(told)
    // A success is what the caller asked for, code and token included.
    if (outcome.ok) return
    expectNothingSecret(outcome)
    expectNothingSecret(thrown)
  })
})

test.each([
  ['an invalid phone', (api: ReturnType<typeof createClient>) => api.sendCode({ userId: `${canaries.userId}0` })],
  [
    'an invalid code',
    (api: ReturnType<typeof createClient>) => api.verifyCode({ code_v: 'canary', code: `${canaries.code}1` }),
  ],
  [
    'a password without digits',
    (api: ReturnType<typeof createClient>) => api.completeRegistration({ password: 'canarycanary' }),
  ],
  [
    'a header that cannot be sent',
    (api: ReturnType<typeof createClient>) =>
      api.sendCode({ userId: canaries.userId }, { headers: { authorization: 'canary\r\nx: y' } }),
  ],
])('%s is not quoted', async (_, call) => {
  const told: unknown[] = []
  const tell = (...things: unknown[]): void => void told.push(...things)
  const api = createClient({ baseUrl: 'http://127.0.0.1:9', onReply: tell, logger: { debug: tell, warn: tell } })
  const outcome = await call(api)
  expect(outcome.kind).toBe('invalid-request')
  expectNothingSecret([
    told,
    outcome,
    await call(api)
      .orThrow()
      .catch((error: unknown) => error),
  ])
})

test('a refused baseUrl is not quoted, because it may contain a password', () => {
  for (const baseUrl of ['http://me:canary@127.0.0.1', 'canary', 'ftp://canary', '']) {
    try {
      createClient({ baseUrl })
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(TypeError)
      expectNothingSecret(error)
    }
  }
})
