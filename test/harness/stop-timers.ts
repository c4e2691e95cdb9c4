import { onTestFinished, vi } from 'vitest'

/**
 * Stops `setTimeout` until the test ends: no limit of time runs out, however slow the machine is, until the test moves
 * the clock on. Real sockets, `AbortSignal.timeout` and `setImmediate` go on.
 */
export function stopTimers(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
}
