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
 * What uploadAvatar takes. A Blob or bytes without a name are called `avatar.png`, `avatar.jpg` and so on, by their type.
 * A stream is used up by the call, whatever comes of it.
 */
export type AvatarImage = File | Blob | Uint8Array | ArrayBuffer | NamedBytes | StreamedImage

/** An image that is sent whole: a Blob and the name of the file. */
export interface WholeImage {
  readonly blob: Blob
  readonly name: string
}
