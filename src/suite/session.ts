import { type CookieJar, createCookieJar } from './cookie-jar.ts'
import type { Value } from './value.ts'

/** Where one person's requests come from: a browser with a cookie jar of its own. */
export interface Session {
  /** The name of its cookie file in shell lines. */
  readonly name: string
  readonly jar: CookieJar
  /** The person's shell variable, where the session is somebody's. */
  readonly owner?: string
  /** The number a linking by `userId` adds (dialect). */
  userId?: Value
}

export function createSession(name: string, owner?: string): Session {
  return { name, jar: createCookieJar(), ...(owner !== undefined && { owner }) }
}
