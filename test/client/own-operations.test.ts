import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import {
  type ClientOptions,
  createClient,
  defineOperation,
  failureOf,
  isPhoneAuthError,
  isRefused,
  type ReplyReport,
  type UploadProgress,
  userIdField,
} from 'phone-auth-kit'
import { describe, expect, onTestFinished, test } from 'vitest'
import * as z from 'zod'
import { changePassword, sendPapers } from './calls.ts'
import { json, type Received, serve } from './serve.ts'

const userId = '13800138000'
const right = { userId, code: '0123', password: 'abcd1234' }

async function backend(reply: unknown = { result: '0000' }, headers: Record<string, string> = {}) {
  const { baseUrl, received } = await serve((_, response) => json(response, reply, headers))
  return { received, client: (options: Partial<ClientOptions> = {}) => createClient({ baseUrl, ...options }) }
}

const formOf = ({ body, headers }: Received): Promise<FormData> =>
  new Response(new Uint8Array(body), { headers: { 'content-type': headers['content-type'] ?? '' } }).formData()

/** The text fields and the files of a multipart body. */
async function partsOf(received: Received): Promise<Record<string, string>> {
  const parts: Record<string, string> = {}
  for (const [name, value] of await formOf(received))
    parts[name] = typeof value === 'string' ? value : `${value.name} ${value.type} ${await value.text()}`
  return parts
}

describe('the request', () => {
  test('is a form, or JSON by the dialect, with only the fields of the definition', async () => {
    const { client, received } = await backend()
    const request = { ...right, isAdmin: 'yes' }
    await client().call(changePassword, request).orThrow()
    await client({ dialect: { body: 'json' } })
      .call(changePassword, request)
      .orThrow()
    expect(received.map(({ method, url, headers, body }) => [method, url, headers['content-type'], `${body}`])).toEqual(
      [
        [
          'POST',
          '/password',
          'application/x-www-form-urlencoded;charset=UTF-8',
          `userId=${userId}&code=0123&password=abcd1234`,
        ],
        ['POST', '/password', 'application/json', JSON.stringify(right)],
      ],
    )
  })

  test('is a query, with the fixed fields and without those left out', async () => {
    const profile = defineOperation({
      id: 'profile',
      method: 'GET',
      path: '/people/profile',
      encoding: 'query',
      fields: { userId: userIdField, fields: z.array(z.string()).transform(String) },
      optional: ['fields'],
      fixed: { version: '2' },
      failures: ['0007'],
    })
    const { client, received } = await backend()
    await client()
      .call(profile, { userId, fields: ['nickname', 'gender'] })
      .orThrow()
    await client().call(profile, { userId, fields: undefined }).orThrow()
    expect(received.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `GET /people/profile?userId=${userId}&fields=nickname%2Cgender&version=2`,
      `GET /people/profile?userId=${userId}&version=2`,
    ])
  })

  test('is a multipart body of text fields and files', async () => {
    const { client, received } = await backend()
    const back = new File(['back'], '背面.jpg', { type: 'image/jpeg' })
    await client()
      .call(sendPapers, { userId, front: { bytes: Buffer.from('front'), name: 'a"b.png' }, back })
      .orThrow()
    await client()
      .call(sendPapers, { userId, front: new Blob(['front'], { type: 'image/png' }) })
      .orThrow()
    expect(await Promise.all(received.map(partsOf))).toEqual([
      { userId, front: 'a"b.png application/octet-stream front', back: '背面.jpg image/jpeg back' },
      { userId, front: 'avatar.png image/png front' },
    ])
  })

  test('is streamed if a file is a stream, with its length and with progress', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'phone-auth-kit-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const path = join(folder, 'front.png')
    await writeFile(path, 'front')
    const { client, received } = await backend()
    const told: UploadProgress[] = []
    const streamed = { stream: Readable.from([Buffer.from('ba'), Buffer.from('ck')]), name: 'back.jpg', length: 4 }
    await client()
      .call(sendPapers, { userId, front: { path }, back: streamed }, { onProgress: (progress) => told.push(progress) })
      .orThrow()
    const [only] = received as [Received]
    expect(await partsOf(only)).toEqual({
      userId,
      front: 'front.png image/png front',
      back: 'back.jpg image/jpeg back',
    })
    expect(only.headers['content-length']).toBe(String(only.body.length))
    expect(told.at(-1)).toEqual({ known: true, sentBytes: only.body.length, totalBytes: only.body.length })
  })

  test('carries the session, or the phone number if the dialect links by it', async () => {
    const whoAmI = defineOperation({
      id: 'whoAmI',
      method: 'POST',
      path: '/me',
      encoding: 'body',
      fields: {},
      linked: true,
      failures: ['1002'],
    })
    const { client, received } = await backend({ result: '0000', message: null }, { 'set-cookie': 'sid=1' })
    const api = client()
    await api.call(changePassword, right).orThrow()
    await api.call(whoAmI).orThrow()
    const linked = createClient({
      baseUrl: api.session.export().origin,
      dialect: { linking: 'userId' },
    })
    await linked.call(whoAmI, { userId }).orThrow()
    expect(received.map(({ headers, body }) => [headers.cookie, `${body}`])).toEqual([
      [undefined, expect.any(String)],
      ['sid=1', ''],
      [undefined, `userId=${userId}`],
    ])
  })
})

