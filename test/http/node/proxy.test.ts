import { describe, expect, test } from 'vitest'
import { createNodeWire, type NodeWire, type WireOptions } from '../../../src/http/node/node-wire.ts'
import type { Failure, Reply } from '../../../src/http/node/outcome.ts'
import { proxyFor } from '../../../src/http/node/proxy-for.ts'
import { authority, trusted } from './certificates.ts'
import { startProxy } from './proxy.ts'
import { ok, onRequest, rawServer, rawTlsServer } from './raw-server.ts'

const by = (address: string, options: WireOptions = {}) =>
  createNodeWire({ tls: { ca: authority }, proxy: (url) => proxyFor(url, { all_proxy: address }), ...options })

const plain = () => rawServer((socket) => onRequest(socket, () => socket.write(ok('plain'))))
const secure = () => rawTlsServer(trusted, (socket) => onRequest(socket, () => socket.write(ok('secure'))))

/** Sends until a connection is used again. */
async function reused(wire: NodeWire, url: string): Promise<void> {
  while (!(await wire.send({ url })).reusedConnection) await new Promise((resolve) => setTimeout(resolve, 5))
}

describe.each([0, 1000])('with connections kept for %d ms', (keepAliveMs) => {
  test('a request for http is sent to the proxy', async () => {
    const [{ port, asked }, server] = [await startProxy(), await plain()]
    const wire = by(`127.0.0.1:${port}`, { keepAliveMs })
    for (let count = 0; count < 2; count++) {
      expect(await wire.send({ url: `${server.url}/a?b=1`, method: 'POST', body: 'x' })).toMatchObject({
        status: 200,
        body: Buffer.from('plain'),
      })
    }
    expect(asked).toEqual([`POST ${server.url}/a?b=1`, `POST ${server.url}/a?b=1`])
    expect(server.received.join('')).toMatch(
      new RegExp(`^POST /a\\?b=1 HTTP/1.1\r\nhost: ${server.url.slice(7)}\r\n`, 'i'),
    )
    if (keepAliveMs > 0) await reused(wire, server.url)
    wire.close()
  })

  test('a request for https goes through a tunnel', async () => {
    const [{ port, asked }, server] = [await startProxy(), await secure()]
    const wire = by(`http://127.0.0.1:${port}`, { keepAliveMs })
    for (let count = 0; count < 2; count++) {
      expect(await wire.send({ url: `${server.url}/a?secret` })).toMatchObject({
        status: 200,
        body: Buffer.from('secure'),
      })
    }
    expect(asked).toEqual(Array.from({ length: 2 }, () => `CONNECT 127.0.0.1:${server.port}`))
    expect(server.received[0]).toMatch(/^GET \/a\?secret HTTP\/1\.1\r\nHost: 127\.0\.0\.1/)
    if (keepAliveMs > 0) await reused(wire, server.url)
    wire.close()
  })
})

test('a proxy may speak TLS itself', async () => {
  const { port, asked } = await startProxy({ tls: trusted })
  const wire = by(`https://127.0.0.1:${port}`)
  const [one, other] = [await plain(), await secure()]
  expect(await wire.send({ url: one.url })).toMatchObject({ body: Buffer.from('plain') })
  expect(await wire.send({ url: other.url })).toMatchObject({ body: Buffer.from('secure') })
  expect(asked).toEqual([`GET ${one.url}/`, `CONNECT 127.0.0.1:${other.port}`])
})

test.each([
  ['http', plain],
  ['https', secure],
])('for %s the proxy gets its credentials, and the server does not', async (_, serve) => {
  const [{ port }, server] = [await startProxy({ credentials: 'us@r:p:w' }), await serve()]
  expect(await by(`http://us%40r:p%3Aw@127.0.0.1:${port}`).send({ url: server.url })).toMatchObject({ status: 200 })
  expect(server.received.join('')).not.toMatch(/authorization/i)
})

test.each([
  ['http', plain],
  ['https', secure],
])('for %s a proxy that refuses the credentials fails the request unsent', async (_, serve) => {
  const [{ port }, server] = [await startProxy({ credentials: 'a:b' }), await serve()]
  const failure = await by(`http://a:secret@127.0.0.1:${port}`).send({ url: `${server.url}/secret` })
  expect(failure).toMatchObject({
    kind: 'failure',
    code: 'proxy',
    hint: 'proxy-credentials',
    proxyStatus: 407,
    sent: false,
  })
  expect(JSON.stringify(failure)).not.toContain('secret')
  expect(server.sockets).toHaveLength(0)
})

