import { setupServer } from 'msw/node'
import { codeField, defineOperation, newPasswordField, type OperationDefinition, userIdField } from 'phone-auth-kit'
import { mswHandlers } from 'phone-auth-kit/msw'
import {
  answers,
  createReferenceBackend,
  type LoggedExchange,
  type OperationAnswer,
  type OperationCall,
  type ReferenceBackend,
  type ReferenceOptions,
} from 'phone-auth-kit/reference'
import { listen } from 'phone-auth-kit/server'
import { describe, expect, onTestFinished, test } from 'vitest'
import { png } from '../image.ts'
import { Visitor } from '../visitor.ts'

const phone = '13800138000'
const people = [{ userId: phone, password: 'abcd1234' }]

const sendResetCode = defineOperation({
  id: 'sendResetCode',
  method: 'GET',
  path: '/reset',
  encoding: 'query',
  fields: { userId: userIdField },
  failures: ['0007'],
})

const resetPassword = defineOperation({
  id: 'resetPassword',
  method: 'POST',
  path: '/reset',
  encoding: 'body',
  fields: { userId: userIdField, code: codeField, password: newPasswordField },
  failures: ['0004', '1001'],
})

const resetting = [
  answers(sendResetCode, async ({ fields: { userId }, store, sendCode }) => {
    if (!userId || !(await store.person(userId))) return { result: '0007', reason: 'the phone is not registered' }
    await sendCode(userId)
    return { result: '0000' }
  }),
  answers(resetPassword, async ({ fields: { userId, code, password }, session, ...call }) => {
    if (!userId || !code || !password) return { result: '0004', reason: 'a field is missing or invalid' }
    if ((await session())?.userId !== userId) return { result: '1001', reason: 'no code was sent to this phone' }
    if ((await call.verifyCode(code)) !== '0000') return { result: '0004', reason: 'wrong code' }
    const passwordHash = await call.hashPassword(password)
    const known = await call.store.updatePerson(userId, (person) => ({
      person: person && { ...person, passwordHash },
      result: person !== undefined,
    }))
    return known ? { result: '0000', reason: 'the password is changed' } : { result: '1001' }
  }),
] as const

const adapters: Record<string, (backend: ReferenceBackend, basePath?: string) => Promise<() => Visitor>> = {
  'the listener': async (backend, basePath = '') => {
    const listener = await listen(backend)
    onTestFinished(() => listener.close())
    return () => new Visitor(`${listener.url}${basePath}`)
  },
  'the MSW handlers': async (backend, basePath = '') => {
    const server = setupServer(...mswHandlers(backend))
    server.listen({ onUnhandledFrame: 'error' })
    onTestFinished(() => server.close())
    return () => new Visitor(`http://api.example${basePath}`)
  },
  'the plain fetch':
    async (backend, basePath = '') =>
    () =>
      new Visitor(`http://api.example${basePath}`, backend.fetch),
}

async function get(visitor: Visitor, path: string): Promise<unknown> {
  return (await visitor.request(path)).json()
}