describe('a request that breaks a rule of the definition is not sent', () => {
  const asynchronous = z.string().refine(async () => true)
  const odd = defineOperation({
    id: 'odd',
    method: 'POST',
    path: '/odd',
    encoding: 'multipart',
    fields: { nickname: z.string('昵称须为文本').max(3, '昵称过长'), later: asynchronous },
    files: ['photo'],
    optional: ['nickname', 'later'],
    failures: [],
  })

  test.each<[object | null, readonly { field: string; code: string }[]]>([
    [{ photo: new Blob(), nickname: '小明明明' }, [{ field: 'nickname', code: '昵称过长' }]],
    [{ photo: new Blob(), nickname: 5 }, [{ field: 'nickname', code: '昵称须为文本' }]],
    [{ photo: new Blob(), later: 'x' }, [{ field: 'later', code: 'field.schema' }]],
    [{}, [{ field: 'photo', code: 'img.type' }]],
    [{ photo: 'me.png' }, [{ field: 'photo', code: 'img.type' }]],
    [
      null,
      [
        { field: '', code: 'request.type' },
        { field: 'photo', code: 'img.type' },
      ],
    ],
  ])('%o', async (request, issues) => {
    const { client, received } = await backend()
    const outcome = await client().call(odd, request as { photo: Blob })
    expect(outcome).toMatchObject({ ok: false, kind: 'invalid-request', issues, meta: { endpoint: 'odd' } })
    expect(received).toEqual([])
  })

  test('a file that cannot be read is reported with its field', async () => {
    const { client } = await backend()
    const outcome = await client().call(sendPapers, {
      userId,
      front: new Blob(['x']),
      back: { path: '/nowhere/x.png' },
    })
    expect(outcome).toMatchObject({
      kind: 'invalid-request',
      issues: [{ field: 'back', code: 'img.unreadable' }],
      reason: 'back could not be read completely: ENOENT',
    })
  })
})

