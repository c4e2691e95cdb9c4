import ky from 'ky'
import type { RawReply } from './judge-reply.ts'

/** One request as it goes out. */
export interface Outgoing {
  readonly url: URL
  readonly method: string
  readonly headers: Record<string, string>
  readonly body: BodyInit | undefined
  readonly credentials: RequestCredentials
  readonly noStore: boolean
  readonly fetch: ((request: Request, init?: RequestInit) => Promise<Response>) | undefined
  readonly maxReplyBytes: number
}

/** The reply was larger than allowed. */
export class TooLarge extends Error {}

/** Sends a request once and reads its reply to the end. */
export async function exchange(
  outgoing: Outgoing,
  signal: AbortSignal,
): Promise<RawReply & { readonly setCookies: readonly string[] }> {
  const { method, headers, body, credentials, noStore, fetch } = outgoing
  const response = await ky(outgoing.url, {
    method,
    headers,
    credentials,
    signal,
    redirect: 'manual',
    // A GET of this API sends an SMS: nothing is ever sent twice.
    retry: 0,
    // ky's own timer ends with the headers; ours covers the body too.
    timeout: false,
    throwHttpErrors: false,
    ...(body !== undefined && { body }),
    ...(noStore && { cache: 'no-store' as const }),
    ...(fetch && { fetch: fetch as typeof globalThis.fetch }),
  })
  const { status, type } = response
  const location =
    type === 'opaqueredirect' ? '' : status >= 300 && status < 400 ? response.headers.get('location') : null
  return {
    status,
    ...(location !== null && { location: withoutQuery(location, outgoing.url) }),
    setCookies: response.headers.getSetCookie?.() ?? [],
    body: await readBody(response, outgoing.maxReplyBytes),
  }
}

function withoutQuery(location: string, base: URL): string {
  if (!URL.canParse(location, base)) return ''
  const { origin, pathname } = new URL(location, base)
  return location && origin + pathname
}

async function readBody(response: Response, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = response.body?.getReader()
  while (reader) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.length
    if (length > limit) {
      reader.cancel().catch(() => {})
      throw new TooLarge()
    }
    chunks.push(value)
  }
  const [first] = chunks
  if (first && chunks.length === 1) return first
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
