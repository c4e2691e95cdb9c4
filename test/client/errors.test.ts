import { createClient, type Failure, failureOf, isPhoneAuthError, isRefused, PhoneAuthError } from 'phone-auth-kit'
import { describe, expect, test, vi } from 'vitest'

const fetch = async (): Promise<Response> => Response.json({ result: '0008', message: null })
const login = () =>
  createClient({ baseUrl: 'http://127.0.0.1:9', fetch }).login({ userId: '13800138000', password: 'wrong' })
const errorOf = async (): Promise<PhoneAuthError> =>
  login()
    .orThrow()
    .then(
      () => expect.unreachable(),
      (error) => error,
    )

describe('the error of orThrow', () => {
  test('carries the outcome of the call', async () => {
    const error = await errorOf()
    expect(error).toBeInstanceOf(Error)
    expect(error).toBeInstanceOf(PhoneAuthError)
    expect(error.name).toBe('PhoneAuthError')
    expect(error.message).toBe('login: refused with 0008')
    expect({ ...error.failure, meta: {} }).toEqual({ ...(await login()), meta: {} })
  })

  test('has a stack that leads to the caller', async () => {
    async function theCallerOfThisTest(): Promise<never> {
      await login().orThrow()
      throw new Error('not refused')
    }
    const error: Error = await theCallerOfThisTest().catch((thrown) => thrown)
    expect(error.stack).toContain('theCallerOfThisTest')
  })

  test('becomes plain data as JSON and survives structuredClone', async () => {
    const error = await errorOf()
    const data = error.toJSON()
    expect(structuredClone(data)).toEqual(data)
    expect(JSON.parse(JSON.stringify(error))).toEqual(data)
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype)
  })

  test('is recognised by its guard in every form, and from a second copy of the package', async () => {
    const error = await errorOf()
    vi.resetModules()
    const copy = (await import('phone-auth-kit')) as typeof import('phone-auth-kit')
    expect(copy.PhoneAuthError).not.toBe(PhoneAuthError)
    for (const one of [
      error,
      error.toJSON(),
      JSON.parse(JSON.stringify(error)),
      new copy.PhoneAuthError(error.failure),
    ]) {
      expect(isPhoneAuthError(one)).toBe(true)
      expect(copy.isPhoneAuthError(one, 'refused')).toBe(true)
      expect(isPhoneAuthError(one, 'timeout')).toBe(false)
      expect(isRefused(one, '0008')).toBe(true)
      expect(isRefused(one, '0007')).toBe(false)
      expect(failureOf(one)).toEqual(error.failure)
    }
  })

  test('is not confused with anything else', () => {
    for (const other of [undefined, null, 5, '', {}, new Error('x'), { name: 'PhoneAuthError' }, { ok: false }]) {
      expect(isPhoneAuthError(other)).toBe(false)
      expect(isRefused(other)).toBe(false)
      expect(failureOf(other)).toBeUndefined()
    }
  })
})

test('the guards recognise a failed outcome as well as the error', async () => {
  const outcome = await login()
  expect(isRefused(outcome)).toBe(true)
  expect(isRefused(outcome, '0007', '0008')).toBe(true)
  expect(failureOf(outcome)).toBe(outcome as Failure)
})

test('an unused orThrow and a call that nobody awaits cause no unhandled rejection', async () => {
  const unhandled: unknown[] = []
  const listen = (reason: unknown): number => unhandled.push(reason)
  process.on('unhandledRejection', listen)
  const broken = createClient({ baseUrl: 'http://127.0.0.1:9', fetch: () => Promise.reject(new Error('no')) })
  void broken.sendCode({ userId: '13800138000' })
  await new Promise((resolve) => setTimeout(resolve, 10))
  process.off('unhandledRejection', listen)
  expect(unhandled).toEqual([])
})
