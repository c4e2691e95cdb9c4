import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createUnzip } from 'node:zlib'

/** The reply to a request of node:http, as a fetch Response. */
export function responseOf(request: ClientRequest): Promise<Response> {
  return new Promise((resolve, reject) => {
    // It stays attached: an error after the reply began shows when the body is read, or no longer matters.
    request.on('error', reject)
    request.once('upgrade', (_, socket) => {
      socket.destroy()
      reject(Object.assign(new Error('the server changed the protocol'), { code: 'UPGRADE' }))
    })
    request.once('response', (incoming) => {
      try {
        resolve(fetchResponseOf(incoming))
      } catch (error) {
        reject(error)
      }
    })
  })
}

function fetchResponseOf(incoming: IncomingMessage): Response {
  const headers = new Headers()
  for (let at = 0; at < incoming.rawHeaders.length; at += 2) {
    headers.append(incoming.rawHeaders[at] ?? '', incoming.rawHeaders[at + 1] ?? '')
  }
  const status = incoming.statusCode ?? 0
  const empty = status === 204 || status === 205 || status === 304
  if (empty) incoming.resume()
  return new Response(empty ? null : webStreamOf(decoded(incoming)), { status, headers })
}

/** A Node stream as a web stream. Node's own adapter throws where nobody can catch it once its reader cancels. */
export function webStreamOf(stream: Readable): ReadableStream<Uint8Array> {
  // Without a listener, an error before the first read would be unhandled. The read reports it.
  stream.on('error', () => {})
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

/** The body of a reply, decompressed: some servers compress without being asked. */
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
