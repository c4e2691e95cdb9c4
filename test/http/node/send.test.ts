import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createNodeWire } from '../../../src/http/node/node-wire.ts'
import type { Failure, Reply } from '../../../src/http/node/outcome.ts'
import type { WireRequest } from '../../../src/http/node/request.ts'
import { stopTimers } from '../../harness/stop-timers.ts'
import { ok, onRequest, rawServer, replyBegun } from './raw-server.ts'

const send = (request: WireRequest) => createNodeWire().send(request)

async function answered(reply: string | readonly string[]) {
  return rawServer((socket) => {
    onRequest(socket, () => {
      for (const part of [reply].flat()) socket.write(part, 'latin1')
    })
  })
}

const textOf = ({ body }: { readonly body: Uint8Array }) => new TextDecoder().decode(body)

describe('a request', () => {
  test('is sent as given, byte for byte', async () => {
    const { url, received } = await answered(ok())
    await send({
      url: `${url}/register?userId=138%20&x=%E5%B0%8F#part`,
      method: 'POST',
      headers: [
        ['x-LOWER', '1'],
        ['Accept', '*/*'],
        ['X-Twice', 'a'],
        ['Cookie', 'a=1; b="2"'],
        ['X-Twice', 'b\xe9'],
      ],
      body: '小明',
    })
    expect(Buffer.from(received[0] ?? '', 'latin1')).toEqual(
      Buffer.concat([
        Buffer.from(
          `POST /register?userId=138%20&x=%E5%B0%8F HTTP/1.1\r\nHost: ${url.slice(7)}\r\nx-LOWER: 1\r\nAccept: */*\r\nX-Twice: a\r\nCookie: a=1; b="2"\r\nX-Twice: b\xe9\r\nContent-Length: 6\r\nConnection: close\r\n\r\n`,
          'latin1',
        ),
        Buffer.from('小明'),
      ]),
    )
  })

  test.each([
    ['GET', undefined, /^GET \/ HTTP\/1\.1\r\nHost: [^\n]*\r\nConnection: close\r\n\r\n$/],
    ['POST', undefined, /\r\nContent-Length: 0\r\n/],
    ['GET', 'text', /\r\nContent-Length: 4\r\n.*\r\n\r\ntext$/s],
    ['DELETE', new Uint8Array([65, 66]), /^DELETE .*\r\nContent-Length: 2\r\n.*\r\n\r\nAB$/s],
    ['POST', '', /\r\nContent-Length: 0\r\n/],
  ])('%s with the body %j declares its length', async (method, body, expected) => {
    const { url, received } = await answered(ok())
    expect(await send({ url, method, ...(body !== undefined && { body }) })).toMatchObject({ status: 200 })
    expect(received[0]).toMatch(expected)
  })

  test('keeps a Host header of its own in its place', async () => {
    const { url, received } = await answered(ok())
    await send({
      url,
      headers: [
        ['A', '1'],
        ['hOst', 'elsewhere.test'],
      ],
    })
    expect(received[0]).toBe('GET / HTTP/1.1\r\nA: 1\r\nhOst: elsewhere.test\r\nConnection: close\r\n\r\n')
  })

  test.each<[string, Partial<WireRequest>, string]>([
    ['a line break in a value', { headers: [['A', 'secret\r\nB: 2']] }, 'header'],
    ['a bare line feed', { headers: [['A', 'secret\n']] }, 'header'],
    ['a null character', { headers: [['A', 'secret\0']] }, 'header'],
    ['a character that is no byte', { headers: [['A', 'secret小']] }, 'header'],
    ['a line break in a name', { headers: [['secret\r\nB', '2']] }, 'header'],
    ['a name without a character', { headers: [['', 'secret']] }, 'header'],
    ['a blank in a name', { headers: [['A ', 'secret']] }, 'header'],
    ['a value that is no text', { headers: [['A', 1 as never]] }, 'header'],
    ['a length of its own', { headers: [['content-length', '9']] }, 'framing-header'],
    ['a framing of its own', { headers: [['Transfer-Encoding', 'chunked']] }, 'framing-header'],
    ['a Connection of its own', { headers: [['Connection', 'secret']] }, 'framing-header'],
    ['a method with a blank', { method: 'GET /secret' }, 'method'],
    ['CONNECT', { method: 'CONNECT' }, 'method'],
    ['an address that is none', { url: 'secret' }, 'url'],
    ['another scheme', { url: 'ftp://secret/' }, 'url'],
    ['a user in the address', { url: 'http://user:secret@127.0.0.1/' }, 'url'],
    ['a negative length', { body: { stream: new ReadableStream(), length: -1 } }, 'body-length'],
  ])('is refused unsent for %s', async (_, request, hint) => {
    const server = await answered(ok())
    const failure = await send({ url: server.url, ...request })
    expect(failure).toMatchObject({ kind: 'failure', code: 'invalid-request', hint, phase: 'preparing', sent: false })
    expect(JSON.stringify(failure)).not.toContain('secret')
    expect(server.sockets).toHaveLength(0)
  })

  test.each([undefined, null, 1, {}, { url: 1 }, { url: 'http://127.0.0.1', headers: [1] }])(
    'is refused if it is %j',
    async (request) => {
      expect(await send(request as never)).toMatchObject({ code: 'invalid-request', sent: false })
    },
  )
})

