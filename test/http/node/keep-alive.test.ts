import { AsyncLocalStorage } from 'node:async_hooks'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createNodeWire, type NodeWire, type WireOptions } from '../../../src/http/node/node-wire.ts'
import { ok, onRequest, type RawServer, rawServer, replyBegun } from './raw-server.ts'

function keeping(options: WireOptions = {}) {
  const wire = createNodeWire({ keepAliveMs: 10_000, ...options })
  onTestFinished(() => wire.close())
  return wire
}

/** Sends until a connection is used again: a server is not believed at once. Returns how many requests that took. */
async function prove(wire: NodeWire, url: string): Promise<number> {
  for (let count = 1; ; count++) {
    if ((await wire.send({ url })).reusedConnection) return count
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn++) await new Promise(setImmediate)
}

const requestsOf = ({ received }: RawServer) => received.map((text) => text.match(/^GET/gm)?.length ?? 0)

test('a connection carries one request after the other', async () => {
  const server = await rawServer((socket) => onRequest(socket, () => socket.write(ok())))
  const wire = keeping()
  await prove(wire, server.url)
  const opened = server.sockets.length
  for (let count = 0; count < 5; count++) {
    expect(await wire.send({ url: server.url })).toMatchObject({ status: 200, reusedConnection: true })
  }
  expect(server.sockets).toHaveLength(opened)
  expect(server.received[0]).toContain('Connection: keep-alive\r\n')
  expect(wire.connections).toBe(opened)
})

test('requests at once each use a connection, and all connections are reused', async () => {
  const server = await rawServer((socket) => onRequest(socket, () => setTimeout(() => socket.write(ok()), 20)))
  const wire = keeping()
  const all = () => Promise.all(Array.from({ length: 5 }, () => wire.send({ url: server.url })))
  await prove(wire, server.url)
  await all()
  const opened = server.sockets.length
  expect((await all()).map(({ reusedConnection }) => reusedConnection)).toEqual(Array.from({ length: 5 }, () => true))
  expect(server.sockets).toHaveLength(opened)
})

test('origins do not share connections', async () => {
  const serve = () => rawServer((socket) => onRequest(socket, () => socket.write(ok())))
  const [one, other] = [await serve(), await serve()]
  const wire = keeping()
  for (const { url } of [one, other]) await prove(wire, url)
  for (const { url, port, received } of [one, other]) {
    expect(await wire.send({ url })).toMatchObject({ reusedConnection: true })
    expect(received.every((text) => text.includes(`Host: 127.0.0.1:${port}\r\n`))).toBe(true)
  }
})

test.each<[string, WireOptions, string]>([
  ['without keep-alive', { keepAliveMs: 0 }, ok()],
  ['after a while that is too long', { keepAliveMs: 20 }, ok()],
  ['where the server says close', {}, ok('ok', 'Connection: close\r\n')],
  ['where the server speaks HTTP/1.0', {}, 'HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok'],
  ['where the server keeps it for a second', {}, ok('ok', 'Keep-Alive: timeout=1\r\n')],
])('a connection is not reused %s', async (_, options, reply) => {
  const server = await rawServer((socket) => onRequest(socket, () => socket.write(reply)))
  const wire = keeping(options)
  for (let count = 0; count < 2; count++) {
    expect(await wire.send({ url: server.url })).toMatchObject({ status: 200, reusedConnection: false })
    await new Promise((resolve) => setTimeout(resolve, 40))
  }
  expect(requestsOf(server)).toEqual([1, 1])
})

test("a connection is reused within the server's Keep-Alive hint", async () => {
  const server = await rawServer((socket) =>
    onRequest(socket, () => socket.write(ok('ok', 'keep-alive: max=9, timeout=5\r\n'))),
  )
  const wire = keeping()
  await prove(wire, server.url)
  expect(await wire.send({ url: server.url })).toMatchObject({ reusedConnection: true })
})

test('an idle connection is closed at its time limit, and on close()', async () => {
  const server = await rawServer((socket) => onRequest(socket, () => socket.write(ok())))
  await keeping({ keepAliveMs: 20 }).send({ url: server.url })
  await server.closed()
  const wire = keeping()
  await wire.send({ url: server.url })
  wire.close()
  await server.closed()
  expect(server.sockets).toHaveLength(2)
})

