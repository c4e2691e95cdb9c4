import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
// Not the global: a test may have replaced it with fake timers before this module was loaded.
import { setImmediate as atEndOfTurn } from 'node:timers'
import type { ReferenceBackend } from '../backend.ts'
import { isLoopbackHost, withoutPort } from '../http/loopback.ts'
import type { Disruption, Outgoing } from '../http/wire.ts'
import { incomingOf } from './incoming.ts'

/** Where to listen. */
export interface ListenOptions {
  /** The port. Default 0: any free port. */
  readonly port?: number | undefined
  /** The host name or address. Default 127.0.0.1: this machine only. */
  readonly host?: string | undefined
  /**
   * Further host names that it answers for when it listens on loopback, such as `mock.test`. It always answers for
   * `localhost`, names below it, loopback addresses and the host of `publicOrigin`. Any other gets status 421: the name of
   * a foreign site may have been pointed at this machine (DNS rebinding). Default: none.
   */
  readonly allowHosts?: readonly string[] | undefined
  /** Called when other machines can reach the backend. Default: `process.emitWarning`. */
  readonly onWarning?: ((warning: string) => void) | undefined
}

/** A backend that listens on a port. */
export interface Listener {
  /** The base address for clients, without a path. */
  readonly url: string
  readonly port: number
  /** Stops listening and closes every connection. */
  close(): Promise<void>
}

/**
 * How long an idle connection stays open, in milliseconds. With Node's 5 seconds a busy machine closes connections on
 * which a client is just sending its next request.
 */
const keepAliveTimeout = 75_000

/** Serves the backend on a port of this machine. Rejects with Node's error, such as EADDRINUSE. */
export function listen(backend: ReferenceBackend, options: ListenOptions = {}): Promise<Listener> {
  const { port = 0, host = '127.0.0.1', onWarning = (warning) => process.emitWarning(warning) } = options
  const isAllowedHost = allowedHosts(host, options.allowHosts ?? [], backend)
  let url = ''
  const together = endOfTurn()
  const server = createServer((message, response) => {
    backend.handle(incomingOf(message, response, url, isAllowedHost)).then(
      (outgoing) => together(() => answer(outgoing, message, response)),
      () => together(() => answer(failed, message, response)),
    )
  })
  server.keepAliveTimeout = keepAliveTimeout
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const { port: taken } = server.address() as AddressInfo // it listens on a port, so it is not a pipe's name
      url = `http://${reachable(host)}:${taken}`
      if (!isLoopbackHost(host)) onWarning(`other machines can reach this backend: it listens on ${host}`)
      const close = () =>
        new Promise<void>((closed) => {
          server.close(() => closed())
          server.closeAllConnections()
        })
      resolve({ url, port: taken, close })
    })
  })
}

/**
 * Returns a function that queues steps and runs them together at the end of this turn of the event loop.
 *
 * Writing to a sleeping reader wakes it, which costs about as much as the rest of a small answer. Of several answers
 * written in a row, only the first pays for that.
 */
function endOfTurn(): (step: () => void) => void {
  let steps: (() => void)[] = []
  const runAll = () => {
    const due = steps
    steps = []
    for (const step of due) step()
  }
  return (step) => {
    if (steps.push(step) === 1) atEndOfTurn(runAll)
  }
}

/** The answer when a function of the caller throws, such as `onExchange`, or when the request was cut off. */
const failed: Outgoing = {
  status: 500,
  headers: [['Content-Type', 'text/plain; charset=utf-8']],
  body: 'The backend failed: is there an error in onExchange?\n',
}

function answer(outgoing: Outgoing | Disruption, message: IncomingMessage, response: ServerResponse): void {
  if (outgoing === 'never') return
  if (outgoing === 'drop') return void message.socket.destroy()
  try {
    send(outgoing, message, response)
  } catch {
    // A replaced decision gave a status or a header that HTTP does not allow.
    response.destroy()
  }
}

function send({ status, headers, body }: Outgoing, message: IncomingMessage, response: ServerResponse): void {
  const flat: string[] = []
  for (const [name, value] of headers) flat.push(name, value)
  // Discard the rest of an unread body, so that the sender reads the answer. The server's request timeout bounds this.
  if (!message.complete) message.resume()
  // With a known length, head and body leave in one write instead of as chunks.
  if (message.method !== 'HEAD' && status !== 204) flat.push('Content-Length', String(Buffer.byteLength(body)))
  response.writeHead(status, flat)
  response.end(body)
}

/** The host as it stands in a URL. A wildcard address becomes the loopback address. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}

/** Tells by the `Host` header which requests a backend answers that listens on this host. */
function allowedHosts(
  host: string,
  more: readonly string[],
  { settings: { publicOrigin } }: ReferenceBackend,
): (header: string | undefined) => boolean {
  // Other machines reach it by names that it cannot know.
  if (!isLoopbackHost(host)) return () => true
  const allowed = new Set(more.map((name) => name.toLowerCase()))
  if (publicOrigin !== undefined) allowed.add(new URL(publicOrigin).hostname)
  return (header) => {
    // Browsers always send one.
    if (header === undefined) return true
    const name = withoutPort(header).toLowerCase()
    return isLoopbackHost(name) || allowed.has(name)
  }
}
