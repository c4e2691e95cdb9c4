import type { Cookie, CookieJar } from './cookie-jar.ts'

/** A session as plain data. Store it as a secret: whoever has it acts as that person. */
export interface SessionData {
  /** The backend it belongs to. */
  readonly origin: string
  readonly cookies: readonly Cookie[]
}

/** The session that a client keeps for its person. In browsers, the browser keeps it, and both methods do nothing. */
export interface Session {
  /** The current cookies; none in a browser. */
  export(): SessionData
  /** Replaces the current session by an exported one. Throws a TypeError if it belongs to another backend. */
  import(session: SessionData): void
}

/** The session kept in a jar; without a jar, there is nothing to keep. */
export function sessionOf(jar: CookieJar | undefined, origin: string): Session {
  return {
    export: () => ({ origin, cookies: jar?.cookies() ?? [] }),
    import(session) {
      if (session?.origin !== origin || !Array.isArray(session.cookies))
        throw new TypeError('this session belongs to another backend')
      jar?.replace(session.cookies)
    },
  }
}
