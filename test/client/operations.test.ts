import { createClient, isPhoneAuthError, PhoneAuthError } from 'phone-auth-kit'
import { describe, expect, test } from 'vitest'
import { json, serve } from './serve.ts'

const userId = '13800138000'

async function multipart(body: Buffer, type: string | undefined): Promise<FormData> {
  return new Response(new Uint8Array(body), { headers: { 'content-type': type ?? '' } }).formData()
}

describe('each operation sends the request of its section', () => {
  test('sendCode sends a GET with the phone number in the query and returns the code', async () => {
    const { baseUrl, received } = await serve((_, response) => json(response, { result: '0000', message: '0042' }))
    const sent = await createClient({ baseUrl }).sendCode({ userId })
    expect(sent).toMatchObject({ ok: true, kind: 'ok', result: '0000', message: '0042' })
    expect(received.map(({ method, url }) => `${method} ${url}`)).toEqual([`GET /register?userId=${userId}`])
    expect(received[0]?.headers['cache-control']).toBe('no-cache')
  })

  test('verifyCode posts both codes as a form', async () => {
    const { baseUrl, received } = await serve((_, response) => json(response, { result: '0004' }))
    const checked = await createClient({ baseUrl }).verifyCode({ code_v: '0042', code: '1111' })
    expect(checked).toMatchObject({ ok: false, kind: 'refused', result: '0004', message: null })
    expect(received[0]).toMatchObject({ method: 'POST', url: '/register' })
    expect(received[0]?.headers['content-type']).toMatch('application/x-www-form-urlencoded')
    expect(received[0]?.body.toString()).toBe('code_v=0042&code=1111')
  })

  test.each([
    ['a File', new File(['pixels'], '头像 "1".png', { type: 'image/png' }), '头像 "1".png', 'image/png'],
    ['a Blob', new Blob(['pixels'], { type: 'image/jpeg' }), 'avatar.jpg', 'image/jpeg'],
    ['bytes', new TextEncoder().encode('pixels'), 'avatar', 'application/octet-stream'],
    ['an ArrayBuffer', new TextEncoder().encode('pixels').buffer as ArrayBuffer, 'avatar', 'application/octet-stream'],
  ])('uploadAvatar posts %s as the file part img', async (_, img, name, type) => {
    const { baseUrl, received } = await serve((_, response) => json(response, { result: '0000', message: '/a/b.png' }))
    const uploaded = await createClient({ baseUrl }).uploadAvatar({ img })
    expect(uploaded).toMatchObject({ ok: true, message: '/a/b.png' })
    expect(received[0]).toMatchObject({ method: 'POST', url: '/upload' })
    const form = await multipart(received[0]?.body ?? Buffer.of(), received[0]?.headers['content-type'])
    const part = form.get('img') as File
    expect([decodeURIComponent(part.name), part.type, await part.text()]).toEqual([name, type, 'pixels'])
  })

  test('uploadAvatar without an image posts a well-formed body without img', async () => {
    const { baseUrl, received } = await serve((_, response) => json(response, { result: '0000', message: null }))
    const uploaded = await createClient({ baseUrl }).uploadAvatar()
    expect(uploaded).toMatchObject({ ok: true, message: null })
    const form = await multipart(received[0]?.body ?? Buffer.of(), received[0]?.headers['content-type'])
    expect(form.has('img')).toBe(false)
    expect([...form.keys()]).toHaveLength(1)
  })

  test('completeRegistration posts register=1 and omits fields that are not given', async () => {
    const { baseUrl, received } = await serve((_, response) => json(response, { result: '0000' }))
    const done = await createClient({ baseUrl }).completeRegistration({
      password: 'abcd1234',
      nickname: '小明',
      gender: undefined,
    })
    expect(done).toMatchObject({ ok: true, message: null })
    expect(received[0]).toMatchObject({ method: 'POST', url: '/register' })
    expect(Object.fromEntries(new URLSearchParams(received[0]?.body.toString()))).toEqual({
      password: 'abcd1234',
      nickname: '小明',
      register: '1',
    })
  })

  test('login posts phone number and password and returns the token', async () => {
    const { baseUrl, received } = await serve((_, response) => json(response, { result: '0000', message: 'a token' }))
    const { message } = await createClient({ baseUrl: `${baseUrl}/api/v1/` })
      .login({ userId, password: 'abcd1234' })
      .orThrow()
    expect(message).toBe('a token')
    expect(received[0]).toMatchObject({ method: 'POST', url: '/api/v1/log' })
    expect(received[0]?.body.toString()).toBe(`userId=${userId}&password=abcd1234`)
  })
})

test('orThrow throws one error that carries the outcome', async () => {
  const { baseUrl } = await serve((_, response) => json(response, { result: '0008', message: null }))
  const error = await createClient({ baseUrl })
    .login({ userId, password: 'wrong' })
    .orThrow()
    .catch((thrown) => thrown)
  expect(error).toBeInstanceOf(PhoneAuthError)
  expect(isPhoneAuthError(error, 'refused') && error.failure.result).toBe('0008')
})

test('the session cookie of sendCode is sent with the next calls', async () => {
  const { baseUrl, received } = await serve(({ method }, response) =>
    method === 'GET'
      ? json(response, { result: '0000', message: '1234' }, { 'set-cookie': ['sid=abc; Path=/; HttpOnly', 'b=2'] })
      : json(response, { result: '0000' }),
  )
  const api = createClient({ baseUrl })
  await api.sendCode({ userId })
  await api.verifyCode({ code_v: '1234', code: '1234' })
  expect(received.map(({ headers }) => headers.cookie)).toEqual([undefined, 'sid=abc; b=2'])
})

test('an invalid request is not sent', async () => {
  const { baseUrl, received } = await serve((_, response) => json(response, { result: '0000' }))
  const sent = await createClient({ baseUrl }).sendCode({ userId: '123' })
  expect(sent).toMatchObject({ kind: 'invalid-request', issues: [{ field: 'userId', code: 'userId.format' }] })
  expect(received).toEqual([])
})
