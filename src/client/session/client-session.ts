import type { Cookie, CookieJar } from './cookie-jar.ts'

/** A session as plain data, to be kept where secrets are kept: whoever has it is that person. */
export interface SessionData {
  /** The backend it belongs to. */
  readonly origin: string
  readonly cookies: readonly Cookie[]
}

/** The session that a client keeps for its person. In browsers it is the browser's, and both calls do nothing. */
export interface Session {
  /** The cookies of now; none in a browser. */
  export(): SessionData
  /** Goes on with an exported session instead of the present one. Throws a TypeError where it is another backend's. */
  import(session: SessionData): void
}

/** The session of a jar; without one there is nothing to keep. */
export function sessionOf(jar: CookieJar | undefined, origin: string): Session {
  return {
    export: () => ({ origin, cookies: jar?.cookies() ?? [] }),
    import(session) {
      if (session?.origin !== origin || !Array.isArray(session.cookies))
        throw new TypeError('this is not a session of this backend')
      jar?.replace(session.cookies)
    },
  }
}