test.each<[string, (socket: RawServer['sockets'][number]) => void]>([
  ['sends FIN', (socket) => socket.end()],
  ['sends RST', (socket) => socket.resetAndDestroy()],
  ['sends an unsolicited reply', (socket) => socket.write(ok('unasked'))],
  ['sends a single byte', (socket) => socket.write('H')],
])('a server that %s on an idle connection gets a new one for each request from then on', async (_, act) => {
  const server = await rawServer((socket) => onRequest(socket, () => socket.write(ok())))
  const wire = keeping()
  await prove(wire, server.url)
  for (const socket of server.sockets) act(socket)
  await server.closed()
  await turns(5)
  for (let count = 0; count < 2; count++) {
    expect(await wire.send({ url: server.url })).toMatchObject({ status: 200, reusedConnection: false })
  }
  expect(server.received.slice(-2)).toEqual([
    expect.stringContaining('Connection: close\r\n'),
    expect.stringContaining('Connection: close\r\n'),
  ])
})

test('a request lost on a reused connection is reported, and never sent again', async () => {
  let isTired = false
  const server = await rawServer((socket) => {
    onRequest(socket, () => (isTired ? socket.resetAndDestroy() : socket.write(ok())))
  })
  const wire = keeping()
  await prove(wire, server.url)
  isTired = true
  const before = requestsOf(server)
  expect(await wire.send({ url: server.url })).toMatchObject({
    kind: 'failure',
    code: 'reset',
    sent: true,
    reusedConnection: true,
  })
  await turns(20)
  const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0)
  expect(sum(requestsOf(server))).toBe(sum(before) + 1)
  isTired = false
  // And it is not tried again.
  expect(await wire.send({ url: server.url })).toMatchObject({ status: 200, reusedConnection: false })
  expect(await wire.send({ url: server.url })).toMatchObject({ status: 200, reusedConnection: false })
})

test('a connection with a failed or cut reply is not reused', async () => {
  let reply = ok()
  const server = await rawServer((socket) => onRequest(socket, () => socket.write(reply)))
  const wire = keeping()
  await prove(wire, server.url)
  // Nothing that is idle is left.
  wire.close()
  const opened = server.sockets.length
  reply = 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf'
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  void replyBegun().then(() => vi.advanceTimersByTime(50))
  expect(await wire.send({ url: server.url, timeoutMs: 50 })).toMatchObject({ code: 'timeout', phase: 'reading' })
  vi.useRealTimers()
  reply = ok('a longer body')
  expect(await wire.send({ url: server.url, maxBytes: 3 })).toMatchObject({ cut: true })
  reply = ok()
  expect(await wire.send({ url: server.url })).toMatchObject({ status: 200, reusedConnection: false })
  expect(server.sockets).toHaveLength(opened + 3)
})

test('AsyncLocalStorage reaches every callback on a reused connection', async () => {
  const server = await rawServer((socket) => onRequest(socket, () => socket.write(ok())))
  const wire = keeping()
  const storage = new AsyncLocalStorage<string>()
  await prove(wire, server.url)
  const { connections } = wire
  const seen: (string | undefined)[] = []
  const note = () => seen.push(storage.getStore())
  const body = () => ({
    stream: (async function* () {
      note()
      yield 'a'
    })(),
  })
  for (const name of ['first', 'second', 'third']) {
    await storage.run(name, async () => {
      await wire.send({ url: server.url, method: 'POST', body: body(), onSent: note, onProgress: note })
      note()
    })
  }
  expect(seen).toEqual(['first', 'second', 'third'].flatMap((name) => [name, name, name, name]))
  expect(wire.connections).toBe(connections)
})

test.each([0, 1, 5, 15])(
  'a server that promises to keep connections and hangs up after %d ms loses no request',
  async (milliseconds) => {
    const server = await rawServer((socket) => {
      onRequest(socket, () => {
        socket.write(ok('ok', 'Connection: keep-alive\r\nKeep-Alive: timeout=60\r\n'))
        if (milliseconds > 0) setTimeout(() => socket.end(), milliseconds)
        else socket.end()
      })
    })
    const wire = keeping()
    for (let count = 0; count < 30; count++) {
      expect(await wire.send({ url: server.url, method: 'POST', body: 'a' })).toMatchObject({ status: 200 })
    }
  },
)

test('idle connections do not keep the process alive', async () => {
  const server = await rawServer((socket) => onRequest(socket, () => socket.write(ok())))
  const wire = fileURLToPath(new URL('../../../src/http/node/node-wire.ts', import.meta.url))
  const script = `
    const { createNodeWire } = await import(${JSON.stringify(wire)})
    const { status } = await createNodeWire({ keepAliveMs: 600_000 }).send({ url: ${JSON.stringify(server.url)} })
    console.log(status)`
  const child = spawn(process.execPath, ['--no-warnings', '--input-type=module', '--eval', script])
  onTestFinished(() => void child.kill())
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  expect(await once(child, 'close')).toEqual([0, null])
  expect(output).toBe('200\n')
})
