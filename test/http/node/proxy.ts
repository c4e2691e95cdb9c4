import { once } from 'node:events'
import { createServer, request } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { type AddressInfo, connect } from 'node:net'
import { onTestFinished } from 'vitest'

/** A proxy as they are: it forwards requests for http, and opens tunnels for the rest. */
export async function startProxy({
  credentials,
  tls,
}: {
  credentials?: string
  tls?: { cert: string; key: string }
} = {}) {
  const asked: string[] = []
  const server = tls ? createSecureServer(tls) : createServer()
  const expected = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`
  server.on('request', (incoming, outgoing) => {
    asked.push(`${incoming.method} ${incoming.url}`)
    const { 'proxy-authorization': authorization, ...headers } = incoming.headers
    if (authorization !== expected) return void outgoing.writeHead(407).end('who are you')
    const forwarded = request(incoming.url ?? '', { method: incoming.method, headers, agent: false }, (reply) => {
      outgoing.writeHead(reply.statusCode ?? 502, reply.headers)
      reply.pipe(outgoing)
    })
    forwarded.on('error', () => outgoing.writeHead(502).end())
    incoming.pipe(forwarded)
  })
  server.on('connect', (incoming, client) => {
    asked.push(`CONNECT ${incoming.url}`)
    client.on('error', () => {})
    if (incoming.headers['proxy-authorization'] !== expected) return void client.end('HTTP/1.1 407 Who Are You\r\n\r\n')
    const { hostname, port } = new URL(`http://${incoming.url}`)
    const target = connect(Number(port), hostname)
    target.on('error', () => client.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n'))
    target.on('connect', () => {
      client.write('HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n')
      client.pipe(target).pipe(client)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { port: (server.address() as AddressInfo).port, asked }
}
