import { sessionCookieWriter } from '../http/session-cookie.ts'
import type { Header } from '../http/wire.ts'
import type { Settings } from '../reference-settings.ts'
import type { Answer } from './rule.ts'

// 返回数据

/** How an answer is written to the wire. */
export interface ReplyDecisions {
  envelopeOf(endpoint: string, answer: Answer): object
  /** The envelope as text, or as bytes. */
  write(envelope: object): string | Uint8Array
  statusOf(endpoint: string, answer: Answer): number
  headersOf(endpoint: string, answer: Answer): readonly Header[]
  /** The value of the `Set-Cookie` header for this session id. */
  sessionCookie(id: string): string
}

export function documentedReplies(settings: Settings): ReplyDecisions {
  const statuses: { readonly [id: string]: { readonly [result: string]: number | undefined } | undefined } =
    settings.statuses
  const headers: readonly Header[] = [
    ['Content-Type', 'application/json; charset=utf-8'],
    // A reply may contain a code or a token, so no cache may keep it.
    ['Cache-Control', 'no-store'],
    ['X-Content-Type-Options', 'nosniff'],
  ]
  return {
    // | result | 返回结果 | string | and | message | 相关信息 | string |
    envelopeOf: (endpoint, { result, message }) => {
      // E04: the example of an upload's failure says 0004.
      const code = endpoint === 'uploadAvatar' && result === '0006' ? settings.uploadFailure : result
      if (message !== null) return { result: code, message }
      // E02, E11: None is null, or absent.
      if (settings.noMessage === 'absent') return { result: code }
      // E01: the example of sendCode's failure says `mes`.
      const isMisspelt = endpoint === 'sendCode' && result !== '0000' && settings.failureMessageName === 'mes'
      return isMisspelt ? { result: code, mes: null } : { result: code, message: null }
    },

    write: (envelope) => JSON.stringify(envelope),

    // The HTTP status is not documented.
    statusOf: (endpoint, { result, status }) => status ?? statuses[endpoint]?.[result] ?? 200,

    headersOf: () => headers,

    sessionCookie: sessionCookieWriter(settings),
  }
}
