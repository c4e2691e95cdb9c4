import type { LookupFunction, Socket } from 'node:net'
import type { ConnectionOptions } from 'node:tls'
import { net, tls } from './builtins.ts'
import { ConnectionError, causeOf } from './cause-of.ts'
import type { ProxyServer } from './proxy-for.ts'
import { askForTunnel } from './proxy-tunnel.ts'

/** Where a connection leads, and by which way. */
export interface Route {
  readonly host: string
  readonly port: number
  readonly secure: boolean
  readonly proxy: ProxyServer | undefined
}

/** What is the same for all connections. */
export interface ConnectSettings {
  /** For the whole way: name, connection, proxy and TLS. Milliseconds; 0 for no limit. */
  readonly connectTimeoutMs: number
  readonly lookup: LookupFunction | undefined
  tls(host: string): ConnectionOptions
}

/** A connection that is coming about. */
export interface Connecting {
  /**
   * Ready for a request. It has a listener for errors, so that a late one ends nothing.
   *
   * @throws ConnectionError
   */
  readonly socket: Promise<Socket>
  /** Gives up at once. */
  cancel(): void
}

/**
 * How long one address of several gets, in milliseconds. Node's 250 are too few for a far server: a host whose
 * addresses all take longer would count as silent.
 */
const attemptTimeoutMs = 1000

/** Opens a connection: through the proxy, and with TLS where the route is secure. */
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

/** Waits until a socket is ready. Its listeners stay: an error that comes later is told where it matters. */
function ready(socket: Socket, event: string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.once('close', () => reject(new Error('closed')))
    socket.once(event, () => resolve())
  })
}
