import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import http from 'node:http'
import https from 'node:https'
import { basename } from 'node:path'
import { finished, PassThrough, Readable, Transform } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { createBrotliDecompress, createUnzip } from 'node:zlib'
import FormData from 'form-data'
import type { FileStream, ImageOnDisk, NamedStream, StreamedImage, WholeImage } from './avatar-image.ts'
import type { UploadProgress } from './options.ts'

/** Where a stream goes. */
export interface StreamedRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly signal: AbortSignal
  readonly onProgress: ((progress: UploadProgress) => void) | undefined
  /** Carries the body instead of node:http, where the caller has a `fetch` of its own. */
  readonly carry: ((body: ReadableStream<Uint8Array>, headers: Record<string, string>) => Promise<Response>) | undefined
}

/** Where an image's bytes come from, once it is open. */
interface Source {
  readonly stream: Readable
  readonly name: string
  readonly type: string | undefined
  readonly length: number | undefined
}

/** The image could not be read to its end. Told apart by its member, for two copies of this module may meet. */
class Unreadable extends Error {
  readonly unreadable: string
  constructor(error: unknown) {
    super('the image could not be read')
    const { code, message } = error as NodeJS.ErrnoException
    this.unreadable = code ?? message
  }
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
  const source = await open(image)
  const form = new FormData()
  let broken: Unreadable | undefined
  let outgoing: http.ClientRequest | undefined
  const counter = counterOf(request.onProgress, (error) => {
    broken ??= error
  })
  // What a fetch of the caller gets to read.
  const pass = request.carry && counter.pipe(new PassThrough())
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

async function responseOf(request: http.ClientRequest): Promise<Response> {
  const [incoming] = (await once(request, 'response')) as [http.IncomingMessage]
  // The connection may be closed on us while we still send: then only the reply counts.
  request.on('error', () => {})
  const headers = new Headers()
  for (let at = 0; at < incoming.rawHeaders.length; at += 2) {
    headers.append(incoming.rawHeaders[at] ?? '', incoming.rawHeaders[at + 1] ?? '')
  }
  const status = incoming.statusCode ?? 0
  const empty = status === 204 || status === 205 || status === 304
  if (empty) incoming.resume()
  return new Response(empty ? null : webStreamOf(decoded(incoming)), { status, headers })
}

/** A web stream of a Node one. Node's own adapter throws where nobody can catch it, once its reader has had enough. */
function webStreamOf(stream: Readable): ReadableStream<Uint8Array> {
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

/** The body of a reply, unzipped: some servers zip whether they are asked to or not. */
function decoded(incoming: http.IncomingMessage): Readable {
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

async function open(image: WholeImage | StreamedImage): Promise<Source> {
  if ('blob' in image) {
    const { blob, name } = image
    return { stream: Readable.from(blob.stream()), name, type: blob.type, length: blob.size }
  }
  if ('stream' in image) return { ...openStream(image), type: safeType(image.type) }
  return Symbol.asyncIterator in image ? openFileStream(image) : openFile(image)
}

function openStream({ stream, name, length }: NamedStream): Omit<Source, 'type'> {
  return { stream: stream instanceof Readable ? stream : Readable.from(stream, { objectMode: false }), name, length }
}

async function openFileStream(given: FileStream): Promise<Source> {
  const stream = given as unknown as Readable & { start?: number; end?: number; bytesRead?: number }
  const path = String(given.path)
  const name = basename(path)
  const { start = 0, end = Number.POSITIVE_INFINITY, bytesRead = 0 } = stream
  const size = bytesRead > 0 ? undefined : await sizeOf(path).catch(() => undefined)
  const length = size === undefined ? undefined : Math.max(0, Math.min(end + 1, size) - start)
  return { stream, name, type: undefined, length }
}

async function openFile({ path, name, type }: ImageOnDisk): Promise<Source> {
  const file = path instanceof URL ? fileURLToPath(path) : path
  const length = await sizeOf(file).catch((error) => {
    throw new Unreadable(error)
  })
  // Large pieces: with the default of 64 KiB the copying between streams costs a quarter of the throughput.
  const stream = createReadStream(file, { highWaterMark: 1 << 18 })
  return { stream, name: name ?? basename(file), type: safeType(type), length }
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path)
  if (!found.isFile()) throw Object.assign(new Error('not a file'), { code: 'EISDIR' })
  return found.size
}

/** A media type that can't break out of its header line. */
function safeType(type: string | undefined): string | undefined {
  return type && /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : undefined
}
