import { type CookieJar, createCookieJar } from './cookie-jar.ts'
import type { Value } from './value.ts'

/** The browser that one person's requests come from, with its own cookie jar. */
export interface Session {
  readonly name: string
  /** The name of the cookie file in shell lines. */
  readonly file: string
  readonly jar: CookieJar
  /** The person's shell variable. Absent in a session that belongs to nobody. */
  readonly owner?: string
  /** The number that linking by `userId` adds (dialect). */
  userId?: Value
}

/** A new browser, or the one that somebody used before. */
export function createSession(name: string, owner?: string, before?: Session): Session {
  const { file, jar } = before ?? { file: `${name}.jar`, jar: createCookieJar() }
  return { name, file, jar, ...(owner !== undefined && { owner }) }
}
