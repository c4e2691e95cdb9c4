import { createServer, type IncomingMessage } from 'node:http'
import { getResponse } from 'msw'
import { statelessHandlers } from './stateless-handlers.ts'

// MSW's own way to answer outside of an interception, behind a node:http server.

function requestOf(message: IncomingMessage): Request {
  const { method = 'GET', url = '/' } = message
  const headers = new Headers()
  for (const [name, value] of Object.entries(message.headers)) if (value !== undefined) headers.set(name, String(value))
  const init: RequestInit & { duplex?: 'half' } = { method, headers }
  if (method !== 'GET') {
    init.body = message as unknown as BodyInit // Node's fetch takes any async iterable of bytes; the types of the DOM don't know that.
    init.duplex = 'half'
  }
  return new Request(`http://${message.headers.host}${url}`, init)
}

const server = createServer(async (message, response) => {
  const answer = await getResponse(statelessHandlers, requestOf(message))
  if (answer === undefined) return response.writeHead(404).end()
  response.writeHead(answer.status, Object.fromEntries(answer.headers))
  response.end(Buffer.from(await answer.arrayBuffer()))
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address !== null && typeof address === 'object') console.log(`http://127.0.0.1:${address.port}`)
})
