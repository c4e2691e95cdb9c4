import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
// Not the global one: a test's fake timers may stand in its place, and have done so before this was loaded.
import { setImmediate as atEndOfTurn } from 'node:timers'
import type { ReferenceBackend } from '../backend.ts'
import type { Disruption, Outgoing } from '../http/wire.ts'
import { incomingOf } from './incoming.ts'

/** Where to listen. */
export interface ListenOptions {
  /** Default 0: any free port. */
  readonly port?: number | undefined
  /** Default 127.0.0.1: this machine only. */
  readonly host?: string | undefined
  /** Told when other machines can reach the backend. Default: a warning of the process. */
  readonly onWarning?: ((warning: string) => void) | undefined
}

/** A backend that listens on a port. */
export interface Listener {
  /** The address to give to clients, without a path. */
  readonly url: string
  readonly port: number
  /** Stops listening and ends every connection. */
  close(): Promise<void>
}

/** Puts the backend on a port of this machine. Rejects with Node's error when that port is taken. */
export function listen(backend: ReferenceBackend, options: ListenOptions = {}): Promise<Listener> {
  const { port = 0, host = '127.0.0.1', onWarning = (warning) => process.emitWarning(warning) } = options
  let url = ''
  const together = endOfTurn()
  const server = createServer((message, response) => {
    backend.handle(incomingOf(message, response, url)).then(
      (outgoing) => together(() => answer(outgoing, message, response)),
      () => together(() => answer(failed, message, response)),
    )
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const { port: taken } = server.address() as AddressInfo // it listens on a port, so it is not a pipe's name
      url = `http://${reachable(host)}:${taken}`
      if (!isLoopback(host)) onWarning(`other machines can reach this backend: it listens on ${host}`)
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
 * Runs what it is given at the end of this turn of the event loop, all of it together.
 *
 * A write to a reader that sleeps has to wake it, which costs about as much as the rest of a small answer. Of answers
 * written one right after the other only the first does.
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

/** Where somebody's own function throws, such as `onExchange`. Nobody reads it where the request itself broke off. */
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
    // A status or a header of somebody's own decision that HTTP does not have.
    response.destroy()
  }
}

function send({ status, headers, body }: Outgoing, message: IncomingMessage, response: ServerResponse): void {
  const flat: string[] = []
  for (const [name, value] of headers) flat.push(name, value)
  // The rest of a body that nobody reads is thrown away, so that the sender gets to read the answer. How long a sender
  // may go on, the server's request timeout says.
  if (!message.complete) message.resume()
  // With its length known, head and body leave in one write; without, each would be a chunk of its own.
  if (message.method !== 'HEAD' && status !== 204) flat.push('Content-Length', String(Buffer.byteLength(body)))
  response.writeHead(status, flat)
  response.end(body)
}

/** The host as an address has it. What stands for all addresses of this machine is none to send to. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host)
}
