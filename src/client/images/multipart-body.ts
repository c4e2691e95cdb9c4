import type { WholeImage } from './avatar-image.ts'

/**
 * A multipart body as a browser makes it: a name that is not ASCII goes as raw UTF-8 (erratum E05), quotes and line ends
 * in it are escaped.
 *
 * It is a Blob and not a FormData, for a FormData that a `fetch` leaves unread ends in an unhandled rejection on Node.
 */
export function multipartOf(image: WholeImage | undefined): Blob {
  // In lower case, as the type of a Blob always is.
  const boundary = `----phone-auth-kit-${Math.random().toString(36).slice(2)}`
  // A body without parts is refused by many parsers before the backend sees it (erratum E17).
  const head = image
    ? `img"; filename="${image.name.replace(/["\r\n]/g, encodeURIComponent)}"\r\nContent-Type: ${image.blob.type || 'application/octet-stream'}`
    : 'upload"'
  return new Blob(
    [
      `--${boundary}\r\nContent-Disposition: form-data; name="${head}\r\n\r\n`,
      image ? image.blob : '1',
      `\r\n--${boundary}--\r\n`,
    ],
    { type: `multipart/form-data; boundary=${boundary}` },
  )
}
