import { once } from 'node:events'
import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createUnzip } from 'node:zlib'

/** The reply to a request of node:http, as a fetch would give it. */
export async function responseOf(request: ClientRequest): Promise<Response> {
  const [incoming] = (await once(request, 'response')) as [IncomingMessage]
  // The connection may be closed on us while we still send: then only the reply counts.
  request.on('error', () => {})
  const headers = new Headers()
  for (let at = 0; at < incoming.rawHeaders.length; at += 2) {
    headers.append(incoming.rawHeaders[at] ?? '', incoming.rawHeaders[at + 1] ?? '')
  }
  const status = incoming.statusCode ?? 0
  const empty = status === 204 || status === 205 || status === 304
  if (empty) incoming.resume()
  return new Response(empty ? null : webStreamOf(decoded(incoming)), { status, headers })
}

/** A web stream of a Node one. Node's own adapter throws where nobody can catch it, once its reader has had enough. */
export function webStreamOf(stream: Readable): ReadableStream<Uint8Array> {
  const pieces: AsyncIterator<Uint8Array> = stream[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel() {
      stream.destroy()
    },
  })
}

/** The body of a reply, unzipped: some servers zip whether they are asked to or not. */
function decoded(incoming: IncomingMessage): Readable {
  const encoding = incoming.headers['content-encoding']?.toLowerCase() ?? ''
  const unzip = /^(?:x-)?gzip$|^deflate$/.test(encoding)
    ? createUnzip()
    : encoding === 'br'
      ? createBrotliDecompress()
      : undefined
  if (!unzip) return incoming
  incoming.on('error', (error) => unzip.destroy(error))
  return incoming.pipe(unzip)
}
