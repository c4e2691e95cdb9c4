/** Bytes with a file name. */
export interface NamedBytes {
  readonly bytes: Uint8Array | ArrayBuffer
  /** The file name, without a path. */
  readonly name: string
  /** The media type. Default: PNG or JPEG, if the bytes say so, otherwise `application/octet-stream`. */
  readonly type?: string | undefined
}

/** A file on disk, read while it is sent. Not available in browsers and workers. */
export interface ImageOnDisk {
  readonly path: string | URL
  /** The file name to send. Default: the last segment of the path. */
  readonly name?: string | undefined
  /** The media type. Default: PNG or JPEG, by the extension, otherwise `application/octet-stream`. */
  readonly type?: string | undefined
}

/** A Node Readable, a web stream or an async iterable of bytes, with a file name. Not in browsers and workers. */
export interface NamedStream {
  readonly stream: AsyncIterable<Uint8Array | string>
  /** The file name to send. */
  readonly name: string
  /** The media type. Default: PNG or JPEG, by the extension, otherwise `application/octet-stream`. */
  readonly type?: string | undefined
  /**
   * Its length in bytes; without it, the request has no Content-Length. If the stream's length differs, the call fails.
   */
  readonly length?: number | undefined
}

/** A stream from `fs.createReadStream`: its path gives name and length. Not available in browsers and workers. */
export interface FileStream extends AsyncIterable<Uint8Array | string> {
  readonly path: string | Uint8Array
}

/** An image that can only be streamed: not available in browsers and workers. */
export type StreamedImage = ImageOnDisk | NamedStream | FileStream

/**
 * An image for uploadAvatar. A Blob or bytes without a name are sent as `avatar.png`, `avatar.jpg` and so on, by type.
 * A stream is consumed by the call, whatever the outcome.
 */
export type AvatarImage = File | Blob | Uint8Array | ArrayBuffer | NamedBytes | StreamedImage

/** An image that is sent whole: a Blob and its file name. */
export interface WholeImage {
  readonly blob: Blob
  readonly name: string
}
