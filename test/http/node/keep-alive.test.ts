import { AsyncLocalStorage } from 'node:async_hooks'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { createNodeWire, type WireOptions } from '../../../src/http/node/node-wire.ts'
import { ok, onRequest, type RawServer, rawServer } from './raw-server.ts'

function keeping(options: WireOptions = {}) {
  const wire = createNodeWire({ keepAliveMs: 10_000, ...options })
  onTestFinished(() => wire.close())
  return wire
}

const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn++) await new Promise(setImmediate)
}

const requestsOf = ({ received }: RawServer) => received.map((text) => text.match(/^GET/gm)?.length ?? 0)

test('a connection carries one request after the other', async () => {
  const server = await rawServer((socket) => onRequest(socket, () => socket.write(ok())))
  const wire = keeping()
  const reused: boolean[] = []
  for (let count = 0; count < 3; count++) reused.push((await wire.send({ url: server.url })).reusedConnection)
  expect(reused).toEqual([false, true, true])
  expect(requestsOf(server)).toEqual([3])
  expect(server.received[0]).toContain('Connection: keep-alive\r\n')
  expect(wire.connections).toBe(1)
})

test('each of several at once has one of its own, and all of them are used again', async () => {
  const server = await rawServer((socket) => onRequest(socket, () => setTimeout(() => socket.write(ok()), 20)))
  const wire = keeping()
  const all = () => Promise.all(Array.from({ length: 5 }, () => wire.send({ url: server.url })))
  await all()
  expect((await all()).every(({ reusedConnection }) => reusedConnection)).toBe(true)
  expect(requestsOf(server)).toEqual([2, 2, 2, 2, 2])
})

test('origins share no connection', async () => {
  const serve = () => rawServer((socket) => onRequest(socket, () => socket.write(ok())))
  const [one, other] = [await serve(), await serve()]
  const wire = keeping()
  for (const { url } of [one, other, one, other]) await wire.send({ url })
  expect([requestsOf(one), requestsOf(other)]).toEqual([[2], [2]])
})

test.each<[string, WireOptions, string]>([
  ['without keep-alive', { keepAliveMs: 0 }, ok()],
  ['after a while that is too long', { keepAliveMs: 20 }, ok()],
  ['where the server says close', {}, ok('ok', 'Connection: close\r\n')],
  ['where the server speaks HTTP/1.0', {}, 'HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok'],
  ['where the server keeps it for a second', {}, ok('ok', 'Keep-Alive: timeout=1\r\n')],
])('a connection is not used again %s', async (_, options, reply) => {
  const server = await rawServer((socket) => onRequest(socket, () => socket.write(reply)))
  const wire = keeping(options)
  for (let count = 0; count < 2; count++) {
    expect(await wire.send({ url: server.url })).toMatchObject({ status: 200, reusedConnection: false })
    await new Promise((resolve) => setTimeout(resolve, 40))
  }
  expect(requestsOf(server)).toEqual([1, 1])
})

test('a connection is used again for as long as the server keeps it, less a margin', async () => {
  const server = await rawServer((socket) =>
    onRequest(socket, () => socket.write(ok('ok', 'keep-alive: max=9, timeout=5\r\n'))),
  )
  const wire = keeping()
  for (let count = 0; count < 2; count++) await wire.send({ url: server.url })
  expect(requestsOf(server)).toEqual([2])
})

test('an idle connection is closed in time, and what is idle can be closed', async () => {
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
  ['ends it', (socket) => socket.end()],
  ['resets it', (socket) => socket.resetAndDestroy()],
  ['sends a reply that nobody asked for', (socket) => socket.write(ok('unasked'))],
  ['sends a single byte', (socket) => socket.write('H')],
])('a server that %s while it is idle gets a new one for each request from then on', async (_, act) => {
  const server = await rawServer((socket) => onRequest(socket, () => socket.write(ok())))
  const wire = keeping()
  await wire.send({ url: server.url })
  for (const socket of server.sockets) act(socket)
  await server.closed()
  await turns(5)
  for (let count = 0; count < 2; count++) {
    expect(await wire.send({ url: server.url })).toMatchObject({ status: 200, reusedConnection: false })
  }
  expect(requestsOf(server)).toEqual([1, 1, 1])
  expect(server.received[2]).toContain('Connection: close\r\n')
})

test('a request on a connection that the server gave up is told, and never sent again', async () => {
  // The server is too busy to see the second request before it hangs up.
  const server = await rawServer((socket, index) => {
    let count = 0
    onRequest(socket, () => {
      count++
      if (index > 0 || count === 1) socket.write(ok())
      else socket.resetAndDestroy()
    })
  })
  const wire = keeping()
  await wire.send({ url: server.url })
  expect(await wire.send({ url: server.url })).toMatchObject({
    kind: 'failure',
    code: 'reset',
    sent: true,
    reusedConnection: true,
  })
  await turns(20)
  expect(requestsOf(server)).toEqual([2])
  // And it is not tried again.
  expect(await wire.send({ url: server.url })).toMatchObject({ status: 200, reusedConnection: false })
  expect(await wire.send({ url: server.url })).toMatchObject({ status: 200, reusedConnection: false })
})

test('a connection on which a request failed or was cut is not used again', async () => {
  let reply = ''
  const server = await rawServer((socket) => onRequest(socket, () => socket.write(reply)))
  const wire = keeping()
  reply = 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf'
  expect(await wire.send({ url: server.url, timeoutMs: 50 })).toMatchObject({ code: 'timeout', phase: 'reading' })
  reply = ok('a longer body')
  expect(await wire.send({ url: server.url, maxBytes: 3 })).toMatchObject({ cut: true })
  reply = ok()
  expect(await wire.send({ url: server.url })).toMatchObject({ status: 200, reusedConnection: false })
  expect(requestsOf(server)).toEqual([1, 1, 1])
})

test('what the caller keeps in its asynchronous context is there in every callback and afterwards', async () => {
  const server = await rawServer((socket) => onRequest(socket, () => socket.write(ok())))
  const wire = keeping()
  const storage = new AsyncLocalStorage<string>()
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
  expect(wire.connections).toBe(1)
})

test('idle connections keep no process up', async () => {
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
