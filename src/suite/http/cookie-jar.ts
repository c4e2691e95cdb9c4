import { parseCookieDate } from '../../http/cookie-date.ts'

/** Why a cookie that a reply set is not sent back. */
export interface CookieRefusal {
  readonly name: string
  readonly why: 'secure' | 'domain' | 'prefix' | 'expired'
}

interface Cookie {
  readonly name: string
  readonly value: string
  readonly path: string
  readonly expires: number
  readonly httpOnly: boolean
}

/** The cookies of one session with one origin, kept as a browser keeps them (RFC 6265, erratum E06). */
export interface CookieJar {
  /** Stores the `Set-Cookie` headers of a reply to a request for `url`. */
  store(setCookies: readonly string[], url: URL): void
  /** The `Cookie` header for a request to `url`; undefined if no cookie matches. */
  headerFor(url: URL): string | undefined
  /** Every cookie that a reply set and that is not sent back, and why. */
  readonly refused: readonly CookieRefusal[]
  /** How many cookies are kept. */
  readonly size: number
  /** The name of a stored cookie that has never been sent back. */
  readonly idle: string | undefined
}

export function createCookieJar(now: () => number = Date.now): CookieJar {
  const cookies = new Map<string, Cookie>()
  const refused: CookieRefusal[] = []
  const used = new Set<string>()
  return {
    store(setCookies, url) {
      for (const line of setCookies) {
        const parsed = parseSetCookie(line, url, now())
        if (!parsed) continue
        if ('why' in parsed) {
          refused.push(parsed)
          continue
        }
        const key = `${parsed.name};${parsed.path}`
        const earlier = cookies.get(key)
        // Servers delete a cookie by expiring it. That is worth reporting only if the cookie never existed.
        if (parsed.expires <= now() && !earlier) refused.push({ name: parsed.name, why: 'expired' })
        if (parsed.expires <= now()) cookies.delete(key)
        else cookies.set(key, parsed)
      }
    },
    headerFor(url) {
      const sent = [...cookies.values()]
        .filter((cookie) => cookie.expires > now() && pathMatches(url.pathname, cookie.path))
        .sort((one, other) => other.path.length - one.path.length)
      for (const { name } of sent) used.add(name)
      return sent.length === 0
        ? undefined
        : sent.map(({ name, value }) => (name ? `${name}=${value}` : value)).join('; ')
    },
    refused,
    get size() {
      return cookies.size
    },
    get idle() {
      return [...cookies.values()].find(({ name }) => !used.has(name))?.name
    },
  }
}

/** RFC 6265, 5.1.4. */
function pathMatches(requested: string, path: string): boolean {
  if (requested === path) return true
  return requested.startsWith(path) && (path.endsWith('/') || requested[path.length] === '/')
}

function defaultPath(url: URL): string {
  const end = url.pathname.lastIndexOf('/')
  return end <= 0 ? '/' : url.pathname.slice(0, end)
}

/** RFC 6265, 5.2 and 5.3, for one origin. */
function parseSetCookie(line: string, url: URL, now: number): Cookie | CookieRefusal | undefined {
  const [pair = '', ...attributes] = line.split(';')
  const equals = pair.indexOf('=')
  if (equals < 0) return undefined
  const name = pair.slice(0, equals).trim()
  const value = pair.slice(equals + 1).trim()
  if (name === '') return undefined
  let path = defaultPath(url)
  let expires = Number.POSITIVE_INFINITY
  let maxAge: number | undefined
  let secure = false
  let httpOnly = false
  let domain = ''
  for (const attribute of attributes) {
    const [rawKey = '', ...rest] = attribute.split('=')
    const key = rawKey.trim().toLowerCase()
    const text = rest.join('=').trim()
    if (key === 'path') path = text.startsWith('/') ? text : defaultPath(url)
    else if (key === 'max-age' && /^-?\d+$/.test(text)) maxAge = Number.parseInt(text, 10)
    else if (key === 'expires') expires = parseCookieDate(text) ?? expires
    else if (key === 'secure') secure = true
    else if (key === 'httponly') httpOnly = true
    else if (key === 'domain') domain = text.replace(/^\./, '').toLowerCase()
  }
  if (maxAge !== undefined) expires = maxAge <= 0 ? 0 : now + maxAge * 1000
  const host = url.hostname.toLowerCase()
  const isAddress = /^[\d.]+$|^\[/.test(host)
  if (domain && domain !== host && (isAddress || !host.endsWith(`.${domain}`))) return { name, why: 'domain' }
  if (secure && url.protocol !== 'https:') return { name, why: 'secure' }
  if (/^__(secure|host)-/i.test(name) && !secure) return { name, why: 'prefix' }
  return { name, value, path, expires, httpOnly }
}
