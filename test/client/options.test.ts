import { createClient, type Logger, type ReplyReport, type RequestReport } from 'phone-auth-kit'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { json, serve } from './serve.ts'

const userId = '13800138000'
const good = { result: '0000', message: '1234' }

describe('the timeout', () => {
  const silent = () => serve(() => {})

  test('is ten seconds, and a minute for uploads, unless the client or the call sets another', async () => {
    const { baseUrl } = await silent()
    const api = createClient({ baseUrl, timeout: 60, uploadTimeout: 90 })
    expect(await api.sendCode({ userId })).toMatchObject({ kind: 'timeout', timeoutMs: 60 })
    expect(await api.sendCode({ userId }, { timeout: 30 })).toMatchObject({ kind: 'timeout', timeoutMs: 30 })
    expect(await api.uploadAvatar()).toMatchObject({ kind: 'timeout', timeoutMs: 90 })
    expect(await api.uploadAvatar({}, { timeout: 40 })).toMatchObject({ kind: 'timeout', timeoutMs: 40 })
  })

  test.each([0, -1, Number.NaN])('must not be %s: nothing is sent', async (timeout) => {
    const { baseUrl, received } = await silent()
    const outcome = await createClient({ baseUrl }).sendCode({ userId }, { timeout })
    expect(outcome).toMatchObject({
      kind: 'invalid-request',
      issues: [{ field: 'options.timeout', code: 'options.value' }],
    })
    expect(received).toEqual([])
  })

  test('can be infinite', async () => {
    const { baseUrl } = await serve((_, response) => void setTimeout(() => json(response, good), 50))
    const api = createClient({ baseUrl, timeout: Number.POSITIVE_INFINITY })
    expect(await api.sendCode({ userId })).toMatchObject({ ok: true })
  })

  test("is distinguished from the caller's own AbortSignal.timeout, whichever fires first", async () => {
    const { baseUrl } = await silent()
    const api = createClient({ baseUrl })
    expect(await api.sendCode({ userId }, { timeout: 30, signal: AbortSignal.timeout(5000) })).toMatchObject({
      kind: 'timeout',
    })
    expect(await api.sendCode({ userId }, { timeout: 5000, signal: AbortSignal.timeout(30) })).toMatchObject({
      kind: 'aborted',
    })
  })

  test('applies even if a fetch of the caller never answers and ignores its signal', async () => {
    const api = createClient({ baseUrl: 'http://127.0.0.1:9', fetch: () => new Promise(() => {}), timeout: 30 })
    expect(await api.login({ userId, password: 'x' })).toMatchObject({ kind: 'timeout' })
  })
})

describe("the client's own signal", () => {
  test('aborts running and future calls, in addition to the signal of a call', async () => {
    const { baseUrl, received } = await serve(() => {})
    const stop = new AbortController()
    const api = createClient({ baseUrl, signal: stop.signal })
    const { signal } = new AbortController()
    const underWay = [api.sendCode({ userId }), api.login({ userId, password: 'x' }, { signal })]
    setTimeout(() => stop.abort(), 50)
    expect((await Promise.all(underWay)).map(({ kind }) => kind)).toEqual(['aborted', 'aborted'])
    expect(await api.uploadAvatar()).toMatchObject({ kind: 'aborted' })
    // A call that was in progress may still arrive; a later one must not.
    expect(received.map(({ url }) => url)).not.toContain('/upload')
  })

  test('does not change the signal of a call', async () => {
    const { baseUrl } = await serve(() => {})
    const api = createClient({ baseUrl, signal: new AbortController().signal })
    expect(await api.sendCode({ userId }, { signal: AbortSignal.timeout(30) })).toMatchObject({ kind: 'aborted' })
  })
})

test('fetch can be set for the client or for one call', async () => {
  const answer = (message: string) => async () => Response.json({ result: '0000', message })
  const api = createClient({ baseUrl: 'http://127.0.0.1:9', fetch: answer('1111') })
  expect(await api.sendCode({ userId })).toMatchObject({ message: '1111' })
  expect(await api.sendCode({ userId }, { fetch: answer('2222') })).toMatchObject({ message: '2222' })
})