describe.each(Object.entries(adapters))('on %s', (_name, open) => {
  test.each(['', '/api/v1'])('own operations share state and session with the five, below "%s"', async (basePath) => {
    const backend = createReferenceBackend({ hashCost: 10, people, operations: resetting, basePath })
    const visit = await open(backend, basePath)
    const visitor = visit()
    expect(await get(visitor, '/reset?userId=13900139000')).toEqual({ result: '0007', message: null })
    expect(await get(visitor, `/reset?userId=${phone}`)).toEqual({ result: '0000', message: null })
    const code = backend.inbox.last(phone)?.code ?? ''
    const fields = { userId: phone, code: code === '1111' ? '2222' : '1111', password: 'changed1234' }
    expect(await visitor.post('/reset', fields)).toMatchObject({ status: 200, result: '0004', message: null })
    expect(await visitor.post('/reset', { ...fields, code })).toMatchObject({ result: '0000', message: null })
    expect(await visitor.login(phone, 'abcd1234')).toMatchObject({ result: '0008' })
    expect(await visitor.login(phone, 'changed1234')).toMatchObject({ result: '0000' })
    expect(await visit().post('/reset', { ...fields, code })).toMatchObject({ result: '1001' })
  })

  test('HEAD, OPTIONS and other methods are answered as for the five', async () => {
    const backend = createReferenceBackend({ people, operations: resetting })
    const visitor = (await open(backend))()
    const head = await visitor.request(`/reset?userId=${phone}`, { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
    expect(backend.inbox.list()).toEqual([])
    const wrongMethod = await visitor.request('/reset', { method: 'DELETE' })
    expect([wrongMethod.status, wrongMethod.headers.get('allow')]).toEqual([405, 'GET, POST, HEAD, OPTIONS'])
  })

  test('a result of an own operation can be forced', async () => {
    const backend = createReferenceBackend({ operations: resetting })
    const visitor = (await open(backend))()
    backend.force('resetPassword', '1001', { times: 1 })
    backend.force('sendResetCode', 'drop', { times: 1 })
    expect(await visitor.post('/reset', {})).toMatchObject({ result: '1001', message: null })
    expect(await visitor.post('/reset', {})).toMatchObject({ result: '0004', message: null })
    await expect(visitor.request('/reset')).rejects.toThrow(TypeError)
  })
})

test('a preflight request is answered with the methods of an own path', async () => {
  const { fetch } = createReferenceBackend({ operations: resetting })
  const headers = { origin: 'http://localhost:5173', 'access-control-request-method': 'POST' }
  const response = await fetch('http://api.example/reset', { method: 'OPTIONS', headers })
  expect(response.status).toBe(204)
  expect(response.headers.get('access-control-allow-methods')).toBe('GET, POST, HEAD, OPTIONS')
  expect(response.headers.get('access-control-allow-origin')).toBe('http://localhost:5173')
})

test('the answer to an unknown path lists the own paths, too', async () => {
  const { fetch } = createReferenceBackend({ operations: resetting })
  expect(await (await fetch('http://api.example/nothing')).text()).toContain('/register, /upload, /log, /reset')
})

test('the log has a masked line for each request to an own operation', async () => {
  const exchanges: LoggedExchange[] = []
  const onExchange = (exchange: LoggedExchange) => exchanges.push(exchange)
  const backend = createReferenceBackend({ hashCost: 10, people, operations: resetting, onExchange })
  const visitor = new Visitor('http://api.example', backend.fetch)
  await get(visitor, `/reset?userId=${phone}`)
  const code = backend.inbox.last(phone)?.code ?? ''
  await visitor.post('/reset', { userId: phone, code, password: 'changed1234' })
  await visitor.post('/reset', { code, password: 'changed1234' })
  expect(exchanges.map(({ at: _at, durationMs: _durationMs, ...line }) => line)).toEqual([
    {
      method: 'GET',
      path: '/reset',
      endpoint: 'sendResetCode',
      userId: '138****8000',
      status: 200,
      result: '0000',
      reason: null,
    },
    {
      method: 'POST',
      path: '/reset',
      endpoint: 'resetPassword',
      userId: '138****8000',
      status: 200,
      result: '0000',
      reason: 'the password is changed',
    },
    {
      method: 'POST',
      path: '/reset',
      endpoint: 'resetPassword',
      userId: null,
      status: 200,
      result: '0004',
      reason: 'a field is missing or invalid',
    },
  ])
  const text = JSON.stringify(exchanges)
  for (const secret of [phone, 'changed1234', visitor.cookie.split('=')[1] ?? '']) expect(text).not.toContain(secret)
})

/** A backend with one operation, `POST /own`, whose rule the test gives. */
function openOwn<const Failures extends readonly string[]>(
  failures: Failures,
  rule: (call: OperationCall) => OperationAnswer | Promise<OperationAnswer>,
  options: ReferenceOptions = {},
) {
  const exchanges: LoggedExchange[] = []
  const fields = { userId: userIdField, nickname: codeField }
  const own = defineOperation({
    id: 'own',
    method: 'POST',
    path: '/own',
    encoding: 'body',
    fields,
    optional: ['nickname'],
    failures,
  })
  const onExchange = (exchange: LoggedExchange) => exchanges.push(exchange)
  const backend = createReferenceBackend({ hashCost: 10, ...options, operations: [answers(own, rule)], onExchange })
  return { backend, exchanges, visitor: new Visitor('http://api.example', backend.fetch) }
}

describe('a rule', () => {
  test('gets valid fields as their schemas return them, and all fields as they were sent', async () => {
    const calls: unknown[] = []
    const { visitor } = openOwn(['0004'], ({ fields, sent }) => {
      calls.push([fields, Object.fromEntries(sent)])
      return { result: '0000' }
    })
    await visitor.post('/own', { userId: phone, nickname: '12345', more: 'x' })
    await visitor.post('/own', { nickname: '1234' })
    expect(calls).toEqual([
      [
        { userId: phone, nickname: undefined },
        { userId: phone, nickname: '12345', more: 'x' },
      ],
      [{ userId: undefined, nickname: '1234' }, { nickname: '1234' }],
    ])
  })

  test('is not called for a missing required field where missingParameter is badRequest', async () => {
    let calls = 0
    const rule = (): OperationAnswer => {
      calls += 1
      return { result: '0000' }
    }
    const { visitor, exchanges } = openOwn(['0004'], rule, { missingParameter: 'badRequest' })
    for (const fields of [{}, { userId: '' }]) {
      const response = await visitor.request('/own', { method: 'POST', body: new URLSearchParams(fields) })
      expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('parameter is missing')])
    }
    expect(await visitor.post('/own', { userId: phone })).toMatchObject({ result: '0000' })
    expect(calls).toBe(1)
    expect(exchanges[0]).toMatchObject({ status: 400, result: null, reason: 'userId is missing' })
  })

  test('reads and changes the session of the visitor, and cannot exchange it for another', async () => {
    const { visitor } = openOwn(['0004'], async ({ sent, session, updateSession }) => {
      const id = sent.get('id')
      const before = await session()
      const code = await updateSession((current) => ({
        session: { ...current, id: id ?? current.id, verified: true },
        result: current.code,
      }))
      return { result: '0000', reason: `${before?.verified} ${code === before?.code}` }
    })
    expect(await visitor.post('/own', { userId: phone })).toMatchObject({ result: '0000' })
    expect(await visitor.complete('abcd1234')).toMatchObject({ result: '0006' })
    await visitor.sendCode(phone)
    expect(await visitor.post('/own', { id: 'chosen' })).toMatchObject({ status: 500, result: '0004' })
    await visitor.post('/own', { userId: phone })
    expect(await visitor.complete('abcd1234')).toMatchObject({ result: '0000' })
  })

  test('keeps the session of the visitor after it sent and verified a code', async () => {
    const { visitor } = openOwn(['0004'], async ({ session, updateSession, sendCode, verifyCode }) => {
      const code = await sendCode(phone)
      const sent = await session()
      const result = await verifyCode(code)
      const verified = await session()
      const id = await updateSession((current) => ({ session: current, result: current.id }))
      const isRenewed = sent !== undefined && sent.id !== verified?.id && verified?.id === id
      return { result: result === '0000' && verified?.verified && isRenewed ? '0000' : '0004' }
    })
    expect(await visitor.post('/own', { userId: phone })).toMatchObject({ result: '0000' })
    expect(await visitor.complete('abcd1234')).toMatchObject({ result: '0000' })
  })

  test('draws from the seed, reads the clock and checks passwords', async () => {
    const seen: unknown[] = []
    const open = () =>
      openOwn(
        ['0004'],
        async ({ store, random, now, isRightPassword }) => {
          const person = await store.person(phone)
          if (!person) return { result: '0004' }
          const checks = [await isRightPassword('abcd1234', person), await isRightPassword('abcd1235', person)]
          seen.push([[...random(4)], now(), checks])
          return { result: '0000' }
        },
        { seed: 7, now: () => 1234, people },
      )
    for (const { visitor } of [open(), open()])
      expect(await visitor.post('/own', { userId: phone })).toMatchObject({ result: '0000' })
    expect(seen[0]).toEqual([expect.any(Array), 1234, [true, false]])
    expect(seen[1]).toEqual(seen[0])
  })

  test.each([
    ['throws', 'RangeError', () => Promise.reject(new RangeError(`no ${phone}`))],
    ['returns an unknown result', 'TypeError UNDOCUMENTED_RESULT', () => ({ result: '9999' })],
    ['returns a status without a body', 'TypeError INVALID_STATUS', () => ({ result: '0000' as const, status: 204 })],
  ])('that %s gets status 500, and the log says so', async (_what, reason, rule) => {
    const { visitor, exchanges } = openOwn(['0004', '1001'], rule)
    expect(await visitor.post('/own', { userId: phone })).toMatchObject({ status: 500, result: '0004', message: null })
    expect(exchanges.map((exchange) => exchange.reason)).toEqual([`the backend failed: ${reason}`])
    expect(JSON.stringify(exchanges)).not.toContain(phone)
  })
})

