/** One cookie, as kept and as exported. */
export interface Cookie {
  readonly name: string
  readonly value: string
  readonly path: string
  /** When it ends, in milliseconds since 1970; without it, with the client. */
  readonly expires?: number
}

/** The cookies of one origin, kept as a browser keeps them (RFC 6265). */
export interface CookieJar {
  /** The `Cookie` header for a path, or nothing. */
  header(pathname: string): string | undefined
  /** Takes the `Set-Cookie` headers of a reply from a path. */
  take(setCookies: readonly string[], pathname: string): void
  /** What is kept and not yet over. */
  cookies(): Cookie[]
  /** Keeps these and nothing else. */
  replace(cookies: readonly Cookie[]): void
}

/** A jar for one origin: whatever is not for this host, or not for `http`, is not kept. */
export function createCookieJar(origin: URL): CookieJar {
  const kept = new Map<string, Cookie>()
  const keep = (cookie: Cookie): void => {
    const key = `${cookie.name};${cookie.path}`
    if (cookie.expires !== undefined && cookie.expires <= Date.now()) kept.delete(key)
    else kept.set(key, cookie)
  }
  const cookies = (): Cookie[] => {
    for (const cookie of [...kept.values()]) keep(cookie)
    return [...kept.values()]
  }
  return {
    cookies,
    header(pathname) {
      const sent = kept.size === 0 ? [] : cookies().filter(({ path }) => pathMatches(path, pathname))
      // Longer paths first (RFC 6265, 5.4); sort is stable, so older cookies stay before younger ones.
      sent.sort((one, other) => other.path.length - one.path.length)
      return sent.length === 0 ? undefined : sent.map(({ name, value }) => `${name}=${value}`).join('; ')
    },
    take(setCookies, pathname) {
      for (const line of setCookies) {
        const cookie = parse(line, origin, pathname)
        if (cookie) keep(cookie)
      }
    },
    replace(cookies) {
      kept.clear()
      for (const cookie of cookies) keep(cookie)
    },
  }
}

function parse(line: string, origin: URL, pathname: string): Cookie | undefined {
  const [pair = '', ...attributes] = line.split(';')
  const [name, value] = halves(pair)
  if (!pair.includes('=') || (name === '' && value === '')) return undefined
  let path = pathname.slice(0, Math.max(1, pathname.lastIndexOf('/')))
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
        const date = Date.parse(setting)
        if (!Number.isNaN(date)) expires = date
        break
      }
      case 'domain': {
        const domain = setting.replace(/^\./, '').toLowerCase()
        if (domain && origin.hostname !== domain && !origin.hostname.endsWith(`.${domain}`)) return undefined
        break
      }
      case 'secure':
        if (origin.protocol !== 'https:') return undefined
        break
    }
  }
  const end = maxAge ?? expires
  return { name, value, path, ...(end !== undefined && { expires: end }) }
}

function halves(text: string): [string, string] {
  const at = text.indexOf('=')
  return at < 0 ? [text.trim(), ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()]
}

function pathMatches(path: string, pathname: string): boolean {
  return pathname === path || (pathname.startsWith(path) && (path.endsWith('/') || pathname[path.length] === '/'))
}