test('a signal shared by many calls keeps no reference to finished ones', async () => {
  const { baseUrl } = await serve((_, response) => json(response, good))
  const api = createClient({ baseUrl })
  const { signal } = new AbortController()
  let listeners = 0
  const add = signal.addEventListener.bind(signal)
  const remove = signal.removeEventListener.bind(signal)
  signal.addEventListener = (...given: Parameters<typeof add>) => {
    listeners++
    add(...given)
  }
  signal.removeEventListener = (...given: Parameters<typeof remove>) => {
    listeners--
    remove(...given)
  }
  for (let at = 0; at < 5; at++) await api.sendCode({ userId }, { signal })
  expect(listeners).toBe(0)
})

describe('headers', () => {
  test('of the call override those of the client, in any letter case', async () => {
    const { baseUrl, received } = await serve((_, response) => json(response, good))
    const api = createClient({ baseUrl, headers: { 'X-App': 'one', 'X-Kept': 'yes' } })
    await api.sendCode({ userId }, { headers: { 'x-app': 'two' } })
    expect(received[0]?.headers).toMatchObject({ 'x-app': 'two', 'x-kept': 'yes' })
  })

  test('cannot change the type or length of the body', async () => {
    const { baseUrl, received } = await serve((_, response) => json(response, { result: '0000', message: 't' }))
    const headers = { 'Content-Type': 'application/json', 'Content-Length': '1' }
    expect(await createClient({ baseUrl, headers }).login({ userId, password: 'abcd1234' })).toMatchObject({ ok: true })
    expect(received[0]?.headers['content-type']).toMatch('application/x-www-form-urlencoded')
  })

  test('are not added by the client itself, so a form call needs no CORS preflight', async () => {
    const seen: Request[] = []
    const fetch = async (request: Request): Promise<Response> => {
      seen.push(request)
      return Response.json({ result: '0000' })
    }
    const api = createClient({ baseUrl: 'http://127.0.0.1:9', fetch })
    await api.sendCode({ userId })
    await api.verifyCode({ code_v: '1234', code: '1234' })
    await api.uploadAvatar({ img: new Blob(['x']) })
    await api.completeRegistration({ password: 'abcd1234' })
    await api.login({ userId, password: 'abcd1234' })
    // The headers, and their values, that the Fetch standard allows without a preflight.
    for (const { headers, method } of seen) {
      expect([...headers.keys()].filter((name) => name !== 'content-type')).toEqual([])
      expect(headers.get('content-type') ?? 'text/plain').toMatch(
        /^(?:text\/plain|application\/x-www-form-urlencoded|multipart\/form-data)\b/,
      )
      expect(['GET', 'POST']).toContain(method)
    }
    expect(seen).toHaveLength(5)
  })
})

test.each([{ headers: { 'bad name': 'x' } }, { headers: { a: 'x\ny' } }, { requestIdHeader: 'bad name' }])(
  'an invalid header is refused when the client is created: %j',
  (options) => {
    expect(() => createClient({ baseUrl: 'http://127.0.0.1:9', ...options })).toThrow(TypeError)
  },
)

describe('a request as the caller’s fetch sees it', () => {
  test.each([
    ['cookie', 'include'],
    ['userId', 'omit'],
  ] as const)('with linking by %s its credentials are %s', async (linking, credentials) => {
    const seen: Request[] = []
    const fetch = async (request: Request): Promise<Response> => {
      seen.push(request)
      return Response.json(good, { headers: { 'set-cookie': 'sid=1' } })
    }
    const api = createClient({ baseUrl: 'http://127.0.0.1:9', fetch, dialect: { linking } })
    await api.sendCode({ userId })
    await api.sendCode({ userId })
    expect(seen.map((request) => request.credentials)).toEqual([credentials, credentials])
    expect(seen.map(({ cache, redirect }) => [cache, redirect])).toEqual([
      ['no-store', 'manual'],
      ['no-store', 'manual'],
    ])
    expect(seen[1]?.headers.get('cookie')).toBe(linking === 'cookie' ? 'sid=1' : null)
  })
})

