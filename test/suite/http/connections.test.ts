import { createServer } from 'node:net'
import { runContract } from 'phone-auth-kit/contract-tests'
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
