import { same, type Words } from '../../report/model/words.ts'

/** A body read as text, or why it can't be. */
export interface DecodedText {
  readonly text: string
  /** A UTF-8 byte order mark came first. */
  readonly byteOrderMark: boolean
  /** Why the bytes are not UTF-8, where they are not. */
  readonly wrong?: Words
}

/** Reads bytes as UTF-8, the one encoding of JSON between systems, and recognises the usual others. */
export function decodeText(body: Uint8Array): DecodedText {
  const [first, second, third] = body
  const byteOrderMark = first === 0xef && second === 0xbb && third === 0xbf
  if ((first === 0xff && second === 0xfe) || (first === 0 && second !== 0 && body.length > 1))
    return { text: loose(body, first === 0 ? 'utf-16be' : 'utf-16le'), byteOrderMark: false, wrong: same('UTF-16') }
  if (first === 0xfe && second === 0xff)
    return { text: loose(body, 'utf-16be'), byteOrderMark: false, wrong: same('UTF-16') }
  if (body.length > 1 && second === 0)
    return { text: loose(body, 'utf-16le'), byteOrderMark: false, wrong: same('UTF-16') }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(body), byteOrderMark }
  } catch {
    const wrong = { zh: '不是 UTF-8（可能是 GB18030）', en: 'bytes that are no UTF-8 (GB18030, perhaps)' }
    return { text: loose(body, 'gb18030'), byteOrderMark, wrong }
  }
}

/** For display only. */
function loose(body: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding).decode(body)
  } catch {
    return new TextDecoder().decode(body)
  }
}

/** A reply's body as the object every reply is, or why it isn't one. */
export type Envelope =
  | { readonly members: Readonly<Record<string, unknown>>; readonly wrong?: never }
  | { readonly members?: never; readonly wrong: Words }

export function readEnvelope(text: string): Envelope {
  if (text.trim() === '') return { wrong: { zh: '空的正文', en: 'an empty body' } }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { wrong: notJson(text) }
  }
  if (typeof value === 'string')
    return { wrong: { zh: 'JSON 字符串里又装着 JSON', en: 'a JSON string, not an object' } }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const found = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value
    return { wrong: { zh: `JSON ${found}，不是对象`, en: `JSON, but of type ${found}, not an object` } }
  }
  return { members: { ...value } }
}

function notJson(text: string): Words {
  const start = text.trimStart()
  if (/^<(!doctype|html|\?xml|[a-z]+[\s>])/i.test(start)) return { zh: 'HTML，不是 JSON', en: 'HTML, not JSON' }
  if (/^\{\s*'/.test(start)) return { zh: '单引号，不是 JSON', en: 'single quotes, which are not JSON' }
  if (/:\s*None\b/.test(start)) return { zh: 'Python 的 None，不是 JSON', en: "Python's None, which is not JSON" }
  if (/^\{/.test(start) && !/\}\s*$/.test(start)) return { zh: '不完整的 JSON', en: 'JSON that is cut off' }
  return { zh: '不是 JSON', en: 'not JSON' }
}