test('a 407 without a proxy is a reply like any other', async () => {
  const { url } = await rawServer((socket) =>
    onRequest(socket, () => socket.write('HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n')),
  )
  expect(await createNodeWire().send({ url })).toMatchObject({ kind: 'reply', status: 407 })
})

test.each<[string, () => Promise<string>, Partial<Failure>]>([
  ['is not there', async () => '127.0.0.1:1', { systemCode: 'ECONNREFUSED' }],
  ['has no address', async () => 'nowhere.invalid:1', {}],
  ['has an address that is none', async () => 'http://a b:1', { hint: 'proxy-address' }],
  ['speaks SOCKS', async () => 'socks5://127.0.0.1:1', { hint: 'proxy-scheme' }],
  [
    'is not trusted',
    async () => `https://127.0.0.1:${(await startProxy({ tls: trusted })).port}`,
    { hint: 'unknown-ca' },
  ],
  ['finds nobody', async () => `127.0.0.1:${(await startProxy()).port}`, { proxyStatus: 502 }],
  [
    'hangs up',
    async () => `127.0.0.1:${(await rawServer((socket) => socket.once('data', () => socket.end()))).port}`,
    {},
  ],
  [
    'resets',
    async () => `127.0.0.1:${(await rawServer((socket) => socket.once('data', () => socket.resetAndDestroy()))).port}`,
    {},
  ],
  [
    'is no proxy',
    async () =>
      `127.0.0.1:${(await rawServer((socket) => socket.once('data', () => socket.write('SSH-2.0-x\r\n\r\n')))).port}`,
    {},
  ],
  [
    'never ends its header',
    async () =>
      `127.0.0.1:${(await rawServer((socket) => socket.once('data', () => socket.write(`HTTP/1.1 200 OK\r\n${'A: 1\r\n'.repeat(20_000)}`)))).port}`,
    {},
  ],
  [
    'says more than it should',
    async () =>
      `127.0.0.1:${(await rawServer((socket) => socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\n\r\nmore')))).port}`,
    {},
  ],
])('a proxy that %s fails the request unsent', async (_, serve, expected) => {
  const wire = by(await serve(), { tls: {} })
  const failure = await wire.send({ url: 'https://127.0.0.1:2/secret' })
  expect(failure).toMatchObject({ kind: 'failure', code: 'proxy', phase: 'connecting', sent: false, ...expected })
  expect(JSON.stringify(failure)).not.toMatch(/secret|127\.0\.0\.1/)
})

test('a silent proxy ends at the time limit or by an abort', async () => {
  const server = await rawServer(() => {})
  const url = 'https://127.0.0.1:2/'
  const proxy = `127.0.0.1:${server.port}`
  expect(await by(proxy, { connectTimeoutMs: 30 }).send({ url })).toMatchObject({
    code: 'connect-timeout',
    sent: false,
  })
  expect(await by(proxy).send({ url, signal: AbortSignal.timeout(30) })).toMatchObject({ code: 'aborted', sent: false })
  await server.closed()
})

test('the certificate of the server is checked inside the tunnel', async () => {
  const [{ port }, server] = [await startProxy(), await secure()]
  const failure = await by(`127.0.0.1:${port}`, { tls: {} }).send({ url: server.url })
  expect(failure).toMatchObject({ code: 'tls-untrusted', hint: 'unknown-ca', sent: false })
})

test('a reply through a proxy is read like any other', async () => {
  const [{ port }, server] = [
    await startProxy(),
    await rawServer((socket) =>
      onRequest(socket, () =>
        socket.write(
          'HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n',
        ),
      ),
    ),
  ]
  const reply = (await by(`127.0.0.1:${port}`).send({ url: server.url })) as Reply
  expect(reply.headers.filter(([name]) => /^set-cookie$/i.test(name)).map(([, value]) => value)).toEqual(['a=1', 'b=2'])
  expect(reply.body).toEqual(Buffer.from('ok'))
})
