/** One request and its answer, without passwords, codes, tokens and cookies, and with the phone number masked. */
export interface LoggedExchange {
  /** When the request arrived, in milliseconds since 1970 by the backend's clock. */
  readonly at: number
  readonly method: string
  /** The path, without the query. In a path that is not part of this API, long numbers are hidden. */
  readonly path: string
  /** The id of the operation; `null` for any other request. */
  readonly endpoint: string | null
  /** The phone number, masked, such as `138****8000`; `null` where none was sent. */
  readonly userId: string | null
  /** The HTTP status; `null` where no answer was sent. */
  readonly status: number | null
  readonly result: string | null
  /** Why the backend answered this way, in English, for developers. */
  readonly reason: string | null
  /** How long the answer took, in milliseconds. */
  readonly durationMs: number
}

/** Hides the middle of a phone number, and all of anything else. */
export function maskedPhone(userId: string): string {
  return /^[0-9]{11}$/.test(userId) ? `${userId.slice(0, 3)}****${userId.slice(7)}` : '****'
}

/** Makes an unknown path fit for a log: hides long numbers, which may be phones, and unprintable characters. */
export function maskedPath(path: string): string {
  const short = path.length > 100 ? `${path.slice(0, 100)}…` : path
  return short.replace(/[0-9]{4,}/g, '****').replace(/[^\x21-\x7e…]/g, '?')
}
