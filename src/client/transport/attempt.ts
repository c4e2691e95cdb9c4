import { platform } from '../platform/platform-node.ts'
import type { Judgement } from './judge-reply.ts'

/**
 * Runs one call, and ends when the work, the time limit or the caller's signal does, whichever comes first. It never
 * rejects, and never waits for work that ignores its signal.
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
    const onAbort = (): void => stop({ ok: false, kind: 'aborted', reason: 'the caller aborted the call' })
    if (callerSignal?.aborted) return onAbort()
    callerSignal?.addEventListener('abort', onAbort)
    // A longer timer would fire at once.
    if (limit < 2 ** 31) {
      timer = setTimeout(() => {
        stop({ ok: false, kind: 'timeout', timeoutMs: limit, reason: `no complete reply within ${limit} ms` })
      }, limit)
    }
    work(controller.signal).then(end, (error) =>
      end(platform.judgeError?.(error) ?? { ok: false, kind: 'network', reason: 'no complete reply arrived' }),
    )
  })
}
