import type { RawReply } from './judge-reply.ts'

/** Reads a reply to its end, or to the limit: a larger one has no body. */
export async function readReply(response: Response, limit: number): Promise<RawReply> {
  const { status, headers } = response
  const redirect =
    response.type === 'opaqueredirect' ? '' : status >= 300 && status < 400 ? headers.get('location') : null
  return {
    status,
    type: headers.get('content-type') ?? '',
    // The query may hold a phone number.
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
  // In browsers these few bytes count more than what is common to servers (src/http/join-bytes.ts).
  return chunks.length === 1 ? chunks[0] : new Uint8Array(await new Blob(chunks).arrayBuffer())
}