describe('hooks and logger', () => {
  test('report method, path, kind, result, duration, request id and the shape of the bodies', async () => {
    const { baseUrl, received } = await serve((_, response) => json(response, { result: '0008', message: null }))
    const requests: RequestReport[] = []
    const replies: ReplyReport[] = []
    const lines: string[] = []
    const logger: Logger = { debug: (line) => lines.push(`debug ${line}`), warn: (line) => lines.push(`warn ${line}`) }
    const api = createClient({
      baseUrl: `${baseUrl}/api`,
      onRequest: (report) => requests.push(report),
      onReply: (report) => replies.push(report),
      logger,
    })
    const outcome = await api.login({ userId, password: 'wrong' })
    const { requestId, durationMs } = outcome.meta
    const requestBody = { type: 'application/x-www-form-urlencoded;charset=UTF-8', bytes: received[0]?.body.length }
    const report = { endpoint: 'login', requestId, method: 'POST', path: '/api/log', requestBody }
    expect(requests).toEqual([report])
    const replyBody = { type: 'application/json', bytes: 32 }
    expect(replies).toEqual([{ ...report, kind: 'refused', result: '0008', status: 200, durationMs, replyBody }])
    expect(lines).toEqual([
      `debug ${requestId} login: POST /api/log`,
      `debug ${requestId} login: POST /api/log refused 0008 ${durationMs} ms`,
    ])
  })

  test('report the length of a body, and of an image, in bytes', async () => {
    const { baseUrl, received } = await serve((_, response) => json(response, { result: '0000' }))
    const requests: RequestReport[] = []
    const api = createClient({ baseUrl, dialect: { body: 'json' }, onRequest: (report) => requests.push(report) })
    await api.completeRegistration({ password: 'abcd1234', nickname: '小明' })
    await api.uploadAvatar({ img: new Uint8Array(7) })
    await api.sendCode({ userId })
    expect(requests.map(({ requestBody }) => requestBody)).toEqual([
      { type: 'application/json', bytes: received[0]?.body.length },
      { type: 'multipart/form-data', bytes: 7 },
      undefined,
    ])
  })

  test('warn about every outcome but success and refusal, requests never sent included', async () => {
    const warned: ReplyReport[] = []
    const asked: RequestReport[] = []
    const api = createClient({
      baseUrl: 'http://127.0.0.1:9',
      onRequest: (report) => asked.push(report),
      logger: { debug() {}, warn: (_, report) => warned.push(report) },
    })
    await api.sendCode({ userId: '5' })
    expect(warned).toMatchObject([
      { kind: 'invalid-request', endpoint: 'sendCode', result: undefined, status: undefined },
    ])
    expect(asked).toEqual([])
  })

  test('may throw or reject without affecting the call', async () => {
    const unhandled: unknown[] = []
    const listen = (reason: unknown): number => unhandled.push(reason)
    process.on('unhandledRejection', listen)
    const { baseUrl } = await serve((_, response) => json(response, good))
    const broken = (): never => {
      throw new Error('mine')
    }
    const rejecting = async (): Promise<void> => broken()
    const logger = { debug: broken, warn: rejecting }
    const api = createClient({ baseUrl, onRequest: broken, onReply: rejecting, logger })
    expect(await api.sendCode({ userId })).toMatchObject({ ok: true })
    expect(await api.sendCode({ userId: '5' })).toMatchObject({ kind: 'invalid-request' })
    await new Promise((resolve) => setTimeout(resolve, 10))
    process.off('unhandledRejection', listen)
    expect(unhandled).toEqual([])
  })
})

