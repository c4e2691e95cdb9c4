import type { WholeImage } from './avatar-image.ts'

/** A field of a multipart body: its name, and a text or a file. */
export type WholePart = readonly [name: string, value: string | WholeImage]

/**
 * A multipart body as a browser makes it: a name that is not ASCII goes as raw UTF-8 (erratum E05), quotes and line ends
 * in it are escaped.
 *
 * It is a Blob and not a FormData, for a FormData that a `fetch` leaves unread ends in an unhandled rejection on Node.
 */
export function multipartOf(parts: readonly WholePart[]): Blob {
  // In lower case, as the type of a Blob always is.
  const boundary = `----phone-auth-kit-${Math.random().toString(36).slice(2)}`
  // A body without parts is refused by many parsers before the backend sees it (erratum E17).
  const pieces = (parts.length > 0 ? parts : [['upload', '1'] as const]).flatMap(([field, value]) => {
    let head = ''
    let content: string | Blob = value as string
    if (typeof value !== 'string') {
      content = value.blob
      head = `; filename="${value.name.replace(/["\r\n]/g, encodeURIComponent)}"\r\nContent-Type: ${content.type || 'application/octet-stream'}`
    }
    return [`--${boundary}\r\nContent-Disposition: form-data; name="${field}"${head}\r\n\r\n`, content, '\r\n']
  })
  return new Blob([...pieces, `--${boundary}--\r\n`], { type: `multipart/form-data; boundary=${boundary}` })
}
