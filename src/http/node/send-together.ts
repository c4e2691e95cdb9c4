import type { HeldRequest } from './held-request.ts'
import type { Outcome } from './outcome.ts'

/** What came of several requests that were sent at the same time. */
export interface Together {
  /** In the order of the requests. */
  readonly outcomes: readonly Outcome[]
  /** How many of them had everything but their last byte out when those were sent, in one tick. */
  readonly released: number
}

/** How long the connections may take to open, in milliseconds. A server that serves one at a time never opens a second. */
const openMs = 2000

/** How long the servers get to read what comes before the last bytes, in milliseconds. */
const settleMs = 20

/**
 * Sends requests at the same time. Connections are opened one after another, since the queue of some servers holds five;
 * then each request goes out but for its last byte; then all last bytes go out in one tick. What isn't ready after
 * `holdMs` goes out as soon as it can.
 */
export async function sendTogether(requests: readonly (() => HeldRequest)[], holdMs: number): Promise<Together> {
  const held: HeldRequest[] = []
  const deadline = performance.now() + openMs
  for (const hold of requests) {
    const each = hold()
    held.push(each)
    await within(each.opened, deadline - performance.now())
  }
  const settle = Math.min(settleMs, holdMs / 2)
  await within(Promise.all(held.map((each) => each.load())), holdMs - settle)
  await new Promise((resolve) => setTimeout(resolve, settle))
  const released = held.filter((each) => each.isLoaded).length
  for (const each of held) each.release()
  return { outcomes: await Promise.all(held.map(({ outcome }) => outcome)), released }
}

/** Waits for a promise that never rejects, but no longer than so many milliseconds. */
async function within(promise: Promise<unknown>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds)
  })
  await Promise.race([promise, late])
  clearTimeout(timer)
}
