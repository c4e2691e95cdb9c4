import { describe, expect, test } from 'vitest'
import { createNodeWire, type WireOptions } from '../../../src/http/node/node-wire.ts'
import type { Failure } from '../../../src/http/node/outcome.ts'
import { authority, expired, otherHost, selfSigned, trusted } from './certificates.ts'
import { ok, onRequest, rawServer, rawTlsServer } from './raw-server.ts'

const answering = (options: Parameters<typeof rawTlsServer>[0]) =>
  rawTlsServer(options, (socket) => onRequest(socket, () => socket.write(ok())))

test.each<[string, WireOptions, string]>([
  ['whose authority is given', { tls: { ca: authority } }, '127.0.0.1'],
  ['by its name', { tls: { ca: authority } }, 'localhost'],
  ['beside other authorities', { tls: { ca: `# ours\n${selfSigned.cert}\n${authority}` } }, '127.0.0.1'],
  ['without a look at it', { tls: { insecure: true } }, '127.0.0.1'],
  ['over a kept connection', { tls: { ca: authority }, keepAliveMs: 1000 }, '127.0.0.1'],
])('a server is trusted %s', async (_, options, host) => {
  const server = await answering(trusted)
  const wire = createNodeWire(options)
  const url = `https://${host}:${server.port}/`
  for (let count = 0; count < 2; count++) {
    expect(await wire.send({ url, method: 'POST', body: 'a' })).toMatchObject({
      kind: 'reply',
      status: 200,
    })
  }
  if (!options.keepAliveMs) expect(server.sockets).toHaveLength(2)
  else while (!(await wire.send({ url })).reusedConnection) await new Promise((resolve) => setTimeout(resolve, 5))
  wire.close()
})

test('servername is sent as SNI and expected in the certificate', async () => {
  const names: string[] = []
  const server = await answering({
    ...otherHost,
    SNICallback: (name, done) => {
      names.push(name)
      done(null)
    },
  })
  const url = `https://127.0.0.1:${server.port}/`
  expect(await createNodeWire({ tls: { ca: authority, servername: 'elsewhere.test' } }).send({ url })).toMatchObject({
    status: 200,
  })
  expect(names).toEqual(['elsewhere.test'])
})

test.each<[string, { cert: string; key: string }, WireOptions, Failure['hint']]>([
  ['an authority that nobody knows', trusted, {}, 'unknown-ca'],
  ['no authority', selfSigned, { tls: { ca: authority } }, 'self-signed'],
  ['an end that is past', expired, { tls: { ca: authority } }, 'expired'],
  ['another name', otherHost, { tls: { ca: authority } }, 'wrong-host'],
])('a certificate with %s fails the request unsent', async (_, server, options, hint) => {
  const { url, received } = await answering(server)
  const failure = await createNodeWire(options).send({ url: `${url}/?secret`, body: 'secret', method: 'POST' })
  expect(failure).toMatchObject({ kind: 'failure', code: 'tls-untrusted', hint, phase: 'connecting', sent: false })
  expect(JSON.stringify(failure)).not.toMatch(/secret|127\.0\.0\.1/)
  expect(received.join('')).toBe('')
})

describe('a failed handshake', () => {
  test.each<[string, () => Promise<{ readonly port: number }>, Partial<Failure>]>([
    [
      'where the port speaks HTTP',
      () => rawServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
      { code: 'tls-protocol', hint: 'not-tls' },
    ],
    [
      'where the port speaks something else',
      () => rawServer((socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n')),
      { code: 'tls-protocol', hint: 'not-tls' },
    ],
    ['where the port hangs up', () => rawServer((socket) => socket.end()), { code: 'tls-protocol' }],
    [
      'where the port resets',
      () => rawServer((socket) => socket.once('data', () => socket.resetAndDestroy())),
      { code: 'tls-protocol', systemCode: 'ECONNRESET' },
    ],
    [
      'where the versions differ',
      () =>
        rawTlsServer(
          { ...trusted, maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' },
          () => {},
        ),
      { code: 'tls-protocol', hint: 'tls-version' },
    ],
    ['where the port says nothing', () => rawServer(() => {}), { code: 'connect-timeout' }],
  ])('fails the request unsent %s', async (_, serve, expected) => {
    const { port } = await serve()
    // Only where nothing else would end it: reading the authorities takes its time.
    const connectTimeoutMs = expected.code === 'connect-timeout' ? 50 : 0
    const wire = createNodeWire({ tls: { ca: authority }, connectTimeoutMs })
    expect(await wire.send({ url: `https://127.0.0.1:${port}/` })).toMatchObject({
      kind: 'failure',
      phase: 'connecting',
      sent: false,
      ...expected,
    })
  })

  test('can be aborted', async () => {
    const server = await rawServer(() => {})
    const outcome = await createNodeWire().send({
      url: `https://127.0.0.1:${server.port}/`,
      signal: AbortSignal.timeout(30),
    })
    expect(outcome).toMatchObject({ code: 'aborted', phase: 'connecting', sent: false })
    await server.closed()
  })
})

test('a server that asks for a client certificate is reported', async () => {
  const { url } = await answering({ ...trusted, requestCert: true, rejectUnauthorized: true, ca: authority })
  expect(await createNodeWire({ tls: { ca: authority } }).send({ url })).toMatchObject({
    code: 'tls-protocol',
    hint: 'client-certificate',
  })
})

test.each([
  ['nothing', ''],
  ['a path', '/etc/ssl/ca.pem'],
  ['a key', trusted.key],
  ['a broken certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'],
])('a CA that is %s is refused when the wire is created', (_, ca) => {
  expect(() => createNodeWire({ tls: { ca } })).toThrow(TypeError)
})
