/** One part of a `multipart/form-data` body. */
export interface FormPart {
  readonly name: string
  /** `undefined` in a text part; empty for a browser's empty file input. */
  readonly filename: string | undefined
  /** The part's Content-Type; empty where it has none. */
  readonly type: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** An uploaded image. */
export interface UploadedImage {
  /** The file name as it was sent. The visitor chose it, so never use it as a path. */
  readonly filename: string
  /** The Content-Type of the part as it was sent; empty where it had none. */
  readonly type: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

// Not `Response.formData()`: it keeps several copies of the body, and runtimes differ in what they accept.

/** Reads the parts of a `multipart/form-data` body, in order; `undefined` where it is not one. */
export function parseMultipart(
  body: Uint8Array<ArrayBuffer>,
  contentType: string,
  maxParts: number,
): FormPart[] | undefined {
  const boundary = parameterOf(contentType, 'boundary')
  if (!boundary || boundary.length > 200) return undefined
  const separator = new TextEncoder().encode(`\r\n--${boundary}`)
  const delimiter = separator.subarray(2)
  const parts: FormPart[] = []
  let at = startsWith(body, delimiter, 0) ? 0 : indexOf(body, separator, 0) + 2
  if (at === 1) return undefined
  for (;;) {
    at += delimiter.length
    if (body[at] === dash && body[at + 1] === dash) return parts
    while (body[at] === space || body[at] === tab) at += 1
    if (body[at] !== carriageReturn || body[at + 1] !== lineFeed) return undefined
    at += 2
    const headersEnd = indexOf(body, blankLine, at)
    if (headersEnd < 0 || headersEnd - at > maxHeaderBytes || parts.length >= maxParts) return undefined
    const end = indexOf(body, separator, headersEnd + 2)
    if (end < 0) return undefined
    const content = Math.min(headersEnd + blankLine.length, end)
    const part = partOf(utf8.decode(body.subarray(at, headersEnd)), contentOf(body, content, end))
    if (!part) return undefined
    parts.push(part)
    at = end + 2
  }
}

/** A part that fills most of the body shares its memory; a small part is copied, so as not to keep the body alive. */
function contentOf(body: Uint8Array<ArrayBuffer>, from: number, to: number): Uint8Array<ArrayBuffer> {
  return to - from > body.length / 2 ? body.subarray(from, to) : body.slice(from, to)
}

function partOf(headers: string, bytes: Uint8Array<ArrayBuffer>): FormPart | undefined {
  const disposition = dispositionHeader.exec(headers)?.[1] ?? ''
  const type = typeHeader.exec(headers)?.[1]?.trim() ?? ''
  const name = parameterOf(disposition, 'name')
  if (!/^form-data\s*(;|$)/i.test(disposition) || name === undefined) return undefined
  return { name, filename: parameterOf(disposition, 'filename') ?? encodedFilename(disposition), type, bytes }
}

// Not `.`: it stops at U+2028, which a file name may contain.
const dispositionHeader = /(?:^|\n)content-disposition[ \t]*:[ \t]*([^\r\n]*)/i
const typeHeader = /(?:^|\n)content-type[ \t]*:([^\r\n]*)/i

// Each backslash matches in exactly one way. With two, the time for a run of them would double with each.
const parameterPattern = (name: string) =>
  new RegExp(String.raw`;\s*${name}\s*=\s*(?:"((?:[^"\\]|\\["\\]|\\(?!["\\]))*\\?)"|([^\s;"]+))`, 'i')

const parameters = {
  boundary: /* @__PURE__ */ parameterPattern('boundary'),
  name: /* @__PURE__ */ parameterPattern('name'),
  filename: /* @__PURE__ */ parameterPattern('filename'),
} as const

/** Reads a parameter of a header, quoted or not, and undoes the escapes that browsers write. */
function parameterOf(header: string, name: keyof typeof parameters): string | undefined {
  const found = parameters[name].exec(header)
  if (!found) return undefined
  if (found[1] === undefined) return found[2]
  return found[1].replace(/\\(["\\])|%22|%0D|%0A/gi, (sequence, escaped: string | undefined) => {
    if (escaped) return escaped
    return sequence === '%22' ? '"' : sequence.toLowerCase() === '%0d' ? '\r' : '\n'
  })
}

/** The encoding of RFC 5987, which RFC 7578 forbids but some libraries use. */
function encodedFilename(disposition: string): string | undefined {
  const encoded = /;\s*filename\*\s*=\s*utf-8'[^']*'([^\s;]+)/i.exec(disposition)?.[1]
  if (encoded === undefined) return undefined
  try {
    return decodeURIComponent(encoded)
  } catch {
    return encoded
  }
}

const [carriageReturn, lineFeed, dash, space, tab] = [13, 10, 45, 32, 9]
const blankLine = /* @__PURE__ */ Uint8Array.of(13, 10, 13, 10)
const utf8 = /* @__PURE__ */ new TextDecoder()
const maxHeaderBytes = 16 * 1024

function startsWith(bytes: Uint8Array, wanted: Uint8Array, at: number): boolean {
  for (let offset = 0; offset < wanted.length; offset += 1) if (bytes[at + offset] !== wanted[offset]) return false
  return true
}

/** The index of `wanted` at or after `from`; -1 where it is absent. */
function indexOf(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  const first = wanted[0] ?? 0
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1))
    if (startsWith(bytes, wanted, at)) return at
  return -1
}
