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
  /** Stores the cookies that a reply from a path sets, unless its call is over. */
  take(setCookies: readonly string[], pathname: string, call?: AbortSignal): void
  /** The cookies that have not expired. */
  cookies(): Cookie[]
  /** Replaces all cookies by these. */
  replace(cookies: readonly Cookie[]): void
}

/** What Chromium keeps for one site; RFC 6265 (6.1) asks for 50. */
const mostCookies = 180

/** The longest name and value together, in bytes (RFC 6265bis, 5.7). A header's text has one character a byte. */
const longestCookie = 4096

/** The longest life of a cookie (RFC 6265bis, 5.5): 400 days. */
const longestLife = 400 * 24 * 60 * 60 * 1000

/** A cookie jar for one origin. Cookies for another host, and Secure ones over `http`, are not stored. */
export function createCookieJar(origin: URL): CookieJar {
  const kept = new Map<string, Cookie>()
  // The keys in the order of their last use: the order of `kept` is that of creation, which the header follows.
  const used = new Set<string>()
  const drop = (key: string): void => {
    kept.delete(key)
    used.delete(key)
  }
  const use = (cookie: Cookie): void => {
    used.delete(keyOf(cookie))
    used.add(keyOf(cookie))
  }
  const keep = (cookie: Cookie): void => {
    const key = keyOf(cookie)
    if (cookie.expires !== undefined && cookie.expires <= Date.now()) {
      drop(key)
      return
    }
    kept.set(key, cookie)
    use(cookie)
    const [unused] = used
    if (kept.size > mostCookies && unused !== undefined) drop(unused)
  }
  const cookies = (): Cookie[] => {
    for (const { expires, ...cookie } of [...kept.values()])
      if (expires !== undefined && expires <= Date.now()) drop(keyOf(cookie))
    return [...kept.values()]
  }
  return {
    cookies,
    header(pathname, given = '') {
      const sent = kept.size === 0 ? [] : cookies().filter(({ path }) => pathMatches(path, pathname))
      // Longer paths first (RFC 6265, 5.4). The sort is stable, so older cookies stay before newer ones.
      sent.sort((one, other) => other.path.length - one.path.length)
      sent.forEach(use)
      const others = given
        .split(';')
        .map((pair) => pair.trim())
        .filter((pair) => pair && !sent.some(({ name }) => name === halves(pair)[0]))
      return [...others, ...sent.map(({ name, value }) => `${name}=${value}`)].join('; ') || undefined
    },
    take(setCookies, pathname, call) {
      if (call?.aborted) return
      for (const line of setCookies) {
        const cookie = parse(line, origin, pathname)
        if (cookie) keep(cookie)
      }
    },
    replace(cookies) {
      const sound = cookies.filter((cookie) => cookie && sendable(cookie))
      kept.clear()
      used.clear()
      for (const { name, value, path, expires } of sound)
        keep({ name, value, path, ...(typeof expires === 'number' && { expires }) })
    },
  }
}

function keyOf({ name, path }: Pick<Cookie, 'name' | 'path'>): string {
  return `${name};${path}`
}

function parse(line: string, origin: URL, pathname: string): Cookie | undefined {
  const [pair = '', ...attributes] = line.split(';')
  const [name, value] = halves(pair)
  if (!pair.includes('=') || (name === '' && value === '')) return undefined
  let path = pathname.slice(0, Math.max(1, pathname.lastIndexOf('/')))
  let secure = false
  let hasDomain = false
  let hasPath = false
  let expires: number | undefined
  let maxAge: number | undefined
  for (const attribute of attributes) {
    const [key, setting] = halves(attribute)
    switch (key.toLowerCase()) {
      case 'path':
        hasPath = setting.startsWith('/')
        if (hasPath) path = setting
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
        hasDomain = true
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
  if (/^__host-/i.test(name) && (path !== '/' || !hasPath || hasDomain)) return undefined
  const end = maxAge ?? expires
  const cookie = { name, value, path, ...(end !== undefined && { expires: Math.min(end, Date.now() + longestLife) }) }
  return sendable(cookie) ? cookie : undefined
}

/** Whether a cookie can be sent without breaking the header or another cookie. */
function sendable({ name, value, path }: Cookie): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to reject.
  const unsafe = /[;\0-\x1f\x7f]/
  const areTexts = [name, value, path].every((text) => typeof text === 'string' && !unsafe.test(text))
  return areTexts && name.length + value.length <= longestCookie
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
