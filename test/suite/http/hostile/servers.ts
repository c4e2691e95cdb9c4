import { createServer as createHttpServer, type IncomingMessage, type Server } from 'node:http'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { onTestFinished, vi } from 'vitest'
import { stopTimers } from '../../../harness/stop-timers.ts'
import { type Fetch, listening, rightBackend } from '../../backends.ts'

/** A server of bare sockets. */
export interface SocketServer {
  readonly url: string
  /** How many bytes the server has sent over all connections. */
  readonly sent: () => number
}

/** Called for every chunk of data on a connection. */
export type OnRequest = (socket: Socket, request: string) => void

/** Starts a server on a free port of this machine; stops it when the test ends. */
export async function onSockets(onRequest: OnRequest | 'never read'): Promise<SocketServer> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    // The client closes connections early; that is not an error here.
    socket.on('error', () => {})
    if (onRequest === 'never read') socket.pause()
    else socket.on('data', (chunk) => onRequest(socket, String(chunk)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent: () => [...sockets].reduce((sum, { bytesWritten, writableLength }) => sum + bytesWritten - writableLength, 0),
  }
}

/** Writes the same chunk again and again until the connection closes. */
export function keepWriting(socket: Socket, chunk: string | Buffer, every = 0): void {
  const next = () => {
    if (socket.destroyed) return
    if (socket.write(chunk)) setTimeout(next, every)
    else socket.once('drain', next)
  }
  next()
}

/** A reply of the correct backend that is about to be sent. */
export interface Outgoing {
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Buffer
  /** The number of the reply, from 1. */
  readonly count: number
  readonly request: IncomingMessage
  readonly socket: Socket
  readonly server: Server
  /** Sends the reply unchanged. */
  readonly send: () => void
}

/** Starts a server that changes the replies of the correct backend. */
export async function inFrontOfRight(onReply: (reply: Outgoing) => void): Promise<string> {
  const fetch = rightBackend()
  let count = 0
  const server = createHttpServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const headers = ['cookie', 'content-type'].flatMap((name): [string, string][] => {
      const value = request.headers[name]
      return typeof value === 'string' ? [[name, value]] : []
    })
    const answer = await fetch(
      new Request(`http://localhost${request.url}`, {
        method: request.method ?? 'GET',
        headers,
        ...(request.method === 'POST' && { body: Buffer.concat(chunks) }),
      }),
    )
    const body = Buffer.from(await answer.arrayBuffer())
    const { status } = answer
    const send = () => {
      response.writeHead(status, [...answer.headers].flat())
      response.end(body)
    }
    count += 1
    onReply({ status, headers: [...answer.headers], body, count, request, socket: request.socket, server, send })
  })
  return await listening(server)
}

/** The status line and headers of a reply, as text. */
export function head({ status, headers }: Outgoing, version: string, more: readonly string[] = []): string {
  return [`HTTP/${version} ${status} OK`, ...headers.map(([name, value]) => `${name}: ${value}`), ...more, '', ''].join(
    '\r\n',
  )
}

/** A clock for a run, controlled by the test. */
export interface WaitingClock {
  /** The fetch of the run, so that the clock knows which requests are pending. */
  readonly fetch: Fetch
  /** Marks a request as one that gets no reply. */
  readonly hold: () => void
}

/**
 * Stops the timers until the test ends, and advances them by `milliseconds` whenever every pending request is held back.
 * So a reply is never late, however slow the machine is, and a missing one costs no time.
 */
export function waitingClock(milliseconds: number): WaitingClock {
  stopTimers()
  let underWay = 0
  let held = 0
  const check = () => {
    if (held === 0 || held < underWay) return
    held = 0
    vi.advanceTimersByTime(milliseconds)
  }
  return {
    hold: () => {
      held += 1
      check()
    },
    fetch: async (request) => {
      underWay += 1
      try {
        const response = await fetch(request)
        return new Response(await response.arrayBuffer(), response)
      } finally {
        underWay -= 1
        check()
      }
    },
  }
}
