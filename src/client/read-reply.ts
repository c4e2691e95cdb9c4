import type { RawReply } from './judge-reply.ts'

/** Reads a reply to its end, or to the limit: a larger one has no body. */
export async function readReply(response: Response, url: URL, limit: number): Promise<RawReply> {
  const { status, headers } = response
  const location =
    response.type === 'opaqueredirect' ? '' : status >= 300 && status < 400 ? headers.get('location') : null
  return {
    status,
    type: headers.get('content-type') ?? '',
    ...(location !== null && { location: target(location, url) }),
    body: await readBody(response, limit),
  }
}

/** Where a redirect points, without what may hold a phone number. */
function target(location: string, base: URL): string {
  if (!location || !URL.canParse(location, base)) return ''
  const { origin, pathname } = new URL(location, base)
  return origin + pathname
}

async function readBody(response: Response, limit: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
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
  const [first] = chunks
  if (first?.length === length) return first
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
