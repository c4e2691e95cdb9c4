import http from 'node:http'
import https from 'node:https'
import { finished, PassThrough, type Readable, Transform } from 'node:stream'
import FormData from 'form-data'
import type { UploadProgress } from '../client-options.ts'
import type { StreamedImage, WholeImage } from '../images/avatar-image.ts'
import { openSource, Unreadable } from '../images/streamed-source.ts'
import { responseOf, webStreamOf } from './node-response.ts'

/** A field of a multipart body: its name, and text or a file. */
export type Part = readonly [name: string, value: string | WholeImage | StreamedImage]

/** The request that a stream becomes. */
export interface StreamedRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly signal: AbortSignal
  readonly onProgress: ((progress: UploadProgress) => void) | undefined
  /** Sends the body instead of node:http, if the caller has a `fetch` of its own. */
  readonly sendBody:
    | ((body: ReadableStream<Uint8Array>, headers: Record<string, string>) => Promise<Response>)
    | undefined
}

/**
 * Streams a multipart body in constant memory. form-data frames it, and node:http sends it on a new connection, because
 * a stream can't be sent again if a kept-alive connection turns out to be dead.
 *
 * `read` reads and judges the reply. A success counts only once the whole body has been sent.
 */
export async function sendStreamed<Judged extends { readonly ok: boolean }>(
  parts: readonly Part[],
  request: StreamedRequest,
  read: (response: Response) => Promise<Judged>,
): Promise<Judged> {
  const { signal } = request
  const streams: Readable[] = []
  const form = new FormData()
  // The field to blame if the body as a whole is too long or too short.
  const [lastFile = ''] = parts.flatMap(([field, value]) => (typeof value === 'string' ? [] : [field])).toReversed()
  let broken: Unreadable | undefined
  let outgoing: http.ClientRequest | undefined
  const counter = counterOf(request.onProgress, lastFile, (error) => {
    broken ??= error
  })
  // What the caller's fetch reads from.
  const pass = request.sendBody && counter.pipe(new PassThrough())
  counter.on('error', (error) => pass?.destroy(error))
  const stop = (): void => {
    for (const stream of streams) stream.destroy()
    counter.destroy()
    pass?.destroy()
    outgoing?.destroy()
  }
  const failed = (field: string, error: unknown): void => {
    broken ??= new Unreadable(field, error)
    stop()
  }
  signal.addEventListener('abort', stop)
  try {
    const sent = new Promise<void>((resolve, reject) => {
      finished(pass ?? counter, (error) => (error ? reject(broken ?? error) : resolve()))
    })
    sent.catch(() => {})
    // form-data re-emits the error of a stream, which would be unhandled here.
    form.on('error', (error) => failed(lastFile, error))
    let total: number | undefined = 0
    for (const [field, value] of parts) {
      if (typeof value === 'string') {
        form.append(field, value)
        continue
      }
      const { stream, name, type, length } = await openSource(field, value)
      streams.push(stream)
      stream.on('error', (error) => failed(field, error))
      // A stream that is destroyed without an error only closes, and form-data would wait for its end.
      stream.on('close', () => {
        if (!stream.readableEnded) failed(field, stream.errored ?? { code: 'CLOSED' })
      })
      // form-data would wait forever for a stream that has already ended or failed.
      const { errored, destroyed } = stream
      if (errored || destroyed) throw new Unreadable(field, errored ?? { code: 'CLOSED' })
      if (length === undefined) total = undefined
      form.append(field, length === 0 ? Buffer.alloc(0) : stream, {
        filename: name,
        ...(type && { contentType: type }),
        ...(length !== undefined && { knownLength: length }),
      })
    }
    signal.throwIfAborted()
    if (broken) throw broken
    if (total !== undefined) total = form.getLengthSync()
    counter.expect(total)
    const headers = {
      ...request.headers,
      ...form.getHeaders(),
      ...(total !== undefined && { 'content-length': String(total) }),
    }
    let response: Promise<Response>
    let body: ReadableStream<Uint8Array> | undefined
    if (request.sendBody && pass) {
      form.pipe(counter)
      body = webStreamOf(pass)
      response = request.sendBody(body, headers)
    } else {
      outgoing = (request.url.startsWith('https:') ? https : http).request(request.url, {
        method: 'POST',
        headers,
        agent: false,
      })
      response = responseOf(outgoing)
      // The server may answer and close the connection while the body is still being sent.
      outgoing.on('close', () => counter.destroy())
      form.pipe(counter)
      counter.pipe(outgoing)
    }
    response.catch(() => {})
    await Promise.race([response, sent.then(() => response)])
    const judged = await read(await response)
    // A fetch that answers without reading the body, as a test's may, would keep us waiting.
    if (judged.ok && body?.locked !== false) await sent
    return judged
  } catch (error) {
    throw broken ?? error
  } finally {
    signal.removeEventListener('abort', stop)
    stop()
  }
}

/** Passes bytes on, counts them, and fails if their number differs from what was announced. */
function counterOf(
  onProgress: StreamedRequest['onProgress'],
  field: string,
  onBroken: (error: Unreadable) => void,
): Transform & { expect(total: number | undefined): void } {
  let sentBytes = 0
  let totalBytes: number | undefined
  const check = (wrong: boolean): Unreadable | null => {
    if (!wrong) return null
    const error = new Unreadable(field, { code: 'LENGTH' })
    onBroken(error)
    return error
  }
  const counter = new Transform({
    transform(chunk: Buffer, _, done) {
      sentBytes += chunk.length
      const error = check(totalBytes !== undefined && sentBytes > totalBytes)
      if (error) return done(error)
      onProgress?.({ known: true, sentBytes, totalBytes })
      return done(null, chunk)
    },
    flush(done) {
      done(check(totalBytes !== undefined && sentBytes < totalBytes))
    },
  })
  return Object.assign(counter, {
    expect(total: number | undefined) {
      totalBytes = total
    },
  })
}