describe('a reply', () => {
  test('is returned as it came', async () => {
    const { url } = await answered(
      'HTTP/1.1 299 Very Fine\r\nSet-Cookie: a=1\r\nX-Odd: \xe9\r\nset-cookie: b=2; Path=/\r\nContent-Length: 3\r\n\r\n\0\xff1',
    )
    expect(await send({ url })).toEqual({
      kind: 'reply',
      status: 299,
      statusText: 'Very Fine',
      headers: [
        ['Set-Cookie', 'a=1'],
        ['X-Odd', '\xe9'],
        ['set-cookie', 'b=2; Path=/'],
        ['Content-Length', '3'],
      ],
      body: Buffer.from([0, 255, 49]),
      cut: false,
      interim: [],
      requestComplete: true,
      reusedConnection: false,
    } satisfies Reply)
  })

  test.each([
    ['in chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n', 'ok'],
    ['without a length, up to the end of the connection', null, 'ok'],
    ['with HTTP/1.0', 'HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok', 'ok'],
    ['with 204', 'HTTP/1.1 204 No Content\r\n\r\n', ''],
    ['with 304 and a length', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n', ''],
    ['without a reason', 'HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok', 'ok'],
    ['with an offer to upgrade', ok('ok', 'Connection: Upgrade\r\nUpgrade: h2,h2c\r\n'), 'ok'],
    ['with another reply behind it', ok() + ok('no'), 'ok'],
    ['with garbage behind it', `${ok()}garbage`, 'ok'],
  ])('is read %s', async (_, reply, body) => {
    const { url } = await rawServer((socket) => {
      onRequest(socket, () => {
        if (reply === null) socket.end('HTTP/1.1 200 OK\r\n\r\nok')
        else socket.write(reply)
      })
    })
    const outcome = await send({ url })
    expect(outcome).toMatchObject({ kind: 'reply' })
    expect(textOf(outcome as Reply)).toBe(body)
  })

  test('to HEAD has no body, whatever length it declares', async () => {
    const { url } = await answered('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n')
    expect(await send({ url, method: 'HEAD' })).toMatchObject({ kind: 'reply', status: 200, body: Buffer.alloc(0) })
  })

  test('keeps all headers, however many', async () => {
    const lines = Array.from({ length: 3000 }, (_, index) => `A${index}: 1\r\n`).join('')
    const { url } = await answered(ok('', lines))
    const { headers } = (await send({ url })) as Reply
    expect(headers).toHaveLength(3001)
    expect(headers.at(-1)).toEqual(['A2999', '1'])
  })

  test.each([
    [100, 'HTTP/1.1 100 Continue\r\n\r\n'],
    [102, 'HTTP/1.1 102 Processing\r\n\r\n'],
    [103, 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'],
  ])('is found behind an unsolicited %d', async (status, interim) => {
    for (const parts of [[interim, ok()], [interim + ok()], [interim + interim, ok()]]) {
      const { url } = await answered(parts)
      const outcome = (await send({ url, method: 'POST', body: 'a' })) as Reply
      expect(outcome).toMatchObject({ kind: 'reply', status: 200 })
      expect(new Set(outcome.interim)).toEqual(new Set([status]))
      expect(textOf(outcome)).toBe('ok')
    }
  })

  test('is not delayed by Expect: 100-continue', async () => {
    const { url, received } = await answered(ok())
    expect(await send({ url, method: 'POST', headers: [['Expect', '100-continue']], body: 'a' })).toMatchObject({
      status: 200,
    })
    expect(received[0]).toMatch(/\r\n\r\na$/)
  })

  test.each([
    [
      'names a protocol',
      'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: other\r\nA: 1\r\n\r\nwhatever',
    ],
    ['names none', 'HTTP/1.1 101 Switching Protocols\r\nA: 1\r\n\r\n'],
  ])('of 101 that %s ends the request', async (_, reply) => {
    const server = await answered(reply)
    const outcome = await send({ url: server.url })
    expect(outcome).toMatchObject({ kind: 'reply', status: 101, body: Buffer.alloc(0) })
    expect((outcome as Reply).headers).toContainEqual(['A', '1'])
    await server.closed()
  })

  test('without an end is cut, and its connection closed', async () => {
    const server = await rawServer((socket) => {
      onRequest(socket, () => {
        socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n')
        const more = () => socket.write('6\r\nabcdef\r\n', (error) => error ?? setImmediate(more))
        more()
      })
    })
    const outcome = await send({ url: server.url, maxBytes: 20 })
    expect(outcome).toMatchObject({ kind: 'reply', cut: true })
    expect(textOf(outcome as Reply)).toBe('abcdefabcdefabcdefab')
    await server.closed()
  })

  test('as long as allowed is not cut', async () => {
    const { url } = await answered(ok('12345'))
    expect(await send({ url, maxBytes: 5 })).toMatchObject({ cut: false, body: Buffer.from('12345') })
    expect(await send({ url, maxBytes: 0 })).toMatchObject({ cut: true, body: Buffer.alloc(0) })
  })

  test('that comes early stops the sending of the request', async () => {
    const server = await rawServer((socket) => socket.once('data', () => socket.write(ok('early'))))
    let isCancelled = false
    const stream = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1 << 16)),
      cancel: () => {
        isCancelled = true
      },
    })
    for (const keepAliveMs of [0, 1000]) {
      isCancelled = false
      const outcome = await createNodeWire({ keepAliveMs }).send({
        url: server.url,
        method: 'POST',
        body: { stream: keepAliveMs ? stream.pipeThrough(new TransformStream()) : endlessPieces() },
      })
      expect(outcome).toMatchObject({ kind: 'reply', status: 200, requestComplete: false })
      expect(textOf(outcome as Reply)).toBe('early')
      await server.closed()
    }
    expect(isCancelled).toBe(true)
  })

  test('is read even if the server closes the connection with the body unread', async () => {
    const { url } = await rawServer((socket) => {
      socket.once('data', () => {
        socket.pause()
        socket.end('HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 3\r\n\r\nbig')
      })
    })
    const outcome = await send({ url, method: 'POST', body: new Uint8Array(1 << 24) })
    expect(outcome).toMatchObject({ kind: 'reply', status: 413, requestComplete: false })
  })
})