describe('a request that cannot be read', () => {
  const post = (visitor: Visitor, body: BodyInit) => visitor.request('/own', { method: 'POST', body })

  test('gets the first failure of the operation, or the refusal that is given', async () => {
    const { visitor } = openOwn(['1001', '1002'], () => ({ result: '0000' }))
    expect(await (await post(visitor, 'text')).json()).toEqual({ result: '1001', message: null })
    const tooLong = await post(visitor, new URLSearchParams({ userId: 'x'.repeat(5000) }))
    expect([tooLong.status, await tooLong.json()]).toEqual([413, { result: '1001', message: null }])

    const other = answers(resetPassword, () => ({ result: '0000' }), { refusal: '1001' })
    const { fetch } = createReferenceBackend({ operations: [other] })
    const response = await fetch('http://api.example/reset', { method: 'POST', body: 'text' })
    expect(await response.json()).toEqual({ result: '1001', message: null })
  })

  test('gets a bare status where the operation has no failures', async () => {
    const { visitor } = openOwn([], () => ({ result: '0000' }))
    expect((await post(visitor, 'text')).status).toBe(400)
    expect((await post(visitor, new URLSearchParams({ userId: 'x'.repeat(5000) }))).status).toBe(413)
    expect(await visitor.post('/own', {})).toMatchObject({ status: 200, result: '0000' })
  })
})

