import type { WholeImage } from './avatar-image.ts'

/** A field of a multipart body: its name, and text or a file. */
export type WholePart = readonly [name: string, value: string | WholeImage]

/**
 * A multipart body as browsers write it: file names are raw UTF-8 (erratum E05), with quotes and line breaks escaped.
 *
 * It is a Blob and not a FormData: on Node, a FormData that `fetch` leaves unread ends in an unhandled rejection.
 */
export function multipartOf(parts: readonly WholePart[]): Blob {
  // Lower case, because the type of a Blob always is.
  const boundary = `----phone-auth-kit-${Math.random().toString(36).slice(2)}`
  // Many parsers refuse a body without parts before the backend sees it (erratum E17).
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
