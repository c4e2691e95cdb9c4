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
    const { code, message } = error as NodeJS.ErrnoException
    this.unreadable = code ?? message
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