test('statuses apply to own operations, and a rule can override them', async () => {
  const operations = [
    answers(resetPassword, ({ sent }) => ({ result: '1001', ...(sent.has('now') && { status: 503 }) })),
  ] as const
  const backend = createReferenceBackend({ operations, statuses: { resetPassword: { '1001': 409 } } })
  const visitor = new Visitor('http://api.example', backend.fetch)
  expect(await visitor.post('/reset', {})).toMatchObject({ status: 409, result: '1001' })
  expect(await visitor.post('/reset', { now: '1' })).toMatchObject({ status: 503, result: '1001' })
})

test('own operations follow the dialect: JSON bodies and linking by userId', async () => {
  const dialect = { body: 'json', linking: 'userId' } as const
  const backend = createReferenceBackend({ hashCost: 10, people, operations: resetting, dialect })
  const visitor = new Visitor('http://api.example', backend.fetch)
  await get(visitor, `/reset?userId=${phone}`)
  expect(visitor.cookie).toBe('')
  const fields = { userId: phone, code: backend.inbox.last(phone)?.code, password: 'changed1234' }
  const headers = { 'content-type': 'application/json' }
  const response = await visitor.request('/reset', { method: 'POST', headers, body: JSON.stringify(fields) })
  expect(await response.json()).toEqual({ result: '0000', message: null })
})

