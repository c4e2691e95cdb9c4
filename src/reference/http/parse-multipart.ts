/** One part of a `multipart/form-data` body. */
export interface FormPart {
  readonly name: string
  /** `undefined`: a text part. Empty: a browser's empty file input. */
  readonly filename: string | undefined
  /** The part's Content-Type; empty without one. */
  readonly type: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

// Written here, because `formData()` of a Response keeps several copies of the body, and differs between runtimes in
// what it takes.

/** The parts of a `multipart/form-data` body, in their order; `undefined` when it is not one. */
export function parseMultipart(
  body: Uint8Array<ArrayBuffer>,
  contentType: string,
  mostParts: number,
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
    if (headersEnd < 0 || headersEnd - at > longestHeaders || parts.length >= mostParts) return undefined
    const end = indexOf(body, separator, headersEnd + 2)
    if (end < 0) return undefined
    const content = Math.min(headersEnd + blankLine.length, end)
    const part = partOf(utf8.decode(body.subarray(at, headersEnd)), contentOf(body, content, end))
    if (!part) return undefined
    parts.push(part)
    at = end + 2
  }
}

/** A part that is most of its body shares its memory; a lesser one must not keep all of the body alive. */
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

// What ends a line in a header is not all that does in JavaScript: a file name may hold U+2028.
const dispositionHeader = /(?:^|\n)content-disposition[ \t]*:[ \t]*([^\r\n]*)/i
const typeHeader = /(?:^|\n)content-type[ \t]*:([^\r\n]*)/i

// A backslash is read in one way only: with two, the time for a run of them would double with each.
const parameterPattern = (name: string) =>
  new RegExp(String.raw`;\s*${name}\s*=\s*(?:"((?:[^"\\]|\\["\\]|\\(?!["\\]))*\\?)"|([^\s;"]+))`, 'i')

const parameters = {
  boundary: /* @__PURE__ */ parameterPattern('boundary'),
  name: /* @__PURE__ */ parameterPattern('name'),
  filename: /* @__PURE__ */ parameterPattern('filename'),
} as const

/** A parameter of a header, quoted or not, with the escapes that browsers write undone. */
function parameterOf(header: string, name: keyof typeof parameters): string | undefined {
  const found = parameters[name].exec(header)
  if (!found) return undefined
  if (found[1] === undefined) return found[2]
  return found[1].replace(/\\(["\\])|%22|%0D|%0A/gi, (sequence, escaped: string | undefined) => {
    if (escaped) return escaped
    return sequence === '%22' ? '"' : sequence.toLowerCase() === '%0d' ? '\r' : '\n'
  })
}

/** RFC 5987's spelling, which RFC 7578 forbids and some libraries write all the same. */
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
const longestHeaders = 16 * 1024

function startsWith(bytes: Uint8Array, wanted: Uint8Array, at: number): boolean {
  for (let offset = 0; offset < wanted.length; offset += 1) if (bytes[at + offset] !== wanted[offset]) return false
  return true
}

/** Where `wanted` begins, at `from` or after; -1 without it. */
function indexOf(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  const first = wanted[0] ?? 0
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1))
    if (startsWith(bytes, wanted, at)) return at
  return -1
}
