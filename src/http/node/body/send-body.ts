import type { ClientRequest } from 'node:http'
import type { BodySource } from './body-source.ts'

/** Callbacks for the progress of a body. */
export interface Sending {
  /** Called before each write. */
  onWrite(): void
  /**
   * Called with the number of bytes that the system has taken. Without it, pieces are written as large as they come.
   */
  readonly onProgress?: ((sentBytes: number) => void) | undefined
}

/** How many written bytes may wait for the system before more is read. */
const maxWaiting = 1 << 18

/** Largest write while progress is reported, in bytes. */
const step = 1 << 16

/**
 * Sends a body piece by piece, reading the next while the last is being written. Stops silently if the connection
 * breaks: the request's own error says why.
 *
 * @throws BodyError
 */
export async function sendBody(
  outgoing: ClientRequest,
  { pieces }: BodySource,
  { onWrite, onProgress }: Sending,
): Promise<void> {
  let sent = 0
  let waiting = 0
  let isBroken = false
  let wake = (): void => {}
  const write = async (bytes: Uint8Array): Promise<void> => {
    waiting += bytes.length
    outgoing.write(bytes, (error) => {
      waiting -= bytes.length
      sent += bytes.length
      if (error) isBroken = true
      else onProgress?.(sent)
      wake()
    })
    // Let an abort or an early reply be seen. With a fast receiver, writes alone would never reach the event loop.
    await new Promise(setImmediate)
    while (waiting > maxWaiting && !isBroken) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
  for (;;) {
    const { done, value } = await pieces.next()
    if (isBroken) return
    onWrite()
    if (done) break
    const length = onProgress ? step : value.length
    for (let at = 0; at < value.length && !isBroken; at += length) await write(value.subarray(at, at + length))
  }
  outgoing.end()
}
