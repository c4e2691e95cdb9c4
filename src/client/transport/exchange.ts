import type { Differences, Operation } from '../check-fields.ts'
import type { BodyShape, ClientOptions, Fetch, UploadOptions, UploadProgress } from '../client-options.ts'
import type { NamedStream } from '../images/avatar-image.ts'
import { multipartOf, type WholePart } from '../images/multipart-body.ts'
import { quietly } from '../observe.ts'
import { platform } from '../platform/platform-node.ts'
import type { Prepared } from '../prepare.ts'
import type { CookieJar } from '../session/cookie-jar.ts'
import { type Judgement, judgeReply } from './judge-reply.ts'
import { readReply } from './read-reply.ts'

/** What all calls of a client have in common. */
export interface Settings {
  readonly origin: string
  /** The path of the base address. */
  readonly prefix: string
  readonly dialect: Differences
  readonly jar: CookieJar | undefined
  readonly options: ClientOptions
}

/** What belongs to a single call. */
export interface Exchange {
  readonly headers: Record<string, string>
  readonly fetch: Fetch | undefined
  readonly onProgress: UploadOptions['onProgress']
  /** Called with the request body, just before it is sent. */
  onSend(body: BodyShape | undefined): void
  /** Called with the reply's body and status, once it has been read. */
  onRead(body: BodyShape, status: number): void
}

/** Sends a request once, then reads and judges the reply. */
export async function exchange(
  { origin, prefix, dialect, jar, options: { maxReplyBytes = 1 << 20 } }: Settings,
  operation: Operation,
  prepared: Prepared,
  { headers, fetch, onProgress, onSend, onRead }: Exchange,
  signal: AbortSignal,
): Promise<Judgement> {
  const { method, encoding, message, messageNeeds } = operation
  const path = prefix + operation.path
  const parts = Object.entries(prepared)
  // Only multipart bodies hold files.
  const query = encoding === 'multipart' ? '' : String(new URLSearchParams(prepared as Record<string, string>))
  const url = `${origin}${path}${encoding === 'query' ? `?${query}` : ''}`
  const cookie = jar?.header(path, headers.cookie)
  if (cookie) headers.cookie = cookie

  let body: string | undefined
  let shape: BodyShape | undefined
  if (encoding === 'multipart') {
    let bytes = 0
    for (const [, part] of parts)
      if (typeof part !== 'string')
        bytes += 'blob' in part ? part.blob.size : ((part as Partial<NamedStream>).length ?? Number.NaN)
    shape = { type: 'multipart/form-data', bytes: bytes >= 0 ? bytes : undefined }
  } else if (encoding === 'body') {
    const json = dialect.body === 'json'
    body = json ? JSON.stringify(prepared) : query
    const type = json ? 'application/json' : 'application/x-www-form-urlencoded;charset=UTF-8'
    headers['content-type'] = type
    shape = { type, bytes: new Blob([body]).size }
  }
  onSend(shape)

  const ky = await platform.ky()
  const send = (sentBody: string | Blob | ReadableStream | undefined, headers: Record<string, string>) =>
    ky(url, {
      method,
      headers,
      signal,
      credentials: dialect.linking === 'userId' ? 'omit' : 'include',
      redirect: 'manual',
      // A GET of this API sends an SMS, so nothing is ever sent twice.
      retry: 0,
      // ky's timer stops at the headers; the timer in attempt covers the body too.
      timeout: false,
      throwHttpErrors: false,
      ...(sentBody !== undefined && { body: sentBody }),
      ...(method === 'GET' && { cache: 'no-store' as const }),
      fetch: fetch as typeof globalThis.fetch,
    })
  const read = async (response: Response): Promise<Judgement> => {
    jar?.take(response.headers.getSetCookie(), path, signal)
    const reply = await readReply(response, maxReplyBytes)
    const { status, type, body } = reply
    onRead({ type, bytes: body?.length }, status)
    return judgeReply(
      operation,
      reply,
      message === 'sentCode' && dialect.codeDelivery === 'sms' ? undefined : message,
      messageNeeds && !prepared[messageNeeds],
    )
  }

  const reportProgress = onProgress && ((progress: UploadProgress) => quietly(() => onProgress(progress)))
  const streamed =
    encoding === 'multipart' &&
    platform.stream?.(parts, { url, headers, signal, onProgress: reportProgress, sendBody: fetch && send }, read)
  if (streamed) return streamed
  reportProgress?.({ known: false })
  return read(await send(encoding === 'multipart' ? multipartOf(parts as WholePart[]) : body, headers))
}