describe('files', () => {
  const addPhoto = defineOperation({
    id: 'addPhoto',
    method: 'POST',
    path: '/photo',
    encoding: 'multipart',
    fields: { userId: userIdField },
    files: ['front', 'back'],
    optional: ['back'],
    message: { '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: String(value) }) } },
    failures: ['0006'],
  })
  const operations = [
    answers(addPhoto, async ({ fields: { userId }, files: { front, back }, storeFile }) => {
      if (!userId || !front) return { result: '0006', reason: 'a field is missing' }
      return { result: '0000', message: `${await storeFile(front)} ${front.filename} ${back?.type}` }
    }),
  ] as const
  const upload = async (backend: ReferenceBackend, files: Record<string, Blob>) => {
    const body = new FormData()
    body.append('userId', phone)
    for (const [name, file] of Object.entries(files)) body.append(name, file, `${name}.png`)
    const response = await backend.fetch('http://api.example/photo', { method: 'POST', body })
    return [response.status, await response.json()]
  }

  test('reach the rule by their field, and are stored as those of uploadAvatar', async () => {
    const backend = createReferenceBackend({ operations, pathStyle: 'url' })
    const front = new Blob([png()])
    const [status, { result, message }] = await upload(backend, { front, back: new Blob(['x'], { type: 'text/x' }) })
    expect([status, result]).toEqual([200, '0000'])
    expect(message).toMatch(/^http:\/\/api\.example\/uploads\/[0-9a-f]{32}\.png front\.png text\/x$/)
    const served = await backend.fetch(message.split(' ')[0])
    expect(new Uint8Array(await served.arrayBuffer())).toEqual(png())
    expect(await upload(backend, {})).toEqual([200, { result: '0006', message: null }])
  })

  test('over the upload limit are refused with status 413', async () => {
    const backend = createReferenceBackend({ operations, uploadLimit: 1000 })
    const front = new Blob([new Uint8Array(1001)])
    expect(await upload(backend, { front })).toEqual([413, { result: '0006', message: null }])
  })

  test('a forced success needs the message that it promises', async () => {
    expect(() => createReferenceBackend({ operations }).force('addPhoto', '0000')).toThrow(
      'addPhoto promises a message with 0000: pass { forcedMessage } to answers() to force it',
    )
    const forcible = answers(addPhoto, () => ({ result: '0006' }), { forcedMessage: '/photos/front.png' })
    const backend = createReferenceBackend({ operations: [forcible] })
    backend.force('addPhoto', '0000')
    expect(await upload(backend, {})).toEqual([200, { result: '0000', message: '/photos/front.png' }])
  })
})

describe('operations that cannot be served throw at once', () => {
  // What defineOperation refuses by itself may still arrive from JavaScript.
  const raw = { ...resetPassword, id: 'raw', path: '/raw' }
  const backendOf = (operations: object[], options: ReferenceOptions = {}) =>
    createReferenceBackend({
      ...options,
      operations: operations.map((operation) => answers(operation as OperationDefinition, () => ({ result: '0000' }))),
    })

  test.each([
    ['an id of the document', [{ ...raw, id: 'login' }], 'the id login is taken by an operation of the document'],
    ['a route of the document', [{ ...raw, path: '/log' }], 'POST /log is taken by an operation of the document'],
    ['an id twice', [raw, { ...raw, path: '/other' }], 'the id raw is taken by the operation "raw"'],
    ['a route twice', [raw, { ...raw, id: 'other' }], 'POST /raw is taken by the operation "raw"'],
  ])('%s', (_what, operations, message) => {
    expect(() => backendOf(operations)).toThrow(TypeError)
    expect(() => backendOf(operations)).toThrow(message)
  })

  test('paths at which the backend serves inbox and uploads', () => {
    expect(() => backendOf([{ ...raw, path: '/inbox' }])).not.toThrow()
    expect(() => backendOf([{ ...raw, path: '/inbox' }], { serveInbox: true })).toThrow(
      new TypeError('the operation "raw": the backend serves /inbox itself'),
    )
    expect(() => backendOf([{ ...raw, path: '/uploads/x' }], { serveUploads: true })).toThrow(TypeError)
  })

  test('operations without a rule', () => {
    const operations = [raw] as object[] as []
    expect(() => createReferenceBackend({ operations })).toThrow('pass what answers(operation, rule) returns')
  })

  test('another method at a path of the document is served', async () => {
    const backend = backendOf([{ ...raw, method: 'GET', encoding: 'query', path: '/log' }])
    const visitor = new Visitor('http://api.example', backend.fetch)
    expect(await get(visitor, '/log')).toEqual({ result: '0000', message: null })
    expect(await visitor.login(phone, 'abcd1234')).toMatchObject({ result: '0007' })
  })
})