describe('the reply is judged by the definition', () => {
  const token = defineOperation({
    id: 'renew',
    method: 'POST',
    path: '/renew',
    encoding: 'body',
    fields: {},
    message: z.string().regex(/^t-/),
    failures: ['1003'],
  })
  const maybe = defineOperation({
    id: 'hint',
    method: 'POST',
    path: '/hint',
    encoding: 'body',
    fields: {},
    message: z.nullish(z.string().transform((text) => text.toUpperCase())),
    failures: [],
  })

  test.each<[unknown, object]>([
    [{ result: '1001' }, { ok: false, kind: 'refused', result: '1001', message: null }],
    [
      { result: '0004', mes: null },
      { ok: false, kind: 'refused', result: '0004' },
    ],
    [
      { result: '0008' },
      { ok: false, kind: 'undocumented', result: '0008', reason: '0008 is not a result code of changePassword' },
    ],
    [
      { result: '0000', message: 'x' },
      { ok: false, kind: 'malformed', at: 'message' },
    ],
    [
      { result: '1001', message: '旧密码' },
      { ok: false, kind: 'malformed', at: 'message' },
    ],
    [{ result: 1001 }, { ok: false, kind: 'malformed', at: 'result' }],
  ])('%o', async (reply, outcome) => {
    const { client } = await backend(reply)
    expect(await client().call(changePassword, right)).toMatchObject({
      ...outcome,
      meta: { endpoint: 'changePassword' },
    })
  })

  test.each<[unknown, object]>([
    [
      { result: '0000', message: 't-1' },
      { ok: true, message: 't-1' },
    ],
    [
      { result: '0000', message: '1' },
      { ok: false, kind: 'malformed', at: 'message' },
    ],
    [{ result: '0000' }, { ok: false, kind: 'malformed', at: 'message' }],
    [
      { result: '1003', message: null },
      { ok: false, kind: 'refused', result: '1003' },
    ],
  ])('with a promised message: %o', async (reply, outcome) => {
    const { client } = await backend(reply)
    expect(await client().call(token)).toMatchObject(outcome)
  })

  test.each<[unknown, string | null]>([
    [{ result: '0000' }, null],
    [{ result: '0000', message: null }, null],
    [{ result: '0000', message: 'a' }, 'A'],
  ])('with a message that may be missing, as its schema returns it: %o', async (reply, message) => {
    const { client } = await backend(reply)
    expect((await client().call(maybe).orThrow()).message).toBe(message)
  })
})

test('a thrown refusal is recognised by its operation', async () => {
  const { client } = await backend({ result: '1001' })
  const error: unknown = await client()
    .call(changePassword, right)
    .orThrow()
    .catch((thrown: unknown) => thrown)
  expect(isPhoneAuthError(error, 'refused') && error.endpoint).toBe('changePassword')
  expect(String(error)).toBe('PhoneAuthError: changePassword: refused with 1001')
  for (const value of [error, JSON.parse(JSON.stringify(error)), failureOf(error)]) {
    expect(isRefused(value)).toBe(true)
    expect(isRefused(value, changePassword)).toBe(true)
    expect(isRefused(value, changePassword, '0004', '1001')).toBe(true)
    expect(isRefused(value, changePassword, '0004')).toBe(false)
    expect(isRefused(value, sendPapers)).toBe(false)
    expect(failureOf(value, changePassword)).toMatchObject({ kind: 'refused', result: '1001' })
    expect(failureOf(value, sendPapers)).toBeUndefined()
  }
})

test('hooks are called for it, and files get the timeout of uploads', async () => {
  const { client } = await backend()
  const told: ReplyReport[] = []
  const api = client({ onReply: (report) => told.push(report), timeout: 10_000, uploadTimeout: 1 })
  await api.call(changePassword, right)
  const never = (): Promise<Response> => new Promise(() => {})
  const late = await api.call(
    sendPapers,
    { userId, front: new Blob(['12345']), back: new Blob(['678']) },
    { fetch: never },
  )
  expect(late).toMatchObject({ kind: 'timeout', timeoutMs: 1 })
  expect(told).toMatchObject([
    { endpoint: 'changePassword', method: 'POST', path: '/password', kind: 'ok', result: '0000', status: 200 },
    { endpoint: 'sendPapers', kind: 'timeout', requestBody: { type: 'multipart/form-data', bytes: 8 } },
  ])
})
