import { connect, createServer, type Socket } from 'node:net'
import { type ContractReport, runContract } from 'phone-auth-kit/contract-tests'
import { createReferenceBackend } from 'phone-auth-kit/reference'
import { listen } from 'phone-auth-kit/server'
import { expect, onTestFinished, test } from 'vitest'

/** An HTTP/1.1 server that closes every connection after one reply without announcing it; it counts both. */
async function quietlyClosing() {
  const seen = { connections: 0, requests: 0, url: '' }
  const server = createServer((socket) => {
    seen.connections++
    socket.on('error', () => {})
    socket.once('data', () => {
      seen.requests++
      const body = '{"result":"0007","message":null}'
      socket.end(`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  seen.url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  return seen
}

test('a server that closes connections unannounced gets a new connection for each request', async () => {
  const seen = await quietlyClosing()
  const report = await runContract({ baseUrl: seen.url })
  expect(report.requests).toBeGreaterThan(5)
  expect(seen.connections).toBe(report.requests)
  const broken = report.cases
    .flatMap(({ findings }) => findings)
    .filter(({ actual }) => /connection broke/.test(actual))
  expect(broken).toEqual([])
})

/** Ways to treat a connection that was announced as kept; none of them is a fault. */
const kept: readonly [name: string, after: (socket: Socket) => void][] = [
  ['closes it at once', (socket) => socket.end()],
  ['closes it 5 ms after the reply', (socket) => setTimeout(() => socket.end(), 5)],
  ['resets it 2 ms after the reply', (socket) => setTimeout(() => socket.resetAndDestroy(), 2)],
]

test.each(kept)('a server that announces keep-alive and %s is not blamed', async (_, after) => {
  const backend = createReferenceBackend({ hashCost: 1 })
  const listener = await listen(backend, { port: 0 })
  onTestFinished(() => listener.close())
  const url = await inFront(listener.url, (socket, reply) => {
    socket.write(reply)
    after(socket)
  })
  const report = await runContract({ baseUrl: url })
  expect(mustFindings(report)).toEqual([])
  expect(report.verdict).toBe('conforms')
})

test.each([
  ['100', 'HTTP/1.1 100 Continue\r\n\r\n'],
  ['102', 'HTTP/1.1 102 Processing\r\n\r\n'],
  ['103', 'HTTP/1.1 103 Early Hints\r\nLink: </x.css>; rel=preload\r\n\r\n'],
  ['several', 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n'],
])('an interim reply that was not asked for means nothing: %s', async (_, interim) => {
  const backend = createReferenceBackend({ hashCost: 1 })
  const listener = await listen(backend, { port: 0 })
  onTestFinished(() => listener.close())
  const url = await inFront(listener.url, (socket, reply) => socket.end(Buffer.concat([Buffer.from(interim), reply])))
  const report = await runContract({ baseUrl: url })
  expect(mustFindings(report)).toEqual([])
  expect(report.verdict).toBe('conforms')
})

/** Hands requests on, one for each connection, and each reply as the bytes that came. */
async function inFront(target: string, answer: (socket: Socket, reply: Buffer) => void): Promise<string> {
  const { port: targetPort } = new URL(target)
  const server = createServer((socket) => {
    socket.on('error', () => {})
    const behind = connect(Number(targetPort), '127.0.0.1')
    const chunks: Buffer[] = []
    behind.on('data', (chunk: Buffer) => void chunks.push(chunk))
    behind.on('error', () => socket.destroy())
    behind.on('end', () => {
      const reply = Buffer.concat(chunks)
      answer(
        socket,
        Buffer.from(reply.toString('latin1').replace(/^Connection: close/im, 'Connection: keep-alive'), 'latin1'),
      )
    })
    socket.on('data', (chunk) => behind.write(chunk))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

const mustFindings = ({ cases }: ContractReport) =>
  cases
    .filter(({ level }) => level === 'must')
    .flatMap(({ id, findings }) => findings.map(({ actual }) => [id, actual]))
