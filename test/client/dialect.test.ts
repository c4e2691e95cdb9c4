import { createClient, type Dialect } from 'phone-auth-kit'
import { describe, expect, test } from 'vitest'
import { json, serve } from './serve.ts'

const userId = '13800138000'
const password = 'abcd1234'

/** The queries and bodies that a client of this dialect sends. */
async function sentWith(dialect: Partial<Dialect>): Promise<string[]> {
  const { baseUrl, received } = await serve(({ method }, response) =>
    json(response, { result: '0000', message: method === 'GET' && dialect.codeDelivery !== 'sms' ? '1234' : null }),
  )
  const api = createClient({ baseUrl, dialect: dialect as { linking: 'userId' } })
  await api.sendCode({ userId })
  await api.verifyCode({ userId, code_v: '1234', code: '1234' })
  await api.completeRegistration({ userId, password })
  await api.uploadAvatar()
  await api.login({ userId, password })
  return received.map(({ url, body, headers }) => {
    const type = headers['content-type']?.split(';')[0] ?? ''
    return [url, type, type.startsWith('multipart') ? '' : body.toString()].join(' ').trim()
  })
}

describe('a request', () => {
  const form = 'application/x-www-form-urlencoded'
  test('carries no phone number after the first step, as documented', async () => {
    expect(await sentWith({})).toEqual([
      `/register?userId=${userId}`,
      `/register ${form} code_v=1234&code=1234`,
      `/register ${form} password=${password}&register=1`,
      '/upload multipart/form-data',
      `/log ${form} userId=${userId}&password=${password}`,
    ])
  })

  test('carries the phone number to verifyCode and completeRegistration with linking by userId', async () => {
    expect(await sentWith({ linking: 'userId' })).toEqual([
      `/register?userId=${userId}`,
      `/register ${form} code_v=1234&code=1234&userId=${userId}`,
      `/register ${form} password=${password}&userId=${userId}&register=1`,
      '/upload multipart/form-data',
      `/log ${form} userId=${userId}&password=${password}`,
    ])
  })

  test('is a flat object of strings with JSON bodies', async () => {
    expect(await sentWith({ body: 'json' })).toEqual([
      `/register?userId=${userId}`,
      '/register application/json {"code_v":"1234","code":"1234"}',
      `/register application/json {"password":"${password}","register":"1"}`,
      '/upload multipart/form-data',
      `/log application/json {"userId":"${userId}","password":"${password}"}`,
    ])
  })
})

describe('with codes by SMS only', () => {
  const dialect = { codeDelivery: 'sms' } as const

  test('code_v is sent with the value of code', async () => {
    const { baseUrl, received } = await serve((_, response) => json(response, { result: '0000' }))
    expect(await createClient({ baseUrl, dialect }).verifyCode({ code: '0042' })).toMatchObject({ ok: true })
    expect(received[0]?.body.toString()).toBe('code_v=0042&code=0042')
  })

  test('an invalid code is one issue, not two', async () => {
    const outcome = await createClient({ baseUrl: 'http://127.0.0.1:9', dialect }).verifyCode({ code: '42' })
    expect(outcome).toMatchObject({ issues: [{ field: 'code', code: 'code.format' }] })
    expect('issues' in outcome && outcome.issues).toHaveLength(1)
  })

  test('sendCode has no message, and a reply that contains the code is malformed', async () => {
    const answer = (message: unknown) => async () => Response.json({ result: '0000', message })
    const api = (message: unknown) => createClient({ baseUrl: 'http://127.0.0.1:9', dialect, fetch: answer(message) })
    expect(await api(null).sendCode({ userId })).toMatchObject({ ok: true, message: null })
    expect(await api('1234').sendCode({ userId })).toMatchObject({ kind: 'malformed', at: 'message' })
  })
})

test('with linking by userId, a missing phone number is an issue of its own', async () => {
  const api = createClient({ baseUrl: 'http://127.0.0.1:9', dialect: { linking: 'userId' } })
  const outcome = await api.verifyCode({ code_v: '1234', code: '1234' } as never)
  expect(outcome).toMatchObject({ issues: [{ field: 'userId', code: 'userId.format' }] })
})
