import type { ClientRequest } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { http } from './builtins.ts'
import { type Connecting, type ConnectSettings, connect, type Route } from './connect.ts'

/** A server closes a connection by its own clock, and its last bytes take their time: this much before its hint, in milliseconds. */
const hintMarginMs = 1000

/** How long a server must have left a connection alone before any is used again, in milliseconds. */
const probationMs = 20

/** For how long a server that closed a connection it was to keep gets a new one for each request, in milliseconds. */
const distrustMs = 60_000

/** More connections than this are not kept. */
const maxIdle = 128

interface Kept {
  readonly socket: Socket
  isIdle: boolean
  usableUntil: number
  /** What the server's last `Keep-Alive: timeout` leaves, in milliseconds. */
  hintMs: number
}

/**
 * The connections to one origin, for requests of node:http. With `idleMs` 0 each request gets one of its own. Else one
 * that was idle for no longer, and on which the server did nothing since, is used again. Nothing is ever sent twice, so a
 * request is lost when the server hangs up just then. Saying keep-alive is no promise: a server is believed once it has
 * left a connection alone for a moment.
 *
 * It is an Agent, so that what intercepts requests of node:http finds what it expects; how Agent itself keeps
 * connections is not used.
 */
export class ConnectionPool extends http().Agent {
  readonly route: Route
  /** How many connections were opened. */
  opened = 0
  readonly #settings: ConnectSettings
  readonly #idleMs: number
  #idle: Kept[] = []
  #sweeper: NodeJS.Timeout | undefined
  #distrustedUntil = 0
  #isProven = false
  readonly #kept = new WeakMap<Duplex, Kept>()
  readonly #connecting = new WeakMap<ClientRequest, Connecting>()

  constructor(route: Route, settings: ConnectSettings, idleMs: number) {
    super()
    // Not in the types of Node, but looked at by every request.
    Object.assign(
      this,
      route.secure ? { protocol: 'https:', defaultPort: 443 } : { protocol: 'http:', defaultPort: 80 },
    )
    this.route = route
    this.#settings = settings
    this.#idleMs = idleMs
  }

  /** Node asks it at each request, and says keep-alive or close accordingly. */
  get keepAlive(): boolean {
    return this.#idleMs > 0 && performance.now() >= this.#distrustedUntil
  }

  // Agent's constructor sets what it was given.
  set keepAlive(_: boolean) {}

  /** Called by node:http, once a request is made. */
  addRequest(request: ClientRequest): void {
    const kept = this.#take()
    if (kept) {
      request.reusedSocket = true
      request.onSocket(kept.socket)
      return
    }
    const connecting = this.#open()
    this.#connecting.set(request, connecting)
    connecting.socket.then(
      (socket) => {
        this.#connecting.delete(request)
        request.onSocket(socket)
      },
      (error: Error) => {
        request.destroy()
        request.emit('error', error)
      },
    )
  }

  /** Called by interceptors that let a request pass. */
  override createConnection(_: object, done?: (error: Error | null, stream: Duplex) => void): undefined {
    this.#open().socket.then(
      (socket) => done?.(null, socket),
      (error) => done?.(error, undefined as never),
    )
  }

  /** Whether a request waits for its connection, or has not got any. */
  isConnecting(request: ClientRequest): boolean {
    return this.#connecting.has(request)
  }

  /** Gives up the connection that a request waits for. */
  abandon(request: ClientRequest): void {
    this.#connecting.get(request)?.cancel()
  }

  /** Takes the server's word for how long the connection of a request may be idle. */
  heed({ socket }: ClientRequest, keepAlive: string): void {
    const seconds = keepAlive && /\btimeout=(\d+)/i.exec(keepAlive)?.[1]
    const kept = seconds && socket && this.#kept.get(socket)
    if (kept) kept.hintMs = Number(seconds) * 1000 - hintMarginMs
  }

  /** The server does not mean it when it says that it keeps connections: from now on, for a while, each request gets a new one. */
  distrust(): void {
    this.#distrustedUntil = performance.now() + distrustMs
    this.#isProven = false
    this.destroy()
  }

  /** Closes the connections that carry no request. */
  override destroy(): void {
    for (const kept of this.#idle.splice(0)) drop(kept)
  }

  #open(): Connecting {
    this.opened++
    const connecting = connect(this.route, this.#settings)
    connecting.socket.then((socket) => this.#watch(socket)).catch(() => {})
    return connecting
  }

  #watch(socket: Socket): void {
    const kept: Kept = { socket, isIdle: false, usableUntil: 0, hintMs: Number.POSITIVE_INFINITY }
    this.#kept.set(socket, kept)
    // Node's word for: the reply is complete, and both sides may go on.
    socket.on('free', () => this.#release(kept))
    // What comes unasked would be taken for the reply to the next request.
    socket.on('data', () => kept.isIdle && socket.destroy())
    socket.once('end', () => kept.isIdle && socket.destroy())
    socket.once('close', () => {
      if (!kept.isIdle) return
      this.#idle = this.#idle.filter((other) => other !== kept)
      this.distrust()
    })
  }

  #take(): Kept | undefined {
    if (!this.#isProven) return undefined
    const now = performance.now()
    for (let kept = this.#idle.pop(); kept; kept = this.#idle.pop()) {
      if (kept.usableUntil > now && kept.socket.writable) {
        kept.isIdle = false
        kept.socket.ref()
        return kept
      }
      drop(kept)
    }
    return undefined
  }

  #release(kept: Kept): void {
    const idleMs = Math.min(this.#idleMs, kept.hintMs)
    if (!this.keepAlive || idleMs <= 0 || this.#idle.length >= maxIdle || !kept.socket.writable) {
      drop(kept)
      return
    }
    kept.isIdle = true
    kept.usableUntil = performance.now() + idleMs
    // A connection that waits for nothing keeps no process up.
    kept.socket.unref()
    this.#idle.push(kept)
    this.#sweepLater()
    if (!this.#isProven) this.#prove(kept)
  }

  #prove(kept: Kept): void {
    const since = kept.usableUntil
    const timer = setTimeout(() => {
      // After a busy time the timer comes before what the server did meanwhile.
      setImmediate(() => {
        if (kept.isIdle && kept.usableUntil === since) this.#isProven = true
      })
    }, probationMs)
    timer.unref()
  }

  #sweepLater(): void {
    if (this.#idle.length === 0 || this.#sweeper) return
    this.#sweeper = setTimeout(() => this.#sweep(), this.#idleMs).unref()
  }

  #sweep(): void {
    this.#sweeper = undefined
    const now = performance.now()
    const expired = this.#idle.filter((kept) => kept.usableUntil <= now)
    this.#idle = this.#idle.filter((kept) => kept.usableUntil > now)
    for (const kept of expired) drop(kept)
    this.#sweepLater()
  }
}

function drop(kept: Kept): void {
  kept.isIdle = false
  kept.socket.destroy()
}
