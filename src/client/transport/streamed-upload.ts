import http from 'node:http'
import https from 'node:https'
import { finished, PassThrough, Transform } from 'node:stream'
import FormData from 'form-data'
import type { UploadProgress } from '../client-options.ts'
import type { StreamedImage, WholeImage } from '../images/avatar-image.ts'
import { openSource, Unreadable } from '../images/streamed-source.ts'
import { responseOf, webStreamOf } from './node-response.ts'

/** Where a stream goes. */
export interface StreamedRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly signal: AbortSignal
  readonly onProgress: ((progress: UploadProgress) => void) | undefined
  /** Carries the body instead of node:http, where the caller has a `fetch` of its own. */
  readonly carry: ((body: ReadableStream<Uint8Array>, headers: Record<string, string>) => Promise<Response>) | undefined
}

/**
 * Sends an image piece by piece, in constant memory: form-data frames it, node:http carries it on a connection of its
 * own, for a stream can't be sent again where a kept-alive one turns out to be dead.
 *
 * `read` reads the reply and says whether it is a success; a success counts only once the whole image is out.
 */
export async function sendStreamed<Judged extends { readonly ok: boolean }>(
  image: WholeImage | StreamedImage,
  request: StreamedRequest,
  read: (response: Response) => Promise<Judged>,
): Promise<Judged> {
  const { signal } = request
  const source = await openSource(image)
  const form = new FormData()
  let broken: Unreadable | undefined
  let outgoing: http.ClientRequest | undefined
  const counter = counterOf(request.onProgress, (error) => {
    broken ??= error
  })
  // What a fetch of the caller gets to read.
  const pass = request.carry && counter.pipe(new PassThrough())
  counter.on('error', (error) => pass?.destroy(error))
  const stop = (): void => {
    source.stream.destroy()
    counter.destroy()
    pass?.destroy()
    outgoing?.destroy()
  }
  signal.addEventListener('abort', stop)
  try {
    signal.throwIfAborted()
    const sent = new Promise<void>((resolve, reject) => {
      const failed = (error: unknown): void => {
        broken ??= new Unreadable(error)
        reject(broken)
        stop()
      }
      source.stream.on('error', failed)
      // form-data hands the same error on, and it would be nobody's.
      form.on('error', failed)
      finished(pass ?? counter, (error) => (error ? reject(broken ?? error) : resolve()))
    })
    sent.catch(() => {})
    // form-data would wait for ever on a stream that has already ended or failed.
    const { errored, destroyed } = source.stream
    if (errored || destroyed) throw new Unreadable(errored ?? new Error('CLOSED'))
    const { name, type, length } = source
    const value = length === 0 ? Buffer.alloc(0) : source.stream
    form.append('img', value, {
      filename: name,
      ...(type && { contentType: type }),
      ...(length !== undefined && { knownLength: length }),
    })
    const total = length === undefined ? undefined : form.getLengthSync()
    counter.expect(total)
    const headers = {
      ...request.headers,
      ...form.getHeaders(),
      ...(total !== undefined && { 'content-length': String(total) }),
    }
    let response: Promise<Response>
    let body: ReadableStream<Uint8Array> | undefined
    if (request.carry && pass) {
      form.pipe(counter)
      body = webStreamOf(pass)
      response = request.carry(body, headers)
    } else {
      outgoing = (request.url.startsWith('https:') ? https : http).request(request.url, {
        method: 'POST',
        headers,
        agent: false,
      })
      response = responseOf(outgoing)
      // A server may answer and hang up while the image is still on its way.
      outgoing.on('close', () => counter.destroy())
      form.pipe(counter)
      counter.pipe(outgoing)
    }
    response.catch(() => {})
    await Promise.race([response, sent.then(() => response)])
    const judged = await read(await response)
    // A fetch that answers without a look at the body, as one in a test may, is not waited for.
    if (judged.ok && body?.locked !== false) await sent
    return judged
  } catch (error) {
    throw broken ?? error
  } finally {
    signal.removeEventListener('abort', stop)
    stop()
  }
}

/** Passes bytes on, counts them, and fails where they are not as many as were announced. */
function counterOf(
  onProgress: StreamedRequest['onProgress'],
  onBroken: (error: Unreadable) => void,
): Transform & { expect(total: number | undefined): void } {
  let sentBytes = 0
  let totalBytes: number | undefined
  const check = (wrong: boolean): Unreadable | null => {
    if (!wrong) return null
    const error = new Unreadable(new Error('LENGTH'))
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
