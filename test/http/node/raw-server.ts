import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'
import { onTestFinished } from 'vitest'

/** A server of bytes, for one test. */
export interface RawServer {
  readonly url: string
  readonly port: number
  /** Every connection so far. */
  readonly sockets: readonly Socket[]
  /** What came over each of them. */
  readonly received: readonly string[]
  /** Resolves when every connection is closed. */
  closed(): Promise<void>
}

/** Listens, hands each connection to `serve`, and ends with the test. */
export function rawServer(serve: (socket: Socket, index: number) => void): Promise<RawServer> {
  return listen(createServer(), 'connection', serve)
}

/** The same over TLS. */
export function rawTlsServer(options: TlsOptions, serve: (socket: Socket, index: number) => void): Promise<RawServer> {
  return listen(createTlsServer(options), 'secureConnection', serve)
}

async function listen(
  server: Server,
  event: string,
  serve: (socket: Socket, index: number) => void,
): Promise<RawServer> {
  const sockets: Socket[] = []
  const received: string[] = []
  server.on('tlsClientError', () => {})
  server.on(event, (socket: Socket) => {
    const index = sockets.push(socket) - 1
    received[index] = ''
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      received[index] += chunk.toString('latin1')
    })
    serve(socket, index)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `${event === 'connection' ? 'http' : 'https'}://127.0.0.1:${port}`,
    port,
    sockets,
    received,
    async closed() {
      // Not `once`, which takes an error for the end of its waiting.
      const closing = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve))
      await Promise.all(sockets.map((socket) => socket.closed || closing(socket)))
    },
  }
}

/** Calls back with each whole request that comes over a connection. */
export function onRequest(socket: Socket, answer: (request: string) => void): void {
  let text = ''
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1')
    for (let end = endOf(text); end >= 0; end = endOf(text)) {
      const request = text.slice(0, end)
      text = text.slice(end)
      answer(request)
    }
  })
}

function endOf(text: string): number {
  const head = text.indexOf('\r\n\r\n') + 4
  if (head < 4) return -1
  if (/transfer-encoding: chunked/i.test(text.slice(0, head))) {
    const last = text.indexOf('0\r\n\r\n', head)
    return last < 0 ? -1 : last + 5
  }
  const end = head + Number(/content-length: (\d+)/i.exec(text.slice(0, head))?.[1] ?? 0)
  return text.length < end ? -1 : end
}

/** A plain reply. */
export function ok(body = 'ok', headers = ''): string {
  return `HTTP/1.1 200 OK\r\nContent-Length: ${Buffer.byteLength(body)}\r\n${headers}\r\n${body}`
}

/** Resolves once the client, in this process, has read the head of a reply and what came with it. */
export function replyBegun(): Promise<void> {
  const channel = 'http.client.response.finish'
  return new Promise((resolve) => {
    const onReply = () => {
      unsubscribe(channel, onReply)
      setImmediate(resolve)
    }
    subscribe(channel, onReply)
  })
}
