import { describe, expect, test } from 'vitest'
import { createNodeWire } from '../../../src/http/node/node-wire.ts'
import { proxyFor } from '../../../src/http/node/proxy-for.ts'
import { authority, trusted } from './certificates.ts'
import { startProxy } from './proxy.ts'
import { ok, onRequest, type RawServer, rawServer, rawTlsServer } from './raw-server.ts'

const wire = createNodeWire({ tls: { ca: authority } })
/** Longer than any test waits: nothing goes out by itself. */
const long = 60_000
const soon = () => new Promise((resolve) => setTimeout(resolve, 20))
const answering = () => rawServer((socket) => onRequest(socket, () => socket.write(ok())))
const answeringSecurely = () => rawTlsServer(trusted, (socket) => onRequest(socket, () => socket.write(ok())))

/** What the one connection of a server has received, once so much is there. */
async function received(server: RawServer, length: number): Promise<string> {
  while ((server.received[0] ?? '').length < length) await soon()
  await soon()
  return server.received[0] ?? ''
}

const requests = [
  ['a GET', {}, 'GET / HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n'],
  [
    'a body',
    { method: 'POST', body: 'a=1' },
    'POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 3\r\nConnection: close\r\n\r\na=1',
  ],
  [
    'bytes',
    { method: 'POST', body: new Uint8Array([65, 66]) },
    'POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 2\r\nConnection: close\r\n\r\nAB',
  ],
  [
    'one byte',
    { method: 'POST', body: 'a' },
    'POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 1\r\nConnection: close\r\n\r\na',
  ],
  [
    'an empty body',
    { method: 'POST' },
    'POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
  ],
] as const

describe.each([
  ['http', answering],
  ['https', answeringSecurely],
])('over %s', (_, serve) => {
  test.each(requests)('%s is sent up to its last byte, which follows on release', async (_, request, text) => {
    const server = await serve()
    const whole = text.replace('HOST', new URL(server.url).host)
    const held = wire.hold({ url: server.url, ...request }, long)
    expect(await held.opened).toBe(true)
    await soon()
    expect(server.received.join('')).toBe('')
    await held.load()
    expect(held.isLoaded).toBe(true)
    expect(await received(server, whole.length - 1)).toBe(whole.slice(0, -1))
    held.release()
    expect(await held.outcome).toMatchObject({ kind: 'reply', status: 200, requestComplete: true })
    expect(server.received).toEqual([whole])
  })

  test('a request released before it is loaded is sent at once', async () => {
    const server = await serve()
    for (const isOpen of [true, false]) {
      const held = wire.hold({ url: server.url, method: 'POST', body: 'a' }, long)
      if (isOpen) await held.opened
      held.release()
      expect(await held.outcome).toMatchObject({ status: 200 })
    }
  })

  test('a last byte is held no longer than the limit', async () => {
    const server = await serve()
    const held = wire.hold({ url: server.url }, 10)
    await held.load()
    expect(await held.outcome).toMatchObject({ status: 200 })
  })

  test('requests are released together, in one tick', async () => {
    const server = await serve()
    const { outcomes, released } = await wire.sendTogether(
      Array.from({ length: 8 }, (_, index) => ({ url: `${server.url}/${index}`, method: 'POST', body: `a=${index}` })),
    )
    expect(outcomes.map(({ kind }) => kind)).toEqual(Array.from({ length: 8 }, () => 'reply'))
    expect(released).toBe(8)
    expect(server.received.map((text) => text.slice(-3))).toEqual(Array.from({ length: 8 }, (_, index) => `a=${index}`))
  })
})

test('no request is complete before the release', async () => {
  const begun = new Set<number>()
  const complete: number[] = []
  const server = await rawServer((socket, index) => {
    socket.once('data', () => begun.add(index))
    onRequest(socket, () => {
      complete.push(index)
      socket.write(ok(String(index)))
    })
  })
  const held = []
  for (let count = 0; count < 5; count++) {
    const each = wire.hold({ url: server.url, method: 'POST', body: 'abc' }, long)
    held.push(each)
    await each.opened
  }
  await Promise.all(held.map((each) => each.load()))
  while (begun.size < 5) await soon()
  await soon()
  expect(complete).toEqual([])
  for (const each of held) each.release()
  const outcomes = await Promise.all(held.map(({ outcome }) => outcome))
  expect(outcomes.map((outcome) => outcome.kind === 'reply' && String(outcome.body))).toEqual(['0', '1', '2', '3', '4'])
})

