import type { EndpointId } from '../contract/endpoints.ts'
import type { ResultCode } from '../contract/result-codes.ts'

/** One request and its answer, without secrets: no password, code, token, cookie, and the phone masked. */
export interface LoggedExchange {
  /** When the request came, in milliseconds since 1970 by the backend's clock. */
  readonly at: number
  readonly method: string
  /** The path, without the query; long numbers are hidden in one that is none of this API's. */
  readonly path: string
  /** The operation that was asked for; `null` for anything else. */
  readonly endpoint: EndpointId | null
  /** The phone number with its middle hidden, such as `138****8000`; `null` where none was sent. */
  readonly userId: string | null
  /** The HTTP status; `null` where there was no answer. */
  readonly status: number | null
  readonly result: ResultCode | null
  /** Why the answer is what it is, in English, for the person who develops against this backend. */
  readonly reason: string | null
  /** How long the answer took, in milliseconds. */
  readonly durationMs: number
}

/** A phone number with its middle hidden. What is no phone number is hidden altogether. */
export function maskedPhone(userId: string): string {
  return /^[0-9]{11}$/.test(userId) ? `${userId.slice(0, 3)}****${userId.slice(7)}` : '****'
}

/** A path that is none of ours, fit for a log: numbers hidden, since a phone may be among them, and nothing unprintable. */
export function maskedPath(path: string): string {
  const short = path.length > 100 ? `${path.slice(0, 100)}…` : path
  return short.replace(/[0-9]{4,}/g, '****').replace(/[^\x21-\x7e…]/g, '?')
}
