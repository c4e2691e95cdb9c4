import { net } from './builtins.ts'

/** A proxy named in the environment. */
export interface ProxyServer {
  readonly host: string
  readonly port: number
  /** The connection to the proxy itself uses TLS. */
  readonly secure: boolean
  /** The value of `Proxy-Authorization`. */
  readonly authorization?: string
  /** Why the proxy can't be used. Requests that need it fail. */
  readonly unusable?: 'proxy-address' | 'proxy-scheme'
}

/** Environment variables, such as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * Returns the proxy for an address as curl reads it from the environment: `http_proxy`, `https_proxy` or `HTTPS_PROXY`,
 * else `all_proxy` or `ALL_PROXY`, unless `no_proxy` or `NO_PROXY` exempts the host. Lower case wins, and an empty
 * variable counts as unset. The default port is 1080, for an `https://` proxy 443.
 *
 * Three things that curl ignores are read as Node reads them under `NODE_USE_ENV_PROXY`: `HTTP_PROXY` (but not in a CGI
 * program, which has `REQUEST_METHOD` and gets HTTP_PROXY from a client's `Proxy` header), a port in an entry of
 * `no_proxy`, and `*.host`, which means `.host`. Loopback addresses are not exempt: list them in `no_proxy`.
 */
export function proxyFor(url: URL, env: Environment): ProxyServer | undefined {
  const scheme = url.protocol.slice(0, -1)
  const shouting = scheme === 'http' && env.REQUEST_METHOD ? '' : `${scheme}_proxy`.toUpperCase()
  const address = env[`${scheme}_proxy`] || env[shouting] || env.all_proxy || env.ALL_PROXY
  if (!address || isExempt(url, env.no_proxy || env.NO_PROXY || '')) return undefined
  return parseProxy(address)
}

function parseProxy(address: string): ProxyServer {
  const [, scheme = 'http', rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(address) ?? []
  const secure = scheme.toLowerCase() === 'https'
  const unusable = { host: '', port: 0, secure }
  if (!secure && scheme.toLowerCase() !== 'http') return { ...unusable, unusable: 'proxy-scheme' }
  // With a scheme it doesn't know, URL keeps every port; of http it would drop 80.
  const parsed = URL.parse(`proxy://${rest}`)
  if (!parsed?.hostname || /\s/.test(rest)) return { ...unusable, unusable: 'proxy-address' }
  const { username, password, port } = parsed
  const user = `${decoded(username)}:${decoded(password)}`
  return {
    host: parsed.hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || (secure ? 443 : 1080)),
    secure,
    ...(user !== ':' && { authorization: `Basic ${Buffer.from(user).toString('base64')}` }),
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/**
 * Whether `no_proxy` covers the host: `*` alone, names and everything below them, addresses, networks in CIDR notation.
 */
function isExempt({ hostname, port, protocol }: URL, list: string): boolean {
  if (list.trim() === '*') return true
  const host = hostname.replace(/^\[|\]$|\.$/g, '').toLowerCase()
  const actualPort = port || (protocol === 'https:' ? '443' : '80')
  return list.split(/[\s,]+/).some((entry) => {
    const { name, port: wanted = actualPort } = splitPort(entry.toLowerCase())
    if (wanted !== actualPort) return false
    return net().isIP(host) ? isInNetwork(host, name) : isNameBelow(host, name)
  })
}

function splitPort(entry: string): { name: string; port?: string } {
  const [, bracketed, plain, port] = /^(?:\[(.*)\]|([^:]*))(?::(\d+))?$/.exec(entry) ?? []
  const name = bracketed ?? plain ?? entry
  return port === undefined ? { name } : { name, port }
}

function isNameBelow(host: string, entry: string): boolean {
  const name = entry.replace(/^\*?\./, '').replace(/\.$/, '')
  return name !== '' && (host === name || host.endsWith(`.${name}`))
}

function isInNetwork(host: string, entry: string): boolean {
  const [address = '', prefix] = entry.split('/')
  const { BlockList, isIP } = net()
  const family = isIP(address)
  if (family === 0 || family !== isIP(host)) return false
  const width = family === 4 ? 32 : 128
  // Like curl: an invalid prefix, or 0, means this one address.
  const bits = Number.parseInt(prefix ?? '', 10) || width
  if (bits < 0 || bits > width) return false
  const networks = new BlockList()
  networks.addSubnet(address, bits, family === 4 ? 'ipv4' : 'ipv6')
  return networks.check(host, family === 4 ? 'ipv4' : 'ipv6')
}
