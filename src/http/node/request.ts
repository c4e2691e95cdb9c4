import type { Cause, Header } from './outcome.ts'

/** One request. */
export interface WireRequest {
  readonly url: string | URL
  /** Default `GET`. */
  readonly method?: string
  /**
   * Sent in this order and spelling, one byte per character. `Host` is added in front if it is missing. The wire writes
   * the headers of the connection itself (`Connection`, `Content-Length`, `Transfer-Encoding`); a request with one is
   * refused.
   */
  readonly headers?: readonly Header[]
  readonly body?: Body
  readonly signal?: AbortSignal | undefined
  /** Time limit up to the last byte of the reply, in milliseconds. Default: none. */
  readonly timeoutMs?: number
  /** Longest body that is read, in bytes, before and after decoding; a longer one is cut. Default 1 MiB. */
  readonly maxBytes?: number
  /** Decodes the body by its `Content-Encoding`: gzip, deflate, br, and zstd from Node 22.15 on. Default false. */
  readonly decode?: boolean
  /** Called once, when the system has taken the last byte of the request. */
  readonly onSent?: () => void
  /** Called with the bytes of the body that the system has taken, after each piece. */
  readonly onProgress?: (sentBytes: number, totalBytes: number | undefined) => void
}

/** The body of a request. Text is sent as UTF-8. */
export type Body = string | Uint8Array | BodyStream

/** A body that is read while it is sent. */
export interface BodyStream {
  /** A Node stream, a web stream, or any async iterable of bytes and text. */
  readonly stream: AsyncIterable<unknown> | ReadableStream<unknown>
  /** In bytes. Without it the body is sent in chunks. */
  readonly length?: number | undefined
}

/** A request that has passed the checks. */
export interface CheckedRequest extends Omit<WireRequest, 'body'> {
  readonly url: URL
  readonly method: string
  /** All headers but `Connection`, names and values alternating. */
  readonly rawHeaders: readonly string[]
  /** The body, if it is whole. */
  readonly whole?: string | Uint8Array
  /** The body, if it is read while it is sent. */
  readonly stream?: BodyStream
}

/** Headers that the wire writes itself. */
const framing = /^(?:connection|keep-alive|proxy-connection|content-length|transfer-encoding|trailer|upgrade)$/i

/** Checks that a request can be sent. A line break in a header would start another header. */
export function checkRequest(request: WireRequest): CheckedRequest | Cause {
  const refuse = (hint: Cause['hint']): Cause => ({ code: 'invalid-request', hint })
  const { method = 'GET', headers = [], body } = request
  const url = typeof request.url === 'string' ? URL.parse(request.url) : request.url
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return refuse('url')
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(method) || method === 'CONNECT') return refuse('method')
  const rawHeaders: string[] = []
  let isPlain = true
  if (!headers.some(([name]) => /^host$/i.test(name))) rawHeaders.push('Host', url.host)
  for (const [name, value] of headers) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || typeof value !== 'string' || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
      return refuse('header')
    }
    if (framing.test(name)) return refuse('framing-header')
    isPlain &&= !/[\x80-\xff]/.test(value)
    rawHeaders.push(name, value)
  }
  const checked = { ...request, url, method, rawHeaders }
  if (typeof body === 'string' || ArrayBuffer.isView(body)) {
    rawHeaders.push('Content-Length', String(Buffer.byteLength(body)))
    // Node writes header and text in one string; in UTF-8 that would change the bytes of the header.
    return { ...checked, whole: isPlain ? body : Buffer.from(body) }
  }
  if (body) {
    const { length } = body
    if (length === undefined) rawHeaders.push('Transfer-Encoding', 'chunked')
    else if (Number.isSafeInteger(length) && length >= 0) rawHeaders.push('Content-Length', String(length))
    else return refuse('body-length')
    return { ...checked, stream: body }
  }
  if (!/^(?:GET|HEAD|OPTIONS|TRACE|DELETE)$/.test(method)) rawHeaders.push('Content-Length', '0')
  return checked
}
