import type { Settings } from '../reference-settings.ts'

/** Reads one cookie from a `Cookie` header. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  if (!header) return undefined
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=')
    if (equals > 0 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim()
  }
  return undefined
}

/** Returns a function that writes the `Set-Cookie` header for a session id (erratum E06). */
export function sessionCookieWriter({ cookie, basePath }: Settings): (id: string) => string {
  const attributes = [`Path=${basePath || '/'}`, 'HttpOnly', `SameSite=${cookie.sameSite}`]
  if (cookie.secure) attributes.push('Secure')
  return (id) => [`${cookie.name}=${id}`, ...attributes].join('; ')
}
