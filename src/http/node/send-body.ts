import type { ClientRequest } from 'node:http'
import type { BodySource } from './body-source.ts'

/**
 * Sends a body piece by piece, the next one read while the last is on its way. Where the connection breaks it just stops:
 * the request says why.
 *
 * @throws BodyError
 */
export async function sendBody(
  outgoing: ClientRequest,
  { pieces }: BodySource,
  { onWrite, onFlushed }: { onWrite(): void; onFlushed(bytes: number): void },
): Promise<void> {
  let flushed: Promise<boolean> | undefined
  for (;;) {
    const { done, value } = await pieces.next()
    if ((await flushed) === false) return
    onWrite()
    if (done) break
    flushed = write(outgoing, value).then((isOut) => {
      if (isOut) onFlushed(value.length)
      return isOut
    })
  }
  outgoing.end()
}

/** Resolves when the system has taken the bytes and everything else had its turn, a reply that comes early for one. */
function write(outgoing: ClientRequest, bytes: Uint8Array): Promise<boolean> {
  return new Promise((resolve) => {
    outgoing.write(bytes, (error) => setImmediate(resolve, !error))
  })
}