async function* endlessPieces() {
  for (;;) yield new Uint8Array(1 << 16)
}

describe('a failure', () => {
  const silence = () => rawServer(() => {})

  test.each<[string, () => Promise<{ readonly url: string }>, Partial<Failure>]>([
    [
      'of a port where nothing listens',
      async () => ({ url: `http://127.0.0.1:${await freePort()}` }),
      { code: 'refused', systemCode: 'ECONNREFUSED', phase: 'connecting', sent: false },
    ],
    [
      'of a host with several addresses, all refused',
      async () => ({ url: `http://localhost:${await freePort()}` }),
      { code: 'refused', systemCode: 'ECONNREFUSED', phase: 'connecting', sent: false },
    ],
    [
      'of a name without an address',
      async () => ({ url: 'http://nowhere.invalid/' }),
      { code: 'unknown-host', phase: 'connecting', sent: false },
    ],
    [
      'of a connection closed before the reply',
      () => rawServer((socket) => onRequest(socket, () => socket.end())),
      { code: 'closed-early', phase: 'waiting', sent: true },
    ],
    ['of a connection closed at once', () => rawServer((socket) => socket.end()), { code: 'closed-early', sent: true }],
    [
      'of a connection reset before the reply',
      () => rawServer((socket) => onRequest(socket, () => socket.resetAndDestroy())),
      { code: 'reset', systemCode: 'ECONNRESET', phase: 'waiting', sent: true },
    ],
    [
      'of a connection closed within the header',
      () => rawServer((socket) => onRequest(socket, () => socket.end('HTTP/1.1 200 OK\r\nA:'))),
      { code: 'closed-early', phase: 'waiting', sent: true },
    ],
    [
      'of a server of another protocol',
      () => rawServer((socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n')),
      { code: 'not-http', sent: true },
    ],
    [
      'of a server that expects TLS',
      () => rawServer((socket) => onRequest(socket, () => socket.end(Buffer.from([21, 3, 1, 0, 2, 2, 70])))),
      { code: 'not-http', hint: 'tls-expected' },
    ],
    [
      'of a header without an end',
      () =>
        rawServer((socket) =>
          onRequest(socket, () => {
            socket.write('HTTP/1.1 200 OK\r\nA: ')
            const more = () => socket.write('a'.repeat(9999), (error) => error ?? setImmediate(more))
            more()
          }),
        ),
      { code: 'header-overflow', phase: 'waiting', sent: true },
    ],
    ['of a header of 65 KiB', () => answered(ok('', `A: ${'a'.repeat(65 * 1024)}\r\n`)), { code: 'header-overflow' }],
    [
      'of endless interim replies',
      () =>
        rawServer((socket) =>
          onRequest(socket, () => {
            const more = () =>
              socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(9), (error) => error ?? setImmediate(more))
            more()
          }),
        ),
      { code: 'interim-overflow' },
    ],
  ])('%s', async (_, serve, expected) => {
    const { url } = await serve()
    expect(await send({ url: `${url}?secret`, method: 'POST', body: 'secret' })).toMatchObject({
      kind: 'failure',
      reusedConnection: false,
      ...expected,
    })
  })

  test.each<[string, string, Partial<Failure>]>([
    ['a body shorter than declared', 'HTTP/1.1 502 Bad\r\nContent-Length: 9\r\n\r\nhalf', { code: 'closed-early' }],
    [
      'a body that ends within a chunk',
      'HTTP/1.1 502 Bad\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf',
      { code: 'closed-early' },
    ],
    [
      'a body that ends between chunks',
      'HTTP/1.1 502 Bad\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n',
      { code: 'closed-early' },
    ],
    [
      'a body with malformed chunks',
      'HTTP/1.1 502 Bad\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\nxyz\r\n',
      { code: 'not-http' },
    ],
  ])('of %s keeps what was received', async (_, reply, expected) => {
    const { url } = await rawServer((socket) => {
      onRequest(socket, () => {
        socket.write(reply.slice(0, reply.indexOf('\r\n\r\n') + 4))
        setTimeout(() => socket.end(reply.slice(reply.indexOf('\r\n\r\n') + 4)), 5)
      })
    })
    const outcome = await send({ url })
    expect(outcome).toMatchObject({ phase: 'reading', sent: true, partial: { status: 502 }, ...expected })
  })

  test('of a reset within a body without a length keeps what was received', async () => {
    const { url } = await rawServer((socket) => {
      onRequest(socket, () => {
        void replyBegun().then(() => socket.resetAndDestroy())
        socket.write('HTTP/1.1 200 OK\r\n\r\nhalf')
      })
    })
    expect(await send({ url })).toMatchObject({
      code: 'reset',
      phase: 'reading',
      partial: { body: Buffer.from('half') },
    })
  })

  test.each([
    ['before it starts', 'preparing', false],
    ['while it waits', 'waiting', true],
    ['while it reads', 'reading', true],
  ] as const)('by an abort %s closes the connection', async (when, phase, sent) => {
    const server = await rawServer((socket) =>
      onRequest(socket, () => {
        const giveUp = () => controller.abort(new Error('secret'))
        if (when !== 'while it reads') return giveUp()
        void replyBegun().then(giveUp)
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf')
      }),
    )
    const controller = new AbortController()
    if (when === 'before it starts') controller.abort()
    expect(await send({ url: server.url, signal: controller.signal })).toMatchObject({ code: 'aborted', phase, sent })
    await server.closed()
    expect(server.sockets).toHaveLength(when === 'before it starts' ? 0 : 1)
  })

  test('by the time limit ends a reply that trickles', async () => {
    stopTimers()
    const server = await rawServer((socket) =>
      onRequest(socket, () => {
        void replyBegun().then(() => vi.advanceTimersByTime(100))
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n')
        const timer = setInterval(() => socket.write('.'), 5)
        socket.on('close', () => clearInterval(timer))
      }),
    )
    expect(await send({ url: server.url, timeoutMs: 100 })).toMatchObject({
      code: 'timeout',
      phase: 'reading',
      sent: true,
    })
    await server.closed()
  })

  test('by a time limit does not wait for DNS', async () => {
    const lookup = () => {}
    const wire = createNodeWire({ lookup })
    expect(await wire.send({ url: 'http://slow.test/', timeoutMs: 20 })).toMatchObject({
      code: 'timeout',
      phase: 'connecting',
      sent: false,
    })
    expect(await createNodeWire({ lookup, connectTimeoutMs: 20 }).send({ url: 'http://slow.test/' })).toMatchObject({
      code: 'connect-timeout',
      phase: 'connecting',
      sent: false,
    })
  })

  test('contains nothing of the request', async () => {
    const { url } = await silence()
    const failure = await send({
      url: `${url}/secret?secret`,
      method: 'POST',
      headers: [['secret', 'secret']],
      body: 'secret',
      timeoutMs: 20,
    })
    expect(failure).toMatchObject({ code: 'timeout', detail: 'no complete reply came in time' })
    expect(JSON.stringify(failure)).not.toContain('secret')
  })
})

test('onSent is called once, after the request and before the reply, and may throw', async () => {
  let isReceived = false
  const { url } = await rawServer((socket) =>
    onRequest(socket, () =>
      setTimeout(() => {
        isReceived = true
        socket.write(ok())
      }, 20),
    ),
  )
  const told: boolean[] = []
  const onSent = () => {
    told.push(isReceived)
    throw new Error('mine')
  }
  expect(await send({ url, method: 'POST', body: 'a', onSent })).toMatchObject({ status: 200 })
  expect(told).toEqual([false])
})

test("an agent of the caller's carries the requests", async () => {
  const { Agent } = await import('node:http')
  const { url, sockets } = await answered(ok())
  const agent = new Agent({ keepAlive: true })
  onTestFinished(() => agent.destroy())
  const wire = createNodeWire({ agent })
  expect(await wire.send({ url })).toMatchObject({ status: 200, reusedConnection: false })
  expect(await wire.send({ url })).toMatchObject({ status: 200, reusedConnection: true })
  expect(sockets).toHaveLength(1)
  expect(await wire.send({ url: `http://127.0.0.1:${await freePort()}` })).toMatchObject({
    code: 'refused',
    phase: 'connecting',
    sent: false,
  })
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
