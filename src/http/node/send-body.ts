import type { ClientRequest } from 'node:http'
import type { BodySource } from './body-source.ts'

/** Who is told how the sending goes. */
export interface Sending {
  /** Something is about to be written. */
  onWrite(): void
  /** The system has taken so many bytes by now. Without it they are written in pieces as large as they come. */
  readonly onProgress?: ((sentBytes: number) => void) | undefined
}

/** How much may wait for the system before more is read, in bytes. */
const maxWaiting = 1 << 18

/** What progress is told by, in bytes. */
const step = 1 << 16

/**
 * Sends a body piece by piece, the next one read while the last is on its way. Where the connection breaks it just stops:
 * the request says why.
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
    // Everything else has its turn: an abort, a reply that comes early. A fast receiver would never let it.
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
