/** Bytes with the name that the backend is told. */
export interface NamedBytes {
  readonly bytes: Uint8Array | ArrayBuffer
  /** The file name; anything but a path. */
  readonly name: string
  /** The media type. Default: what the bytes show, PNG or JPEG, else `application/octet-stream`. */
  readonly type?: string | undefined
}

/** A file on disk, read while it is sent. Not in browsers and not in workers. */
export interface ImageOnDisk {
  readonly path: string | URL
  /** The file name the backend is told. Default: that of the path. */
  readonly name?: string | undefined
  /** The media type. Default: by the name's extension, PNG or JPEG, else `application/octet-stream`. */
  readonly type?: string | undefined
}

/** A stream with a name: any Node Readable, web stream or async iterable of bytes. Not in browsers and not in workers. */
export interface NamedStream {
  readonly stream: AsyncIterable<Uint8Array | string>
  /** The file name the backend is told. */
  readonly name: string
  /** The media type. Default: by the name's extension, PNG or JPEG, else `application/octet-stream`. */
  readonly type?: string | undefined
  /** How many bytes it gives, where known: without it the request has no Content-Length. Giving another number fails. */
  readonly length?: number | undefined
}

/** What `fs.createReadStream` returns: its path gives name and length. Not in browsers and not in workers. */
export interface FileStream extends AsyncIterable<Uint8Array | string> {
  readonly path: string | Uint8Array
}

/** What can only be sent as a stream: outside browsers and workers. */
export type StreamedImage = ImageOnDisk | NamedStream | FileStream

/**
 * What uploadAvatar takes. A Blob or bytes without a name are called `avatar.png`, `avatar.jpg` or `avatar`, by their
 * type. A stream is used up by the call, whatever comes of it.
 */
export type AvatarImage = File | Blob | Uint8Array | ArrayBuffer | NamedBytes | StreamedImage

/** An image that is sent whole: a Blob and the name of the file. */
export interface WholeImage {
  readonly blob: Blob
  readonly name: string
}

/** What to pass, for whoever passed something else. */
export const acceptedImages =
  'img takes a File, a Blob, bytes or { bytes, name }, and outside browsers and workers { path }, an fs stream or { stream, name }'

/** The image to send whole or as a stream, nothing where there is none, or `'refused'` for what is no image. */
export function imageOf(img: unknown): WholeImage | StreamedImage | undefined | 'refused' {
  if (img === undefined) return undefined
  if (img instanceof Blob) return { blob: img, name: 'name' in img ? String(img.name) : nameFor(img.type) }
  if (isBytes(img)) return wholeImage(img)
  if (typeof img !== 'object' || img === null || 'append' in img) return 'refused'
  const { bytes, name, type, path, stream } = img as Partial<NamedBytes & ImageOnDisk & NamedStream>
  if (typeof (name ?? '') !== 'string' || typeof (type ?? '') !== 'string') return 'refused'
  if (isBytes(bytes)) return name ? wholeImage(bytes, name, type) : 'refused'
  const named = typeof path === 'string' || path instanceof (isStream(img) ? Uint8Array : URL)
  const streamed = isStream(stream) ? name : named
  return streamed ? (img as StreamedImage) : 'refused'
}

/** Whether a value gives its bytes piece by piece. */
export function isStream(value: unknown): value is AsyncIterable<Uint8Array | string> {
  return typeof (value as AsyncIterable<unknown> | undefined)?.[Symbol.asyncIterator] === 'function'
}

function isBytes(value: unknown): value is Uint8Array<ArrayBuffer> | ArrayBuffer {
  return value instanceof Uint8Array || value instanceof ArrayBuffer
}

function wholeImage(bytes: Uint8Array<ArrayBuffer> | ArrayBuffer, name?: string, type?: string): WholeImage {
  const [first, second] = new Uint8Array(
    bytes instanceof ArrayBuffer ? bytes : bytes.buffer,
    'byteOffset' in bytes ? bytes.byteOffset : 0,
  )
  const seen = first === 0x89 && second === 0x50 ? 'image/png' : first === 0xff && second === 0xd8 ? 'image/jpeg' : ''
  const blob = new Blob([bytes], { type: type ?? (seen || 'application/octet-stream') })
  return { blob, name: name ?? nameFor(blob.type) }
}

function nameFor(type: string): string {
  return `avatar${type === 'image/png' ? '.png' : type === 'image/jpeg' ? '.jpg' : ''}`
}
