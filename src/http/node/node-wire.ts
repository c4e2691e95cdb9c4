import type { Agent } from 'node:http'
import type { LookupFunction } from 'node:net'
import { openStream } from './body/body-source.ts'
import type { ConnectSettings, Route } from './connection/connect.ts'
import { ConnectionPool } from './connection/connection-pool.ts'
import { type TlsSettings, tlsOptions } from './connection/tls-settings.ts'
import { type Carrier, exchange } from './exchange.ts'
import { endedRequest, type HeldRequest, holdRequest } from './held-request.ts'
import { type Cause, type Failure, failureOf, type Outcome } from './outcome.ts'
import type { ProxyServer } from './proxy-for.ts'
import { type CheckedRequest, checkRequest, type WireRequest } from './request.ts'
import { sendTogether, type Together } from './send-together.ts'

/** Settings shared by all requests of a wire. */
export interface WireOptions {
  /**
   * How long a connection may be idle and still be used again, in milliseconds; a server's `Keep-Alive: timeout` makes
   * it shorter. A server that closes idle connections gets a new one for each request for the next minute. Default 0:
   * every request opens its own connection and says `Connection: close`.
   */
  readonly keepAliveMs?: number
  /** Time limit for opening a connection: DNS, TCP, proxy and TLS together. Milliseconds. Default: none. */
  readonly connectTimeoutMs?: number
  readonly tls?: TlsSettings
  /**
   * Returns the proxy for an address, as `(url) => proxyFor(url, process.env)` does. Called once per origin. Default:
   * no proxy.
   */
  readonly proxy?: (url: URL) => ProxyServer | undefined
  /** Resolves host names. Default: the system's resolver. */
  readonly lookup?: LookupFunction
  /**
   * Opens the connections instead, for the requests of its protocol. `keepAliveMs`, `connectTimeoutMs`, `tls`, `proxy`
   * and `lookup` then apply to held requests only, which never use the agent.
   */
  readonly agent?: Agent
  /** Longest header a reply may have, in bytes. Default 64 KiB. */
  readonly maxHeaderBytes?: number
}

/**
 * Sends requests over HTTP/1.1 and returns what came back. It judges no reply, follows no redirect and sends nothing
 * twice.
 */
export interface NodeWire {
  /** Sends one request. Never rejects. */
  send(request: WireRequest): Promise<Outcome>
  /**
   * Opens a connection for a request and waits for `load()` and `release()`. The last byte is held for at most `holdMs`
   * milliseconds (50). A request with a stream can't be held. Never rejects.
   */
  hold(request: WireRequest, holdMs?: number): HeldRequest
  /**
   * Sends requests at the same time: their last bytes go out in one tick, after at most `holdMs` milliseconds (50).
   * Never rejects.
   */
  sendTogether(requests: readonly WireRequest[], holdMs?: number): Promise<Together>
  /** How many connections have been opened so far. */
  readonly connections: number
  /** Closes idle connections. */
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

/** Long enough to load several requests on a busy machine, too short for a server to give up on the first. */
const defaultHoldMs = 50

/** Refuses what can't be sent before a connection is opened. */
function check(request: WireRequest): CheckedRequest | Failure {
  let checked: CheckedRequest | Cause
  try {
    checked = checkRequest(request)
  } catch {
    // Not a request at all.
    checked = { code: 'invalid-request' }
  }
  return 'code' in checked ? refuse(request, checked) : checked
}

function refuse(request: WireRequest, cause: Cause): Failure {
  const { body } = request ?? {}
  // Nobody will read the stream, so nobody else would close it.
  if (typeof body === 'object' && body !== null && 'stream' in body) openStream(body).cancel()
  return failureOf(cause, { phase: 'preparing', sent: false, reusedConnection: false })
}
