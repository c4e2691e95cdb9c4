import type { RawReply } from './judge-reply.ts'

/** Reads a reply completely. A body above the limit is dropped. */
export async function readReply(response: Response, limit: number): Promise<RawReply> {
  const { status, headers } = response
  const redirect =
    response.type === 'opaqueredirect' ? '' : status >= 300 && status < 400 ? headers.get('location') : null
  return {
    status,
    type: headers.get('content-type') ?? '',
    // The query may contain a phone number.
    ...(redirect !== null && { location: redirect.replace(/[?#].*/s, '') }),
    body: await readBody(response, limit),
  }
}

async function readBody(response: Response, limit: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  const reader = response.body?.getReader()
  while (reader) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.length
    if (length > limit) {
      reader.cancel().catch(() => {})
      return undefined
    }
    chunks.push(value)
  }
  // Shorter than joinBytes of src/http: in browsers, the size of the bundle counts.
  return chunks.length === 1 ? chunks[0] : new Uint8Array(await new Blob(chunks).arrayBuffer())
}
