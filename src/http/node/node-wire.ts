import type { Agent } from 'node:http'
import type { LookupFunction } from 'node:net'
import { openStream } from './body-source.ts'
import type { ConnectSettings, Route } from './connect.ts'
import { ConnectionPool } from './connection-pool.ts'
import { type Carrier, exchange } from './exchange.ts'
import { endedRequest, type HeldRequest, holdRequest } from './held-request.ts'
import { type Cause, type Failure, failureOf, type Outcome } from './outcome.ts'
import type { ProxyServer } from './proxy-for.ts'
import { type CheckedRequest, checkRequest, type WireRequest } from './request.ts'
import { sendTogether, type Together } from './send-together.ts'
import { type TlsSettings, tlsOptions } from './tls-settings.ts'

/** What is the same for all requests of a wire. */
export interface WireOptions {
  /**
   * How long a connection may be idle and still be used again, in milliseconds; a server's `Keep-Alive: timeout` makes it
   * shorter. A server that closes a connection while it is idle gets a new one for each request, for a minute. Default 0:
   * each request gets a connection of its own and says `Connection: close`.
   */
  readonly keepAliveMs?: number
  /** For a connection to come about: name, proxy and TLS in all. Milliseconds. Default: no limit. */
  readonly connectTimeoutMs?: number
  readonly tls?: TlsSettings
  /** The proxy for an address, `(url) => proxyFor(url, process.env)` for one. Default: none. It is asked once an origin. */
  readonly proxy?: (url: URL) => ProxyServer | undefined
  /** Resolves names, instead of the system's resolver. */
  readonly lookup?: LookupFunction
  /**
   * Carries the requests instead, those of its protocol: `keepAliveMs`, `connectTimeoutMs`, `tls`, `proxy` and `lookup` are
   * its own business. What is held back still goes over a connection of the wire.
   */
  readonly agent?: Agent
  /** A reply's header may be this long, in bytes. Default 64 KiB. */
  readonly maxHeaderBytes?: number
}

/** Sends requests over HTTP/1.1 and gives back what came. It judges nothing, follows nothing, and sends nothing twice. */
export interface NodeWire {
  /** Sends one request. Never rejects. */
  send(request: WireRequest): Promise<Outcome>
  /**
   * Opens a connection for a request and waits for the word to send it. Its last byte is held for `holdMs` milliseconds
   * at most. A request with a stream can't be held. Never rejects.
   */
  hold(request: WireRequest, holdMs?: number): HeldRequest
  /** Sends requests at the same time, their last bytes in one tick. These are held for `holdMs` milliseconds at most. Never rejects. */
  sendTogether(requests: readonly WireRequest[], holdMs?: number): Promise<Together>
  /** How many connections were opened so far. */
  readonly connections: number
  /** Closes the connections that are idle. */
  close(): void
}

/** @throws TypeError where `tls.ca` holds no certificate. */
export function createNodeWire(options: WireOptions = {}): NodeWire {
  const { keepAliveMs = 0, connectTimeoutMs = 0, lookup, agent, maxHeaderBytes = 1 << 16 } = options
  const settings: ConnectSettings = { connectTimeoutMs, lookup, tls: tlsOptions(options.tls ?? {}) }
  const ways = new Map<string, { readonly route: Route; readonly carrier: Carrier }>()
  const pools: ConnectionPool[] = []
  let held = 0

  const wayTo = (url: URL) => {
    const known = ways.get(url.origin)
    if (known) return known
    const secure = url.protocol === 'https:'
    const host = url.hostname.replace(/^\[|\]$/g, '')
    const port = Number(url.port || (secure ? 443 : 80))
    const route: Route = { host, port, secure, proxy: proxyOf(options, url) }
    const pool = new ConnectionPool(route, settings, keepAliveMs)
    pools.push(pool)
    const isProxied = !agent && !secure && route.proxy !== undefined
    const proxyAuthorization = isProxied ? route.proxy?.authorization : undefined
    const way = { route, carrier: { agent: agent ?? pool, host, port, isProxied, proxyAuthorization, maxHeaderBytes } }
    ways.set(url.origin, way)
    return way
  }
  const hold = (request: WireRequest, holdMs: number): HeldRequest => {
    const checked = check(request)
    if ('kind' in checked) return endedRequest(checked)
    if (checked.stream) return endedRequest(refuse(request, { code: 'invalid-request', hint: 'held-stream' }))
    const { route, carrier } = wayTo(checked.url)
    held++
    return holdRequest(checked, carrier, { route, settings, holdMs })
  }
  return {
    async send(request) {
      const checked = check(request)
      return 'kind' in checked ? checked : exchange(checked, wayTo(checked.url).carrier)
    },
    hold: (request, holdMs = defaultHoldMs) => hold(request, holdMs),
    sendTogether: (requests, holdMs = defaultHoldMs) =>
      sendTogether(
        requests.map((request) => () => hold(request, holdMs)),
        holdMs,
      ),
    get connections() {
      return pools.reduce((sum, { opened }) => sum + opened, held)
    },
    close() {
      for (const pool of pools) pool.destroy()
    },
  }
}

function proxyOf({ proxy }: WireOptions, url: URL): ProxyServer | undefined {
  try {
    return proxy?.(url)
  } catch {
    return { host: '', port: 0, secure: false, unusable: 'proxy-address' }
  }
}

/** Long enough for the last of several requests to be out on a busy machine, too short for a server to give up on the first. */
const defaultHoldMs = 50

/** What can't be sent is refused before there is a connection. */
function check(request: WireRequest): CheckedRequest | Failure {
  let checked: CheckedRequest | Cause
  try {
    checked = checkRequest(request)
  } catch {
    // Something that is no request at all.
    checked = { code: 'invalid-request' }
  }
  return 'code' in checked ? refuse(request, checked) : checked
}

function refuse(request: WireRequest, cause: Cause): Failure {
  const { body } = request ?? {}
  // A stream that is never read would stay open.
  if (typeof body === 'object' && body !== null && 'stream' in body) openStream(body).cancel()
  return failureOf(cause, { phase: 'preparing', sent: false, reusedConnection: false })
}
