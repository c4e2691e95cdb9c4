import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { FileStream, ImageOnDisk, NamedStream, StreamedImage, WholeImage } from './avatar-image.ts'

/** The source of an image's bytes, once opened. */
export interface Source {
  readonly stream: Readable
  readonly name: string
  readonly type: string | undefined
  readonly length: number | undefined
}

/** The image could not be read completely. Recognised by its member, because two copies of this module may meet. */
export class Unreadable extends Error {
  readonly unreadable: string
  /** The field that the image was for. */
  readonly field: string
  constructor(field: string, error: unknown) {
    super('the image could not be read')
    // Only a code: the message of a caller's own error may contain anything.
    const { code } = (error ?? {}) as { code?: unknown }
    this.unreadable = typeof code === 'string' && /^\w{1,40}$/.test(code) ? code : 'the stream failed'
    this.field = field
  }
}

/** Opens an image of any kind; `field` is for the error. */
export async function openSource(field: string, image: WholeImage | StreamedImage): Promise<Source> {
  if ('blob' in image) {
    const { blob, name } = image
    return { stream: Readable.from(blob.stream()), name, type: blob.type, length: blob.size }
  }
  if ('stream' in image) return { ...openStream(image), type: safeType(image.type) }
  return Symbol.asyncIterator in image ? openFileStream(image) : openFile(field, image)
}

function openStream({ stream, name, length }: NamedStream): Omit<Source, 'type'> {
  // One that is over is kept as it is: read through another, it would seem empty.
  const isKept = stream instanceof Readable && (!stream.readableObjectMode || stream.destroyed)
  return { stream: isKept ? stream : Readable.from(bytesOf(stream), { objectMode: false }), name, length }
}

/** The pieces of a stream that can yield anything, as bytes or text. */
async function* bytesOf(stream: AsyncIterable<unknown>): AsyncGenerator<Uint8Array | string> {
  for await (const piece of stream) {
    if (typeof piece === 'string' || piece instanceof Uint8Array) yield piece
    else if (piece instanceof ArrayBuffer) yield new Uint8Array(piece)
    else if (ArrayBuffer.isView(piece)) yield new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength)
    else throw Object.assign(new TypeError('a piece is not bytes'), { code: 'NOT_BYTES' })
  }
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

async function openFile(field: string, { path, name, type }: ImageOnDisk): Promise<Source> {
  const file = path instanceof URL ? fileURLToPath(path) : path
  const length = await sizeOf(file).catch((error) => {
    throw new Unreadable(field, error)
  })
  // Large chunks: with the default of 64 KiB, copying between streams costs a quarter of the throughput.
  const stream = createReadStream(file, { highWaterMark: 1 << 18 })
  return { stream, name: name ?? basename(file), type: safeType(type), length }
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path)
  if (!found.isFile()) throw Object.assign(new Error('not a file'), { code: 'EISDIR' })
  return found.size
}

/** A media type that can't break out of its header. */
function safeType(type: string | undefined): string | undefined {
  return type && /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : undefined
}
