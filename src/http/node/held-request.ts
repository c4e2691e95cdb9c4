import type { ClientRequest } from 'node:http'
import type { Socket } from 'node:net'
import { http } from './builtins.ts'
import type { ConnectionError } from './connection/cause-of.ts'
import { type ConnectSettings, connect, type Route } from './connection/connect.ts'
import { type Carrier, exchange } from './exchange.ts'
import { type Cause, failureOf, type Outcome } from './outcome.ts'
import type { CheckedRequest } from './request.ts'

/** A request that waits to be released, on a connection of its own. */
export interface HeldRequest {
  /** Resolves to whether the connection is open, TCP, proxy and TLS. Nothing has been sent yet. */
  readonly opened: Promise<boolean>
  /**
   * Sends everything but the last byte, which follows on `release()` or at the time limit. Resolves when the system has
   * taken the bytes, or at once if the connection failed.
   */
  load(): Promise<void>
  /** Sends the rest: in this tick if the request is loaded, else as soon as possible. */
  release(): void
  /** Everything but the last byte has been sent. */
  readonly isLoaded: boolean
  readonly outcome: Promise<Outcome>
}

/** Opens a connection for a request whose body is whole. Holds the last byte for at most `holdMs` milliseconds. */
export function holdRequest(
  request: CheckedRequest,
  carrier: Carrier,
  { route, settings, holdMs }: { readonly route: Route; readonly settings: ConnectSettings; readonly holdMs: number },
): HeldRequest {
  const connecting = connect(route, settings)
  let gate: Gate | undefined
  let isReleased = false
  let loading: Promise<void> | undefined
  let settle: (outcome: Outcome | Promise<Outcome>) => void = () => {}
  const outcome = new Promise<Outcome>((resolve) => {
    settle = resolve
  })
  const failBeforeSending = (cause: Cause): void => {
    settle(failureOf(cause, { phase: 'connecting', sent: false, reusedConnection: false }))
  }
  const { signal } = request
  const onAbort = (): void => {
    connecting.cancel()
    failBeforeSending({ code: 'aborted' })
  }
  if (signal?.aborted) onAbort()
  else signal?.addEventListener('abort', onAbort)

  const opened = connecting.socket.then(
    () => true,
    (error: ConnectionError) => {
      failBeforeSending(error.failure)
      return false
    },
  )
  const load = async (): Promise<void> => {
    const isOpen = await opened
    // From here on the exchange itself listens to the signal.
    signal?.removeEventListener('abort', onAbort)
    if (!isOpen) return
    const socket = await connecting.socket
    if (!socket.writable) {
      failBeforeSending({ code: 'closed-early' })
      return
    }
    if (!isReleased) gate = holdLastByte(socket)
    settle(exchange(request, { ...carrier, agent: new OneConnection(socket) }))
    if (!gate) return
    setTimeout(gate.release, holdMs).unref()
    await gate.loaded
  }
  return {
    opened,
    load() {
      loading ??= load()
      return loading
    },
    release() {
      isReleased = true
      loading ??= load()
      gate?.release()
    },
    get isLoaded() {
      return gate?.isLoaded ?? false
    },
    outcome,
  }
}

/** A request that was refused. */
export function endedRequest(outcome: Outcome): HeldRequest {
  return {
    opened: Promise.resolve(false),
    load: async () => {},
    release() {},
    isLoaded: false,
    outcome: Promise.resolve(outcome),
  }
}

/** An Agent that hands one connection to one request. */
class OneConnection extends http().Agent {
  readonly #socket: Socket

  constructor(socket: Socket) {
    super()
    this.#socket = socket
    if ('encrypted' in socket) Object.assign(this, { protocol: 'https:', defaultPort: 443 })
  }

  addRequest(request: ClientRequest): void {
    // Node emits it without using the socket if the request was destroyed meanwhile.
    this.#socket.once('free', () => this.#socket.destroy())
    request.onSocket(this.#socket)
  }
}

interface Gate {
  /** Resolves when everything but the last byte has been sent, or the connection is gone. */
  readonly loaded: Promise<void>
  readonly isLoaded: boolean
  release(): void
}

/**
 * Holds back the last byte written to a socket. node:http writes a request with a whole body within one tick, so the
 * last byte of that tick is the last of the request, body or not.
 */
function holdLastByte(socket: Socket): Gate {
  const write = socket.write.bind(socket) as (bytes: Uint8Array, done: (error?: Error | null) => void) => boolean
  const pieces: Buffer[] = []
  const dones: ((error?: Error | null) => void)[] = []
  let last: Buffer | undefined
  let isReleased = false
  let isLoaded = false
  const release = (): void => {
    isReleased = true
    if (!last) return
    write(last, (error) => {
      for (const done of dones) done(error)
    })
    last = undefined
  }
  const loaded = new Promise<void>((resolve) => {
    socket.once('close', resolve)
    const letGo = (): void => {
      Reflect.deleteProperty(socket, 'write')
      const all = Buffer.concat(pieces)
      last = all.subarray(-1)
      write(all.subarray(0, -1), (error) => {
        isLoaded = !error
        resolve()
      })
      if (isReleased) release()
    }
    const hold = (data: string | Uint8Array, encoding: BufferEncoding | undefined, done?: () => void): boolean => {
      if (pieces.length === 0) setImmediate(letGo)
      pieces.push(typeof data === 'string' ? Buffer.from(data, encoding) : Buffer.from(data))
      if (done) dones.push(done)
      return true
    }
    socket.write = hold as Socket['write']
  })
  return {
    loaded,
    get isLoaded() {
      return isLoaded
    },
    release,
  }
}
