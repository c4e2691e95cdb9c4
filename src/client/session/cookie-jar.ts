import { parseCookieDate } from '../../http/cookie-date.ts'

/** A cookie, as stored and as exported. */
export interface Cookie {
  readonly name: string
  readonly value: string
  readonly path: string
  /** When it expires, in milliseconds since 1970. Without it, the cookie lives as long as the client. */
  readonly expires?: number
}

/** The cookies of one origin, stored as a browser would (RFC 6265). */
export interface CookieJar {
  /** The `Cookie` header for a path, after the caller's cookies of other names; undefined if there are none. */
  header(pathname: string, given?: string): string | undefined
  /** Stores the cookies that a reply from a path sets. */
  take(setCookies: readonly string[], pathname: string): void
  /** The cookies that have not expired. */
  cookies(): Cookie[]
  /** Replaces all cookies by these. */
  replace(cookies: readonly Cookie[]): void
}

/** What RFC 6265 (6.1) asks every browser to keep for one host. */
const mostCookies = 50

/** A cookie jar for one origin. Cookies for another host, and Secure ones over `http`, are not stored. */
export function createCookieJar(origin: URL): CookieJar {
  const kept = new Map<string, Cookie>()
  const keep = (cookie: Cookie): void => {
    const key = `${cookie.name};${cookie.path}`
    if (cookie.expires !== undefined && cookie.expires <= Date.now()) kept.delete(key)
    else kept.set(key, cookie)
    const [oldest] = kept.keys()
    if (kept.size > mostCookies && oldest !== undefined) kept.delete(oldest)
  }
  const cookies = (): Cookie[] => {
    for (const cookie of [...kept.values()]) keep(cookie)
    return [...kept.values()]
  }
  return {
    cookies,
    header(pathname, given = '') {
      const sent = kept.size === 0 ? [] : cookies().filter(({ path }) => pathMatches(path, pathname))
      // Longer paths first (RFC 6265, 5.4). The sort is stable, so older cookies stay before newer ones.
      sent.sort((one, other) => other.path.length - one.path.length)
      const others = given
        .split(';')
        .map((pair) => pair.trim())
        .filter((pair) => pair && !sent.some(({ name }) => name === halves(pair)[0]))
      return [...others, ...sent.map(({ name, value }) => `${name}=${value}`)].join('; ') || undefined
    },
    take(setCookies, pathname) {
      for (const line of setCookies) {
        const cookie = parse(line, origin, pathname)
        if (cookie) keep(cookie)
      }
    },
    replace(cookies) {
      kept.clear()
      for (const cookie of cookies) if (sendable(cookie)) keep(cookie)
    },
  }
}

function parse(line: string, origin: URL, pathname: string): Cookie | undefined {
  const [pair = '', ...attributes] = line.split(';')
  const [name, value] = halves(pair)
  if (!pair.includes('=') || (name === '' && value === '')) return undefined
  let path = pathname.slice(0, Math.max(1, pathname.lastIndexOf('/')))
  let secure = false
  let expires: number | undefined
  let maxAge: number | undefined
  for (const attribute of attributes) {
    const [key, setting] = halves(attribute)
    switch (key.toLowerCase()) {
      case 'path':
        if (setting.startsWith('/')) path = setting
        break
      case 'max-age':
        if (/^-?\d+$/.test(setting)) maxAge = Date.now() + Number(setting) * 1000
        break
      case 'expires': {
        const date = parseCookieDate(setting)
        if (date !== undefined) expires = date
        break
      }
      case 'domain': {
        const domain = setting.replace(/^\./, '').toLowerCase()
        if (domain && !domainMatches(origin.hostname, domain)) return undefined
        break
      }
      case 'secure':
        if (origin.protocol !== 'https:') return undefined
        secure = true
        break
    }
  }
  if (/^__(?:secure|host)-/i.test(name) && !secure) return undefined
  if (/^__host-/i.test(name) && path !== '/') return undefined
  const end = maxAge ?? expires
  const cookie = { name, value, path, ...(end !== undefined && { expires: end }) }
  return sendable(cookie) ? cookie : undefined
}

/** Whether a cookie can be sent without breaking the header or another cookie. */
function sendable({ name, value, path }: Cookie): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to reject.
  const unsafe = /[;\0-\x1f\x7f]/
  return [name, value, path].every((text) => typeof text === 'string' && !unsafe.test(text))
}

/** A host matches its own domain and every parent; an IP address matches only itself. */
function domainMatches(host: string, domain: string): boolean {
  return host === domain || (host.endsWith(`.${domain}`) && !/^[\d.]+$|:/.test(host))
}

function halves(text: string): [string, string] {
  const at = text.indexOf('=')
  return at < 0 ? [text.trim(), ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()]
}

function pathMatches(path: string, pathname: string): boolean {
  return pathname === path || (pathname.startsWith(path) && (path.endsWith('/') || pathname[path.length] === '/'))
}
