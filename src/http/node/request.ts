import type { Cause, Header } from './outcome.ts'

/** One request. */
export interface WireRequest {
  readonly url: string | URL
  /** Default `GET`. */
  readonly method?: string
  /**
   * In this order and spelling, a character a byte. `Host` comes first where it is not among them; what belongs to the
   * connection (`Connection`, `Content-Length`, `Transfer-Encoding`) is written by the wire and can't be given.
   */
  readonly headers?: readonly Header[]
  readonly body?: Body
  readonly signal?: AbortSignal | undefined
  /** For everything, to the last byte of the reply. Milliseconds. Default: no limit. */
  readonly timeoutMs?: number
  /** How much of a body is kept; a longer one is cut. Bytes, after decoding. Default 1 MiB. */
  readonly maxBytes?: number
  /** Whether a body is decoded as its `Content-Encoding` says: gzip, deflate, br, and zstd where Node has it. Default false. */
  readonly decode?: boolean
  /** Told once, when the last byte of the request was handed to the system. */
  readonly onSent?: () => void
  /** Told how many bytes of the body were handed to the system, after each piece. */
  readonly onProgress?: (sentBytes: number, totalBytes: number | undefined) => void
}

/** What a request carries. Text goes out as UTF-8. */
export type Body = string | Uint8Array | BodyStream

/** A body that is read while it is sent. */
export interface BodyStream {
  /** A stream of Node or of the web, or anything else that is iterated asynchronously, of bytes and text. */
  readonly stream: AsyncIterable<unknown> | ReadableStream<unknown>
  /** In bytes. Where it is not known the body goes out in chunks. */
  readonly length?: number | undefined
}

/** A request that can be sent. */
export interface CheckedRequest extends Omit<WireRequest, 'body'> {
  readonly url: URL
  readonly method: string
  /** Complete but for `Connection`, names and values in turn. */
  readonly rawHeaders: readonly string[]
  /** The body, where it is whole. */
  readonly whole?: string | Uint8Array
  /** The body, where it is read while it is sent. */
  readonly stream?: BodyStream
}

/** Headers that the wire writes itself. */
const framing = /^(?:connection|keep-alive|proxy-connection|content-length|transfer-encoding|trailer|upgrade)$/i

/** Finds what can't be sent before anything is. A header with a line break in it would be two. */
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
    // Node would write both in one encoding where a header and a text go out together.
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
