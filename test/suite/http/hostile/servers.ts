import { createServer as createHttpServer, type IncomingMessage, type Server } from 'node:http'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { onTestFinished, vi } from 'vitest'
import { stopTimers } from '../../../harness/stop-timers.ts'
import { type Fetch, listening, rightBackend } from '../../backends.ts'

/** A server that is nothing but sockets. */
export interface SocketServer {
  readonly url: string
  /** How many bytes the server got rid of, over all connections. */
  readonly sent: () => number
}

/** What is done on a connection once something came, and with what came. */
export type OnRequest = (socket: Socket, request: string) => void

/** Starts a server on a free port of this machine; stops it when the test ends. */
export async function onSockets(onRequest: OnRequest | 'never read'): Promise<SocketServer> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    // Whoever is hostile is not surprised to be left.
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

/** Writes the same again and again, for as long as somebody takes it. */
export function keepWriting(socket: Socket, chunk: string | Buffer, every = 0): void {
  const next = () => {
    if (socket.destroyed) return
    if (socket.write(chunk)) setTimeout(next, every)
    else socket.once('drain', next)
  }
  next()
}

/** A reply of the right backend, on its way out. */
export interface Outgoing {
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Buffer
  /** The how-manyeth it is. */
  readonly count: number
  readonly request: IncomingMessage
  readonly socket: Socket
  readonly server: Server
  /** Sends it as it is. */
  readonly send: () => void
}

/** Starts a server that does with the right backend's replies what it likes. */
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

/** The head of a reply, written by hand. */
export function head({ status, headers }: Outgoing, version: string, more: readonly string[] = []): string {
  return [`HTTP/${version} ${status} OK`, ...headers.map(([name, value]) => `${name}: ${value}`), ...more, '', ''].join(
    '\r\n',
  )
}

/** A clock that a run waits by, and that the test moves. */
export interface WaitingClock {
  /** Goes with the run, so that the clock knows what is under way. */
  readonly fetch: Fetch
  /** Says that a request stays without a reply. */
  readonly hold: () => void
}

/**
 * Stops the timers until the test ends, and moves them on by `milliseconds` whenever every request of the run is held
 * back. So a reply that comes is never late, however slow the machine is, and one that does not come costs no time.
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
