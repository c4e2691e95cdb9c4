import type { HeldRequest } from './held-request.ts'
import type { Outcome } from './outcome.ts'

/** How several requests sent at the same time ended. */
export interface Together {
  /** In the order of the requests. */
  readonly outcomes: readonly Outcome[]
  /** How many were loaded when the last bytes went out, all in one tick. */
  readonly released: number
}

/**
 * Time limit for opening all connections, in milliseconds. A server that handles one at a time may never accept the
 * second.
 */
const openMs = 2000

/** How long the servers get to read everything before the last bytes, in milliseconds. */
const settleMs = 20

/**
 * Sends requests at the same time. Opens the connections one after another, since some servers queue only five; sends
 * every request up to its last byte; then sends all last bytes in one tick. A request that isn't loaded within `holdMs`
 * goes out as soon as it can.
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

/** Waits for a promise that never rejects, up to a time limit in milliseconds. */
async function within(promise: Promise<unknown>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds)
  })
  await Promise.race([promise, late])
  clearTimeout(timer)
}
