import { once } from 'node:events'
import { createConnection } from 'node:net'
import { createReferenceBackend, type ReferenceOptions } from 'phone-auth-kit/reference'
import { listen } from 'phone-auth-kit/server'
import { expect, onTestFinished, test, vi } from 'vitest'
import { endpointIds, resultsOf } from '../../../src/contract/endpoints.ts'
import fc from '../../harness/fast-check.ts'
import { Visitor } from '../visitor.ts'

// Bounds a test that hangs; a slow machine may take its time.
vi.setConfig({ testTimeout: 60_000 })

async function serve(options: ReferenceOptions) {
  const listener = await listen(createReferenceBackend({ hashCost: 1, serveInbox: true, ...options }))
  onTestFinished(() => listener.close())
  return listener
}

const phone = fc.constantFrom('13800138000', '13900139000', '13700137000')
const word = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('', '1', '0000', '1234', 'abcd1234', 'None', '../..', '\0', '小明😀', '%') },
  fc.string({ unit: 'binary', maxLength: 20 }),
  phone,
)
const name = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('userId', 'code', 'code_v', 'register', 'password', 'gender', 'headImage') },
  fc.constantFrom('nickname', 'img', '__proto__', 'constructor', ''),
  word,
)
const fields = fc.array(fc.tuple(name, word), { maxLength: 8 })

const multipart = fc.array(fc.tuple(name, fc.option(word), fc.uint8Array({ maxLength: 200 })), { maxLength: 4 })
const pieces = fc.array(
  fc.oneof(fc.constantFrom('--X', '\r\n', '--', 'Content-Disposition: form-data; name="img"; filename="a"', ':'), word),
  { maxLength: 12 },
)

/** A body and its content type. */
const body = fc.oneof(
  fields.map((pairs) => ({ type: 'application/x-www-form-urlencoded', body: new URLSearchParams(pairs).toString() })),
  fc.json().map((text) => ({ type: 'application/json', body: text })),
  fields.map((pairs) => ({ type: 'application/json; charset=utf-8', body: JSON.stringify(Object.fromEntries(pairs)) })),
  multipart.map((parts) => {
    const form = new FormData()
    for (const [field, filename, bytes] of parts) {
      if (filename === null) form.append(field, String(bytes))
      else form.append(field, new Blob([Uint8Array.from(bytes)]), filename)
    }
    return { type: undefined, body: form }
  }),
  pieces.map((texts) => ({ type: 'multipart/form-data; boundary=X', body: texts.join('') })),
  fc
    .tuple(fc.constantFrom('text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', ';;='), word)
    .map(([type, text]) => ({ type, body: text })),
)

const request = fc.record({
  method: fc.constantFrom('GET', 'POST', 'POST', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD'),
  path: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('/register', '/log', '/upload') },
    fc.constantFrom('/inbox', '/inbox.json', '/uploads/x', '/', '/uploads/..%2f..', '/%', '//', '/__proto__'),
  ),
  query: fields,
  cookie: fc.constantFrom('', 'phone-auth-session=', 'phone-auth-session=x; phone-auth-session=y', '=;=', ';;;'),
  origin: fc.constantFrom('', 'null', 'http://localhost:5173'),
  body,
})

const documentedCodes = new Set<string>(endpointIds.flatMap(resultsOf))

test.each<[string, ReferenceOptions]>([
  ['the document itself', {}],
  ['every declared difference', { dialect: { linking: 'userId', body: 'json', codeDelivery: 'sms' }, anyBody: true }],
  ['images checked, uploads served, any phone', { checkImages: true, pathStyle: 'url', phones: 'anything' }],
])('random requests get no 5xx and no broken connection: %s', async (_what, options) => {
  const { url } = await serve(options)
  const visitor = new Visitor(url)
  await fc.assert(
    fc.asyncProperty(request, async ({ method, path, query, cookie, origin, body: { type, body: sent } }) => {
      const headers = new Headers()
      if (type !== undefined) headers.set('content-type', type)
      if (cookie) headers.set('cookie', cookie)
      else if (visitor.cookie) headers.set('cookie', visitor.cookie)
      if (origin) headers.set('origin', origin)
      const mayHaveBody = method !== 'GET' && method !== 'HEAD'
      const address = `${url}${path}?${new URLSearchParams(query)}`
      const response = await fetch(address, { method, headers, ...(mayHaveBody && { body: sent }) })
      expect(response.status).toBeLessThan(500)
      const text = await response.text()
      const isCall =
        (path === '/register' && method === 'GET') || (/^\/(register|log|upload)$/.test(path) && method === 'POST')
      if (!isCall) return
      const envelope = JSON.parse(text)
      expect(Object.keys(envelope)).toEqual(['result', 'message'])
      expect(documentedCodes).toContain(envelope.result)
    }),
    { numRuns: 300 },
  )
  expect((await fetch(`${url}/register?userId=13600136000`)).status).toBe(200)
})

test('random bytes on the socket do not affect other requests', async () => {
  const { url, port } = await serve({})
  const start = fc.constantFrom(
    '',
    'GET /register?userId=',
    'POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n',
  )
  const bytes = fc.tuple(start, fc.uint8Array({ maxLength: 200 }), fc.constantFrom('', '\r\n\r\n'))
  await fc.assert(
    fc.asyncProperty(bytes, async ([head, middle, end]) => {
      const socket = createConnection(port, '127.0.0.1')
      socket.on('error', () => {})
      const closed = once(socket, 'close')
      socket.resume()
      socket.end(Buffer.concat([Buffer.from(head), middle, Buffer.from(end)]))
      await closed
    }),
    { numRuns: 100 },
  )
  expect(await new Visitor(url).sendCode('13600136000')).toMatchObject({ result: '0000' })
})
