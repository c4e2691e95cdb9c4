import type { ClientRequest } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { http } from '../builtins.ts'
import { type Connecting, type ConnectSettings, connect, type Route } from './connect.ts'

/** Safety margin under a server's `Keep-Alive: timeout`, in milliseconds: its clock and the network differ. */
const hintMarginMs = 1000

/** How long a server must have left an idle connection open before any is reused, in milliseconds. */
const probationMs = 20

/** How long a server that closed an idle connection gets a new one for each request, in milliseconds. */
const distrustMs = 60_000

/** Most idle connections kept. */
const maxIdle = 128

interface Kept {
  readonly socket: Socket
  isIdle: boolean
  usableUntil: number
  /** The server's last `Keep-Alive: timeout` less the margin, in milliseconds. */
  hintMs: number
}

/**
 * The connections to one origin. With `idleMs` 0 each request opens its own. Otherwise a connection is reused if it was
 * idle for no longer than that and the server did nothing on it meanwhile.
 *
 * Nothing is ever sent twice, so a request is lost if the server closes a reused connection at that moment. A server
 * that announces keep-alive may still close at once, so it is trusted only after it has left one connection open for a
 * while.
 *
 * It is an Agent because interceptors of node:http expect one. The pooling of Agent itself is not used.
 */
export class ConnectionPool extends http().Agent {
  readonly route: Route
  /** How many connections have been opened. */
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
    // Missing in the types, but read by every request.
    Object.assign(
      this,
      route.secure ? { protocol: 'https:', defaultPort: 443 } : { protocol: 'http:', defaultPort: 80 },
    )
    this.route = route
    this.#settings = settings
    this.#idleMs = idleMs
  }

  /** Read by every request, which sends `Connection: keep-alive` or `close` accordingly. */
  get keepAlive(): boolean {
    return this.#idleMs > 0 && performance.now() >= this.#distrustedUntil
  }

  // The constructor of Agent assigns it.
  set keepAlive(_: boolean) {}

  /** Called by node:http for each new request. */
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

  /** Called by interceptors that pass a request through. */
  override createConnection(_: object, done?: (error: Error | null, stream: Duplex) => void): undefined {
    this.#open().socket.then(
      (socket) => done?.(null, socket),
      (error) => done?.(error, undefined as never),
    )
  }

  /** Whether a request is waiting for its connection, or never got one. */
  isConnecting(request: ClientRequest): boolean {
    return this.#connecting.has(request)
  }

  /** Cancels the connection that a request is waiting for. */
  abandon(request: ClientRequest): void {
    this.#connecting.get(request)?.cancel()
  }

  /** Reads the server's `Keep-Alive` header for the connection of a request. */
  heed({ socket }: ClientRequest, keepAlive: string): void {
    const seconds = keepAlive && /\btimeout=(\d+)/i.exec(keepAlive)?.[1]
    const kept = seconds && socket && this.#kept.get(socket)
    if (kept) kept.hintMs = Number(seconds) * 1000 - hintMarginMs
  }

  /** The server doesn't keep connections as it announces: opens a new one for each request for a while. */
  distrust(): void {
    this.#distrustedUntil = performance.now() + distrustMs
    this.#isProven = false
    this.destroy()
  }

  /** Closes idle connections. */
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
    // Emitted by node:http when the reply is complete and the connection may be reused.
    socket.on('free', () => this.#release(kept))
    // Unsolicited bytes would be taken for the reply to the next request.
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
    // An idle connection must not keep the process alive.
    kept.socket.unref()
    this.#idle.push(kept)
    this.#sweepLater()
    if (!this.#isProven) this.#prove(kept)
  }

  #prove(kept: Kept): void {
    const since = kept.usableUntil
    const timer = setTimeout(() => {
      // If the process was busy, the timer fires before a close that has already arrived is read.
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
