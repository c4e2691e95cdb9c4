import { Readable } from 'node:stream'
import { createClient, type SessionData } from 'phone-auth-kit'
import { describe, expect, test } from 'vitest'
import { createCookieJar } from '../../src/client/session/cookie-jar.ts'
import fc from '../harness/fast-check.ts'
import { json, serve } from './serve.ts'

const userId = '13800138000'

/** Makes two calls, the first of which sets these cookies. Returns the Cookie header of the second. */
async function cookieAfter(setCookie: string[], path = ''): Promise<string | undefined> {
  const { baseUrl, received } = await serve((_, response) =>
    json(response, { result: '0000', message: '1234' }, received.length > 1 ? {} : { 'set-cookie': setCookie }),
  )
  const api = createClient({ baseUrl: baseUrl + path })
  await api.sendCode({ userId })
  await api.sendCode({ userId })
  return received[1]?.headers.cookie
}

describe('outside browsers, the client stores cookies as a browser does', () => {
  test.each([
    ['a plain one', ['sid=1'], 'sid=1'],
    ['several, in the order they came', ['a=1; HttpOnly', 'b=2; SameSite=Lax'], 'a=1; b=2'],
    ['the latest value of one', ['sid=1', 'sid=2'], 'sid=2'],
    ['a value with = and quotes as it is', ['sid="a=b=="'], 'sid="a=b=="'],
    ['a longer path before a shorter one', ['a=1; Path=/', 'b=2; Path=/register'], 'b=2; a=1'],
    ['none of another path', ['sid=1; Path=/upload', 'other=1; Path=/reg'], undefined],
    [
      'no expired cookie',
      ['a=1; Max-Age=0', 'b=1; Max-Age=-1', 'c=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT'],
      undefined,
    ],
    ['one that a later reply takes back', ['sid=1', 'sid=; Expires=Thu, 01 Jan 1970 00:00:00 GMT'], undefined],
    ['Max-Age over Expires', ['sid=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60'], 'sid=1'],
    ['one with a date to come', ['sid=1; Expires=Fri, 31 Dec 2100 23:59:59 GMT'], 'sid=1'],
    ['none that is Secure, over http', ['sid=1; Secure', '__Secure-a=1', '__Host-b=1; Path=/'], undefined],
    ['one for this very host', ['sid=1; Domain=127.0.0.1'], 'sid=1'],
    ['none of another domain', ['sid=1; Domain=example.com', 'b=1; Domain=0.0.1'], undefined],
    ['nothing that has no name and no value', ['', '=', ';', '; Path=/'], undefined],
  ])('%s', async (_, setCookie, expected) => {
    expect(await cookieAfter(setCookie)).toBe(expected)
  })

  test('the path of the base address counts for the default path', async () => {
    expect(await cookieAfter(['sid=1'], '/api/v1')).toBe('sid=1')
    expect(await cookieAfter(['sid=1; Path=/api'], '/api/v1')).toBe('sid=1')
    expect(await cookieAfter(['sid=1; Path=/apis'], '/api/v1')).toBe(undefined)
  })

  test('a cookie expires', async () => {
    const jar = createCookieJar(new URL('http://127.0.0.1'))
    jar.replace([{ name: 'sid', value: '1', path: '/', expires: Date.now() - 1 }])
    expect([jar.header('/'), jar.cookies()]).toEqual([undefined, []])
  })

  test('Secure cookies and the cookie prefixes work over https', () => {
    const jar = createCookieJar(new URL('https://example.com'))
    jar.take(
      ['a=1; Secure', '__Secure-b=2; Secure', '__Host-c=3; Secure; Path=/', '__Host-d=4; Secure; Path=/x'],
      '/register',
    )
    expect(jar.header('/register')).toBe('a=1; __Secure-b=2; __Host-c=3')
    jar.take(['e=5; Domain=.example.com', 'f=6; Domain=ample.com'], '/register')
    expect(jar.header('/register')).toBe('a=1; __Secure-b=2; __Host-c=3; e=5')
  })

  test('takes a __Host- cookie only with Path=/ written out and without Domain', () => {
    const jar = createCookieJar(new URL('https://api.example.com'))
    jar.take(['__Host-a=1; Secure', '__Host-b=2; Secure; Path=/; Domain=api.example.com'], '/register')
    expect(jar.cookies()).toEqual([])
  })

  test('no Set-Cookie breaks the jar or injects a second header', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary-ascii', maxLength: 40 })), (lines) => {
        const jar = createCookieJar(new URL('http://127.0.0.1'))
        jar.take(lines, '/register')
        expect(jar.header('/register') ?? '').not.toMatch(/[\r\n\0]/)
      }),
    )
  })

  test('a server cannot fill the jar without limit', () => {
    const jar = createCookieJar(new URL('http://127.0.0.1'))
    jar.take(
      Array.from({ length: 1000 }, (_, at) => `c${at}=1`),
      '/register',
    )
    expect(jar.cookies().length).toBeLessThanOrEqual(180)
    expect(jar.header('/register')).toContain('c999=1')
  })
})

