import { type CookieJar, createCookieJar } from './cookie-jar.ts'
import type { Value } from './value.ts'

/** Where one person's requests come from: a browser with a cookie jar of its own. */
export interface Session {
  readonly name: string
  /** The name of its cookie file in shell lines. */
  readonly file: string
  readonly jar: CookieJar
  /** The person's shell variable, where the session is somebody's. */
  readonly owner?: string
  /** The number a linking by `userId` adds (dialect). */
  userId?: Value
}

/** A browser, or one that somebody used before. */
export function createSession(name: string, owner?: string, before?: Session): Session {
  const { file, jar } = before ?? { file: `${name}.jar`, jar: createCookieJar() }
  return { name, file, jar, ...(owner !== undefined && { owner }) }
}
