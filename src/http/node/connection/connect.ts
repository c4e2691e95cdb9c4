import type { LookupFunction, Socket } from 'node:net'
import type { ConnectionOptions } from 'node:tls'
import { net, tls } from '../builtins.ts'
import type { ProxyServer } from '../proxy-for.ts'
import { ConnectionError, causeOf } from './cause-of.ts'
import { askForTunnel } from './proxy-tunnel.ts'

/** Where a connection leads, and through which proxy. */
export interface Route {
  readonly host: string
  readonly port: number
  readonly secure: boolean
  readonly proxy: ProxyServer | undefined
}

/** Settings shared by all connections of a wire. */
export interface ConnectSettings {
  /** Time limit for DNS, TCP, proxy and TLS together, in milliseconds. 0: none. */
  readonly connectTimeoutMs: number
  readonly lookup: LookupFunction | undefined
  tls(host: string): ConnectionOptions
}

/** A connection being opened. */
export interface Connecting {
  /**
   * Resolves when it is ready for a request. The socket has an error listener, so that a late error can't crash the
   * process.
   *
   * @throws ConnectionError
   */
  readonly socket: Promise<Socket>
  /** Gives up and closes the socket at once. */
  cancel(): void
}

/**
 * Time limit for each address of a host that has several, in milliseconds. With Node's default of 250, distant hosts
 * can't be reached at all: an attempt that takes longer is given up, not merely raced by the next one.
 */
const attemptTimeoutMs = 1000

/** Opens a connection, through the proxy if there is one, with TLS if the route is secure. */
export function connect(route: Route, settings: ConnectSettings): Connecting {
  let current: Socket | undefined
  let given: ConnectionError | undefined
  const give = (code: 'aborted' | 'connect-timeout'): void => {
    given ??= new ConnectionError({ code })
    current?.destroy()
  }
  const limit = settings.connectTimeoutMs
  const timer = limit > 0 ? setTimeout(give, Math.min(limit, 2 ** 31 - 1), 'connect-timeout') : undefined
  const follow = async (socket: Socket, event: string): Promise<void> => {
    current = socket
    await ready(socket, event)
  }
  const socket = open(route, settings, follow)
    .catch((error) => {
      current?.destroy()
      throw given ?? (error instanceof ConnectionError ? error : new ConnectionError(causeOf(error, 'tls')))
    })
    .finally(() => clearTimeout(timer))
  return { socket, cancel: () => give('aborted') }
}

async function open(
  { host, port, secure, proxy }: Route,
  settings: ConnectSettings,
  follow: (socket: Socket, event: string) => Promise<void>,
): Promise<Socket> {
  const connectTo = async (host: string, port: number): Promise<Socket> => {
    const { lookup } = settings
    const socket = net().connect({
      host,
      port,
      noDelay: true,
      autoSelectFamilyAttemptTimeout: attemptTimeoutMs,
      ...(lookup && { lookup }),
    })
    await follow(socket, 'connect')
    return socket
  }
  const secureWith = async (host: string, under: Socket): Promise<Socket> => {
    const socket = tls().connect({ ...settings.tls(host), host, socket: under })
    await follow(socket, 'secureConnect')
    return socket
  }
  let socket: Socket
  if (!proxy) {
    socket = await connectTo(host, port).catch((error) => {
      throw new ConnectionError(causeOf(error, 'tcp'))
    })
  } else {
    if (proxy.unusable) throw new ConnectionError({ code: 'proxy', hint: proxy.unusable })
    try {
      socket = await connectTo(proxy.host, proxy.port)
      if (proxy.secure) socket = await secureWith(proxy.host, socket)
      if (secure) await askForTunnel(socket, `${host.includes(':') ? `[${host}]` : host}:${port}`, proxy.authorization)
    } catch (error) {
      throw error instanceof ConnectionError ? error : new ConnectionError({ ...causeOf(error, 'tls'), code: 'proxy' })
    }
  }
  return secure ? secureWith(host, socket) : socket
}

/** Waits until a socket is ready. The error listener stays, for errors that come later. */
function ready(socket: Socket, event: string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.once('close', () => reject(new Error('closed')))
    socket.once(event, () => resolve())
  })
}
