import { createServer, type ServerResponse } from 'node:http'

// A backend that costs next to nothing: it reads each request to its end and answers with what the document promises.
// Started with a status, it answers everything with that status and an empty body. /counts tells how often it was asked.

const status = Number(process.argv[2] ?? 200)
const counts: Record<string, number> = {}

function answer(response: ServerResponse, reply: unknown): void {
  const text = JSON.stringify(reply)
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text)
}

const server = createServer((request, response) => {
  const path = request.url?.split('?')[0] ?? ''
  if (path === '/counts') return answer(response, counts)
  const operation = `${request.method} ${path}`
  counts[operation] = (counts[operation] ?? 0) + 1
  let received = 0
  request.on('data', (chunk: Buffer) => {
    received += chunk.length
  })
  request.on('end', () => {
    if (status !== 200) return response.writeHead(status, { 'content-length': 0 }).end()
    if (operation === 'GET /register') return answer(response, { result: '0000', message: '0042' })
    if (operation === 'POST /upload') {
      // Tells through the path what arrived, so that a sender who loses bytes is seen.
      const announced = request.headers['content-length'] ?? 'chunked'
      return answer(response, { result: '0000', message: `/uploads/${received}/${announced}` })
    }
    if (operation === 'POST /log')
      return answer(response, { result: '0000', message: 'b2c1f0e3a4d5968778695a4b3c2d1e0f' })
    return answer(response, { result: '0000', message: null })
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address !== null && typeof address === 'object') console.log(`http://127.0.0.1:${address.port}`)
})
