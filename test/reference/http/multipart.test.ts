import { expect, test, vi } from 'vitest'
import { parseMultipart } from '../../../src/reference/http/parse-multipart.ts'
import fc from '../../harness/fast-check.ts'

// Bounds a test that hangs; a slow machine may take its time.
vi.setConfig({ testTimeout: 60_000 })

const type = 'multipart/form-data; boundary=XX'
const parse = (text: string, contentType = type) => parseMultipart(new TextEncoder().encode(text), contentType, 64)
const textOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)

test('reads what the runtime writes, byte for byte, whatever the names and contents', async () => {
  // Browsers write a backslash unescaped, curl escapes it, so no parser can read both correctly.
  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).map((text) => text.replaceAll('\\', '/'))
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), name, name, async (bytes, field, filename) => {
      const form = new FormData()
      form.append(field, new Blob([Uint8Array.from(bytes)], { type: 'image/png' }), filename)
      form.append('text', 'a\r\nb')
      const request = new Request('http://x/', { method: 'POST', body: form })
      const contentType = request.headers.get('content-type') ?? ''
      const parts = parseMultipart(new Uint8Array(await request.arrayBuffer()), contentType, 64)
      // The standard allows line breaks in a name to be written as %0A or %0D%0A.
      const plain = (text: string | undefined) => text?.replace(/\r\n|\r|\n/g, '\n')
      expect(parts?.map((part) => [plain(part.name), plain(part.filename), [...part.bytes]])).toEqual([
        [plain(field), plain(filename), [...bytes]],
        ['text', undefined, [...new TextEncoder().encode('a\r\nb')]],
      ])
    }),
    { numRuns: 200 },
  )
})

test('accepts what other clients write: bare tokens, a preamble, spaces after a boundary, lower-case headers', () => {
  const parts = parse(
    'preamble\r\n--XX  \r\ncontent-disposition: form-data; name=img; filename=a.png\r\ncontent-type: image/png\r\n\r\nbytes\r\n--XX--\r\nepilogue',
  )
  expect(parts?.map((part) => ({ ...part, bytes: textOf(part.bytes) }))).toEqual([
    { name: 'img', filename: 'a.png', type: 'image/png', bytes: 'bytes' },
  ])
})

test('accepts a last boundary without a line break after it, and a quoted boundary', () => {
  const body = '--X X\r\nContent-Disposition: form-data; name="img"; filename="a"\r\n\r\n\r\n--X X--'
  const parts = parse(body, 'multipart/form-data; boundary="X X"')
  expect(parts?.map(({ bytes }) => bytes.length)).toEqual([0])
})

test('reads file names in UTF-8, escaped quotes, and the encoding of RFC 5987', () => {
  const filenameOf = (parameter: string) =>
    parse(`--XX\r\nContent-Disposition: form-data; name="img"; ${parameter}\r\n\r\nx\r\n--XX--\r\n`)?.[0]?.filename
  expect(filenameOf('filename="头像.png"')).toBe('头像.png')
  expect(filenameOf('filename="a%22b.png"')).toBe('a"b.png')
  expect(filenameOf('filename="a\\"b.png"')).toBe('a"b.png')
  expect(filenameOf("filename*=UTF-8''%E5%A4%B4.png")).toBe('头.png')
  expect(filenameOf('filename=""')).toBe('')
  expect(filenameOf('filename="a\u2028b\u2029c\u0085.png"')).toBe('a\u2028b\u2029c\u0085.png')
  // Browsers do not escape a backslash.
  expect(filenameOf('filename="C:\\a\\"')).toBe('C:\\a\\')
  expect(filenameOf('x="y"')).toBeUndefined()
})

test.each([
  ['an empty body', '', type],
  ['no boundary in the header', '--XX--\r\n', 'multipart/form-data'],
  ['a boundary other than the declared one', '--YY--\r\n', type],
  ['no end', '--XX\r\nContent-Disposition: form-data; name="a"\r\n\r\nx', type],
  ['no headers', '--XX\r\n\r\nx\r\n--XX--\r\n', type],
  ['no name', '--XX\r\nContent-Disposition: form-data\r\n\r\nx\r\n--XX--\r\n', type],
  ['another disposition', '--XX\r\nContent-Disposition: attachment; name="a"\r\n\r\nx\r\n--XX--\r\n', type],
  ['too many parts', `${'--XX\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n'.repeat(65)}--XX--`, type],
  ['headers without an end', `--XX\r\n${'a: b\r\n'.repeat(5000)}\r\nx\r\n--XX--`, type],
])('rejects %s', (_what, body, contentType) => {
  expect(parse(body, contentType)).toBeUndefined()
})

test('accepts a body without parts', () => {
  expect(parse('--XX--\r\n')).toEqual([])
})

test('never throws, whatever the bytes', () => {
  const piece = fc.constantFrom('--XX', '\r\n', '--', 'Content-Disposition: form-data; name="img"', ';', '"', '\0', 'é')
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 8 })), { maxLength: 40 }), (pieces) => {
      parse(pieces.join(''))
    }),
    { numRuns: 500 },
  )
})