describe('meta', () => {
  test('contains the request id, the duration and the status', async () => {
    const { baseUrl } = await serve((_, response) => {
      response.statusCode = 418
      response.end(JSON.stringify(good))
    })
    const api = createClient({ baseUrl })
    const [one, other] = [await api.sendCode({ userId }), await api.sendCode({ userId })]
    expect(one.meta).toEqual({
      endpoint: 'sendCode',
      requestId: expect.stringMatching(/^\w+-1$/),
      durationMs: expect.any(Number),
      status: 418,
    })
    expect(other.meta.requestId).not.toBe(one.meta.requestId)
  })

  test('keeps the code on the wire if another is reported (erratum E04)', async () => {
    const { baseUrl } = await serve((_, response) => json(response, { result: '0004', message: null }))
    const outcome = await createClient({ baseUrl }).uploadAvatar({ img: new Blob(['x']) })
    expect(outcome).toMatchObject({ kind: 'refused', result: '0006', meta: { wireResult: '0004' } })
  })

  test('the request id is sent only if a header is named for it', async () => {
    const { baseUrl, received } = await serve((_, response) => json(response, good))
    const api = createClient({ baseUrl, requestIdHeader: 'X-Request-Id' })
    const { meta } = await api.sendCode({ userId })
    expect(received[0]?.headers['x-request-id']).toBe(meta.requestId)
  })
})

test('a reply may be as large as the limit, but no larger', async () => {
  const { baseUrl } = await serve((_, response) => response.end(`${' '.repeat(100)}{"result":"0000","message":"1234"}`))
  expect(await createClient({ baseUrl, maxReplyBytes: 134 }).sendCode({ userId })).toMatchObject({ ok: true })
  expect(await createClient({ baseUrl, maxReplyBytes: 133 }).sendCode({ userId })).toMatchObject({ kind: 'malformed' })
})

test('on a page, baseUrl may be relative', async () => {
  vi.stubGlobal('location', { href: 'https://app.example.test/sign-up/' })
  onTestFinished(() => {
    vi.unstubAllGlobals()
  })
  const seen: string[] = []
  const fetch = async ({ url }: Request): Promise<Response> => {
    seen.push(url)
    return Response.json(good)
  }
  for (const baseUrl of ['/api', 'api/', 'https://api.example.test'])
    await createClient({ baseUrl, fetch }).sendCode({ userId })
  expect(seen).toEqual([
    `https://app.example.test/api/register?userId=${userId}`,
    `https://app.example.test/sign-up/api/register?userId=${userId}`,
    `https://api.example.test/register?userId=${userId}`,
  ])
})

test.each([
  [undefined, 'undefined'],
  [null, 'null'],
  [6601, 'number'],
  ['', "''"],
  ['nonsense', 'another text'],
  ['127.0.0.1:6601', "'127.0.0.1:6601'"],
  ['localhost:6601', "'localhost:6601'"],
  ['httpx://127.0.0.1', "'httpx://…'"],
  ['ftp://127.0.0.1', "'ftp://…'"],
  ['postgres://me:canary@host/db', "'postgres://…'"],
  ['me:canary@host', 'another text'],
])('createClient refuses the baseUrl %j, and says what came and what to give', (given, came) => {
  const baseUrl = given as string
  expect(() => createClient({ baseUrl })).toThrow(
    new TypeError(`baseUrl must be an http(s) address, such as 'https://api.example.com', not ${came}`),
  )
})

test.each(['http://user:canary@127.0.0.1', 'http://user:canary', '//host'])(
  'createClient refuses the baseUrl %j without quoting a password',
  (baseUrl) => {
    expect(() => createClient({ baseUrl })).toThrow(TypeError)
    expect(() => createClient({ baseUrl })).not.toThrow(/canary/)
  },
)

test.each(['', '127.0.0.1:6601', 'api.example.test', 'localhost:6601', 'httpx://host', undefined, null])(
  'on a page, the baseUrl %j does not become a path of the page',
  (baseUrl) => {
    vi.stubGlobal('location', { href: 'https://app.example.test/sign-up/' })
    onTestFinished(() => {
      vi.unstubAllGlobals()
    })
    expect(() => createClient({ baseUrl: baseUrl as string })).toThrow(/^baseUrl must be/)
  },
)