describe('a session', () => {
  const setting = (value: string) =>
    serve((_, response) =>
      json(response, { result: '0000', message: '1234' }, { 'set-cookie': `sid=${value}; Path=/` }),
    )

  test('is never shared between clients of one backend', async () => {
    const { baseUrl, received } = await setting('one')
    const [one, other] = [createClient({ baseUrl }), createClient({ baseUrl })]
    await one.sendCode({ userId })
    await other.sendCode({ userId })
    await one.sendCode({ userId })
    expect(received.map(({ headers }) => headers.cookie)).toEqual([undefined, undefined, 'sid=one'])
  })

  test('is never sent elsewhere, because redirects are not followed', async () => {
    const elsewhere = await setting('elsewhere')
    const { baseUrl } = await serve((_, response) => {
      response.writeHead(307, { location: `${elsewhere.baseUrl}/register`, 'set-cookie': 'sid=1' })
      response.end()
    })
    const api = createClient({ baseUrl })
    expect(await api.sendCode({ userId })).toMatchObject({ kind: 'http', location: `${elsewhere.baseUrl}/register` })
    await api.sendCode({ userId })
    expect(elsewhere.received).toEqual([])
    expect(api.session.export().cookies).toHaveLength(1)
  })

  test('can be exported as plain data and imported by another client', async () => {
    const { baseUrl, received } = await setting('kept')
    const one = createClient({ baseUrl })
    await one.sendCode({ userId })
    const session: SessionData = JSON.parse(JSON.stringify(one.session.export()))
    expect(session).toEqual({ origin: baseUrl, cookies: [{ name: 'sid', value: 'kept', path: '/' }] })
    const other = createClient({ baseUrl })
    other.session.import(session)
    await other.sendCode({ userId })
    expect(received[1]?.headers.cookie).toBe('sid=kept')
  })

  test('of another backend is refused', async () => {
    const api = createClient({ baseUrl: 'http://127.0.0.1:9' })
    for (const wrong of [
      { origin: 'http://127.0.0.1:8', cookies: [] },
      undefined,
      {},
      { origin: 'http://127.0.0.1:9' },
    ]) {
      expect(() => api.session.import(wrong as SessionData)).toThrow(TypeError)
    }
  })

  test('cannot inject a header', async () => {
    const { baseUrl, received } = await setting('x')
    const api = createClient({ baseUrl })
    const bad = [
      { name: 'a', value: '1\r\nx-evil: 1', path: '/' },
      { name: 'b;c', value: '2', path: '/' },
      { name: 'd', value: '3', path: '/' },
    ]
    api.session.import({ origin: baseUrl, cookies: bad })
    await api.sendCode({ userId })
    expect(received[0]?.headers).toMatchObject({ cookie: 'd=3' })
    expect(received[0]?.headers).not.toHaveProperty('x-evil')
  })

  test.each([
    ['Expires=0', 'sid=1'],
    ['Expires=-1', 'sid=1'],
    [`Max-Age=${'9'.repeat(400)}`, 'sid=1'],
    [`Max-Age=-${'9'.repeat(400)}`, undefined],
    ['Expires=Thu, 01 Jan 1970 00:00:00 GMT', undefined],
  ])('with %s is sent as %s, also after an export as JSON', async (attribute, sent) => {
    const { baseUrl, received } = await serve((_, response) =>
      json(response, { result: '0000', message: '1234' }, { 'set-cookie': `sid=1; Path=/; ${attribute}` }),
    )
    const [one, other] = [createClient({ baseUrl }), createClient({ baseUrl })]
    await one.sendCode({ userId })
    other.session.import(JSON.parse(JSON.stringify(one.session.export())))
    await one.sendCode({ userId })
    await other.sendCode({ userId })
    expect(received.slice(1).map(({ headers }) => headers.cookie)).toEqual([sent, sent])
  })

  test('is not lost among the cookies of later replies, however many', async () => {
    let calls = 0
    const { baseUrl, received } = await serve((_, response) => {
      const cookies = Array.from({ length: 90 }, (_, at) => `c${calls}-${at}=1; Path=/`)
      json(response, { result: '0000', message: '1234' }, { 'set-cookie': calls++ === 0 ? 'sid=1; Path=/' : cookies })
    })
    const api = createClient({ baseUrl })
    for (let call = 0; call < 2; call++) await api.sendCode({ userId })
    await api.sendCode({ userId })
    expect(received[2]?.headers.cookie).toMatch(/^sid=1; c1-0=1/)
  })

  test('has no cookie above 4096 bytes', async () => {
    const { baseUrl } = await setting('x'.repeat(4093))
    const [fitting, tooLong] = [
      createClient({ baseUrl }),
      createClient({ baseUrl: (await setting('x'.repeat(4094))).baseUrl }),
    ]
    await fitting.sendCode({ userId })
    await tooLong.sendCode({ userId })
    expect([fitting, tooLong].map(({ session }) => session.export().cookies.length)).toEqual([1, 0])
  })

  test('stays as it was if an import is refused or holds what is no cookie', async () => {
    const { baseUrl } = await setting('kept')
    const api = createClient({ baseUrl })
    await api.sendCode({ userId })
    const before = api.session.export()
    expect(() => api.session.import({ origin: 'http://127.0.0.1:8', cookies: [] })).toThrow(TypeError)
    expect(api.session.export()).toEqual(before)
    api.session.import({ origin: baseUrl, cookies: [null as never, ...before.cookies] })
    expect(api.session.export()).toEqual(before)
  })

  test('is not set by a reply that comes after the timeout', async () => {
    let answer = (_: Response): void => {}
    const late = new Promise<Response>((resolve) => {
      answer = resolve
    })
    const api = createClient({ baseUrl: 'http://127.0.0.1:9', fetch: () => late, timeout: 20 })
    expect(await api.sendCode({ userId })).toMatchObject({ kind: 'timeout' })
    answer(Response.json({ result: '0000', message: '1234' }, { headers: { 'set-cookie': 'sid=late' } }))
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(api.session.export().cookies).toEqual([])
  })

  test("is sent along with the caller's own cookies, and wins where both have a name", async () => {
    const { baseUrl, received } = await setting('jar')
    const api = createClient({ baseUrl, headers: { cookie: 'theme=dark' } })
    await api.sendCode({ userId })
    await api.sendCode({ userId })
    await api.sendCode({ userId }, { headers: { Cookie: 'mine=1; sid=old; ' } })
    expect(received.map(({ headers }) => headers.cookie)).toEqual([
      'theme=dark',
      'theme=dark; sid=jar',
      'mine=1; sid=jar',
    ])
  })

  test("is sent along with the caller's own cookies by a streamed upload, too", async () => {
    const { baseUrl, received } = await setting('jar')
    const api = createClient({ baseUrl })
    await api.sendCode({ userId })
    const img = { stream: Readable.from(['pixels']), name: 'me.png' }
    await api.uploadAvatar({ img }, { headers: { cookie: 'mine=1' } })
    expect(received[1]?.headers.cookie).toBe('mine=1; sid=jar')
  })
})
