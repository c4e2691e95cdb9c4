import { same, type Words } from '../../report/model/words.ts'

/** What is wrong with the bytes of a body. */
export interface Defect {
  /** Identifies the kind of defect, whatever the bytes. */
  readonly cause: string
  readonly words: Words
}

/** A body decoded as text. */
export interface DecodedText {
  readonly text: string
  /** Whether the body starts with a UTF-8 byte order mark. */
  readonly byteOrderMark: boolean
  /** Set if the bytes are not UTF-8. */
  readonly defect?: Defect
}

/** Decodes bytes as UTF-8, the encoding of JSON between systems, and recognises other common encodings. */
export function decodeText(body: Uint8Array): DecodedText {
  const [first, second, third] = body
  const byteOrderMark = first === 0xef && second === 0xbb && third === 0xbf
  const utf16 = (encoding: string) => ({ text: loose(body, encoding), byteOrderMark: false, defect: isUtf16 })
  if ((first === 0xff && second === 0xfe) || (first === 0 && second !== 0 && body.length > 1))
    return utf16(first === 0 ? 'utf-16be' : 'utf-16le')
  if (first === 0xfe && second === 0xff) return utf16('utf-16be')
  if (body.length > 1 && second === 0) return utf16('utf-16le')
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(body), byteOrderMark }
  } catch {
    return { text: loose(body, 'gb18030'), byteOrderMark, defect: notUtf8 }
  }
}

const isUtf16: Defect = { cause: 'utf-16', words: same('UTF-16') }
const notUtf8: Defect = {
  cause: 'not-utf-8',
  words: { zh: '不是 UTF-8（可能是 GB18030）', en: 'bytes that are not UTF-8 (perhaps GB18030)' },
}

/** For display only. */
function loose(body: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding).decode(body)
  } catch {
    return new TextDecoder().decode(body)
  }
}

/** The members of a reply's JSON object, or why the body is not a JSON object. */
export type Envelope =
  | { readonly members: Readonly<Record<string, unknown>>; readonly defect?: never }
  | { readonly members?: never; readonly defect: Defect }

export function readEnvelope(text: string): Envelope {
  const defect = (cause: string, zh: string, en: string) => ({ defect: { cause, words: { zh, en } } })
  if (text.trim() === '') return defect('empty-body', '响应体为空', 'an empty body')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { defect: notJson(text) }
  }
  if (typeof value === 'string') return defect('json-string', 'JSON 字符串，不是对象', 'a JSON string, not an object')
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const found = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value
    return defect(`json-${found}`, `类型为 ${found} 的 JSON，不是对象`, `JSON of type ${found}, not an object`)
  }
  return { members: { ...value } }
}

function notJson(text: string): Defect {
  const start = text.trimStart()
  if (/^<(!doctype|html|\?xml|[a-z]+[\s>])/i.test(start))
    return { cause: 'html', words: { zh: 'HTML，不是 JSON', en: 'HTML, not JSON' } }
  if (/^\{\s*'/.test(start))
    return { cause: 'single-quotes', words: { zh: '单引号，不是 JSON', en: 'single quotes, which are not JSON' } }
  if (/:\s*None\b/.test(start))
    return { cause: 'python-none', words: { zh: 'Python 的 None，不是 JSON', en: "Python's None, which is not JSON" } }
  if (/^\{/.test(start) && !/\}\s*$/.test(start))
    return { cause: 'json-cut-off', words: { zh: '不完整的 JSON', en: 'JSON that is cut off' } }
  return { cause: 'not-json', words: { zh: '不是 JSON', en: 'not JSON' } }
}
