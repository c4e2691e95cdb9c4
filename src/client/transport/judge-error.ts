import type { Judgement } from './judge-reply.ts'

interface Failing {
  readonly unreadable?: string
  /** The field whose file could not be read. */
  readonly field?: string
  readonly code?: unknown
  readonly cause?: Failing
  readonly errors?: readonly Failing[]
}

/**
 * The outcome for an error. Only its code is used: its message may contain addresses, its members headers and bodies.
 */
export function judgeError(error: unknown): Judgement {
  let code = ''
  let inner = error as Failing | undefined
  if (inner?.unreadable) {
    return {
      ok: false,
      kind: 'invalid-request',
      issues: [{ field: inner.field ?? '', code: 'img.unreadable' }],
      reason: `${inner.field} could not be read completely: ${inner.unreadable}`,
    }
  }
  for (let depth = 0; inner && depth < 5 && !code; depth++) {
    if (typeof inner.code === 'string' && /^\w+$/.test(inner.code)) code = inner.code
    inner = inner.cause ?? inner.errors?.[0]
  }
  // The body arrived, but it is not what its headers say.
  if (/^(?:Z_|Zlib|ERR__ERROR|ERR_BROTLI|ERR_PADDING)/.test(code)) {
    return { ok: false, kind: 'malformed', at: 'body', reason: `the body can't be decompressed (${code})` }
  }
  return {
    ok: false,
    kind: 'network',
    ...(code && { code }),
    reason: `no complete reply arrived${code && ` (${code})`}`,
  }
}