const wrongOptions: readonly (readonly [string, unknown])[] = [
  ['timeout', 0],
  ['timeout', Number.NaN],
  ['timeout', -1],
  ['timeout', '1000'],
  ['timeout', null],
  ['headers', new Headers({ a: 'b' })],
  ['headers', new Map([['a', 'b']])],
  ['headers', 'a: b'],
  ['fetch', 'canary'],
  ['signal', {}],
]

const wrongOptionsOfClients: typeof wrongOptions = [
  ...wrongOptions,
  ['uploadTimeout', 0],
  ['maxReplyBytes', -1],
  ['onReply', 'canary'],
  ['requestIdHeader', 5],
  ['logger', {}],
  ['dialect', 'canary'],
]

test.each(wrongOptionsOfClients)('createClient names the option %s if it is %j', (name, value) => {
  expect(() => createClient({ baseUrl: 'http://127.0.0.1:9', [name]: value })).toThrow(
    new RegExp(`^${name} must be (?!.*canary)`),
  )
})

test.each([
  [{ linking: 'cookies' }, "dialect.linking must be 'cookie' or 'userId'"],
  [{ body: 'xml' }, "dialect.body must be 'form' or 'json'"],
  [{ codeDelivery: true }, "dialect.codeDelivery must be 'response' or 'sms'"],
])('createClient names the part of the dialect that is wrong in %j', (dialect, message) => {
  expect(() => createClient({ baseUrl: 'http://127.0.0.1:9', dialect: dialect as never })).toThrow(message)
})

const wrongOptionsOfCalls: typeof wrongOptions = [...wrongOptions, ['onProgress', 1]]

test.each(wrongOptionsOfCalls)('a call names its option %s if it is %j', async (name, value) => {
  const { baseUrl, received } = await serve((_, response) => json(response, good))
  expect(await createClient({ baseUrl }).sendCode({ userId }, { [name]: value })).toMatchObject({
    kind: 'invalid-request',
    issues: [{ field: `options.${name}`, code: 'options.value' }],
  })
  expect(received).toEqual([])
})

test.each([
  ['mes on a failure (E01)', 'sendCode', { result: '0002', mes: null }, { kind: 'refused', result: '0002' }],
  ['mes on a success is no message', 'sendCode', { result: '0000', mes: '1234' }, { kind: 'malformed', at: 'message' }],
  ['an absent message (E02)', 'verifyCode', { result: '0000' }, { kind: 'ok', message: null }],
  ['a message where the document says None', 'verifyCode', { result: '0004', message: 'no' }, { kind: 'malformed' }],
  [
    'a message with a failed upload (E27)',
    'uploadAvatar',
    { result: '0006', message: 'disk full' },
    { kind: 'refused', message: null },
  ],
  ['a relative path', 'uploadAvatar', { result: '0000', message: 'a/b.png' }, { kind: 'malformed', at: 'message' }],
  ['a Windows path', 'uploadAvatar', { result: '0000', message: 'C:\\a\\b.png' }, { kind: 'ok' }],
  ['a URL as path', 'uploadAvatar', { result: '0000', message: 'https://example.com/a.png' }, { kind: 'ok' }],
  ['an upload without a path', 'uploadAvatar', { result: '0000', message: null }, { kind: 'malformed', at: 'message' }],
  ['a code of five digits', 'sendCode', { result: '0000', message: '12345' }, { kind: 'malformed', at: 'message' }],
  ['an empty token', 'login', { result: '0000', message: '' }, { kind: 'malformed', at: 'message' }],
] as const)('%s', async (_, id, reply, expected) => {
  const api = createClient({ baseUrl: 'http://127.0.0.1:9', fetch: async () => Response.json(reply) })
  const call = {
    sendCode: () => api.sendCode({ userId }),
    verifyCode: () => api.verifyCode({ code_v: '1234', code: '1234' }),
    uploadAvatar: () => api.uploadAvatar({ img: new Blob(['x']) }),
    login: () => api.login({ userId, password: 'abcd1234' }),
  }[id]
  expect(await call()).toMatchObject(expected)
})
