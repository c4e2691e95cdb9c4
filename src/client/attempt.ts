import type { Judgement } from './judge-reply.ts'
import { invalid } from './prepare.ts'

/**
 * Does the work of one call, and ends with it, with the time limit or with the caller's signal, whichever is first. It
 * never rejects, and it never waits for work that does not listen to its signal.
 */
export function attempt(
  work: (signal: AbortSignal) => Promise<Judgement>,
  limit: number,
  callerSignal: AbortSignal | undefined,
): Promise<Judgement> {
  if (!(limit > 0)) throw new RangeError('timeout')
  const controller = new AbortController()
  return new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const end = (judgement: Judgement): void => {
      clearTimeout(timer)
      callerSignal?.removeEventListener('abort', onAbort)
      resolve(judgement)
    }
    const stop = (judgement: Judgement): void => {
      end(judgement)
      controller.abort()
    }
    const onAbort = (): void => stop({ ok: false, kind: 'aborted', reason: 'the caller ended the call' })
    if (callerSignal?.aborted) return onAbort()
    callerSignal?.addEventListener('abort', onAbort)
    // A timer can't be set for longer; a longer one would fire at once.
    if (limit < 2 ** 31) {
      timer = setTimeout(() => {
        stop({ ok: false, kind: 'timeout', timeoutMs: limit, reason: `no complete reply within ${limit} ms` })
      }, limit)
    }
    work(controller.signal).then(end, (error) => end(judgeError(error)))
  })
}

/** What an error means. Only its code is used: its text may hold addresses, its members headers and bodies. */
function judgeError(error: unknown): Judgement {
  let code = ''
  let inner = error as
    | { unreadable?: string; code?: unknown; name?: unknown; cause?: unknown; errors?: unknown[] }
    | undefined
  if (inner?.unreadable) {
    return invalid([{ field: 'img', code: 'img.unreadable' }], `img could not be read to its end: ${inner.unreadable}`)
  }
  for (let depth = 0; inner && depth < 5 && !code; depth++) {
    if (typeof inner.code === 'string' && /^\w+$/.test(inner.code)) code = inner.code
    inner = (inner.cause ?? inner.errors?.[0]) as typeof inner
  }
  // A body that can't be unzipped came whole, but it is not what its headers say.
  if (/^(?:Z_|Zlib|ERR__ERROR|ERR_BROTLI|ERR_PADDING)/.test(code)) {
    return { ok: false, kind: 'malformed', at: 'body', reason: `the body can't be unzipped (${code})` }
  }
  return { ok: false, kind: 'network', ...(code && { code }), reason: `no complete reply came${code && ` (${code})`}` }
}
