import { platform } from '../platform/platform-node.ts'
import type { Judgement } from './judge-reply.ts'

/**
 * Does the work of one call, and ends with it, with the time limit or with the caller's signal, whichever is first. It
 * never rejects, and it never waits for work that does not listen to its signal.
 */
export function attempt(
  work: (signal: AbortSignal) => Promise<Judgement>,
  limit: number,
  callerSignal: AbortSignal | undefined,
): Promise<Judgement> {
  if (!(limit > 0)) throw new RangeError()
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
    work(controller.signal).then(end, (error) =>
      end(platform.judgeError?.(error) ?? { ok: false, kind: 'network', reason: 'no complete reply came' }),
    )
  })
}