test('a server that handles one connection at a time is not blocked by held bytes', async () => {
  let isBusy = false
  const waiting: (() => void)[] = []
  const server = await rawServer((socket) => {
    const serve = () => {
      isBusy = true
      socket.resume()
      onRequest(socket, () => socket.end(ok('ok', 'Connection: close\r\n')))
      socket.once('close', () => {
        isBusy = false
        waiting.shift()?.()
      })
    }
    if (!isBusy) return serve()
    socket.pause()
    waiting.push(serve)
  })
  const { outcomes } = await wire.sendTogether(
    Array.from({ length: 3 }, () => ({ url: server.url, method: 'POST', body: 'a' })),
  )
  expect(outcomes.map(({ kind }) => kind)).toEqual(['reply', 'reply', 'reply'])
})

test.each(['http', 'https'])('requests for %s go together through a proxy', async (scheme) => {
  const [{ port, asked }, server] = [await startProxy(), await (scheme === 'http' ? answering() : answeringSecurely())]
  const proxied = createNodeWire({
    tls: { ca: authority },
    proxy: (url) => proxyFor(url, { all_proxy: `127.0.0.1:${port}` }),
  })
  const { outcomes, released } = await proxied.sendTogether(
    Array.from({ length: 3 }, () => ({ url: server.url, method: 'POST', body: 'a' })),
  )
  expect(outcomes).toMatchObject(Array.from({ length: 3 }, () => ({ kind: 'reply', status: 200 })))
  expect(released).toBe(3)
  expect(asked).toHaveLength(3)
  expect(proxied.connections).toBe(3)
})

test('a request that fails does not affect the others', async () => {
  const server = await answering()
  const { outcomes, released } = await wire.sendTogether([
    { url: server.url },
    { url: 'http://127.0.0.1:1/' },
    { url: 'nonsense' },
    { url: server.url, method: 'POST', body: { stream: (async function* () {})() } },
    { url: server.url, signal: AbortSignal.abort() },
    { url: server.url },
  ])
  expect(outcomes).toMatchObject([
    { status: 200 },
    { code: 'refused', phase: 'connecting', sent: false },
    { code: 'invalid-request', hint: 'url', sent: false },
    { code: 'invalid-request', hint: 'held-stream', sent: false },
    { code: 'aborted', sent: false },
    { status: 200 },
  ])
  expect(released).toBe(2)
})

test('a connection closed before the request is loaded fails it unsent', async () => {
  const server = await rawServer((socket) => socket.end())
  const held = wire.hold({ url: server.url, method: 'POST', body: 'a' }, long)
  await held.opened
  await server.closed()
  await soon()
  await held.load()
  expect(await held.outcome).toMatchObject({ code: 'closed-early', phase: 'connecting', sent: false })
})

test.each(['while it opens', 'while it is open', 'while it is held', 'after its release'])(
  'an abort %s closes the connection',
  async (when) => {
    const server = await rawServer(() => {})
    const controller = new AbortController()
    const url = when === 'while it opens' ? `https://127.0.0.1:${server.port}/` : server.url
    const held = wire.hold({ url, method: 'POST', body: 'abc', signal: controller.signal }, long)
    if (when !== 'while it opens') await held.opened
    if (when === 'while it is held' || when === 'after its release') await held.load()
    if (when === 'after its release') held.release()
    await soon()
    controller.abort()
    if (when === 'while it is open') held.release()
    expect(await held.outcome).toMatchObject({ code: 'aborted' })
    await server.closed()
    expect(server.received.join('')).not.toMatch(when === 'after its release' ? /never/ : /abc$/)
  },
)

test('requests with streams are refused, and the streams closed', async () => {
  let isCancelled = false
  const stream = new ReadableStream({
    cancel: () => {
      isCancelled = true
    },
  })
  expect(await wire.hold({ url: 'http://127.0.0.1:1/', method: 'POST', body: { stream } }).outcome).toMatchObject({
    hint: 'held-stream',
  })
  await soon()
  expect(isCancelled).toBe(true)
})
