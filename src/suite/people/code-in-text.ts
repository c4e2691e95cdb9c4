import type { Words } from '../../report/model/words.ts'

/** What a text holds: a code, none yet, or more than one group of digits that could be it. */
export type CodeInText =
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'several'; readonly words: Words }

/** How much of a text a reason shows. */
const shownLength = 120

/**
 * Finds the code in what a code source gave: the member `code` of a JSON object, or the one group of four digits in any
 * other text, such as a whole SMS or a line of a log.
 */
export function codeInText(text: string): CodeInText {
  const member = memberCode(text)
  if (member !== undefined) return isCode(member) ? { kind: 'code', code: member } : { kind: 'none' }
  const groups = [...new Set(text.match(/(?<![0-9])[0-9]{4}(?![0-9])/g))]
  const [first] = groups
  if (first === undefined) return { kind: 'none' }
  if (groups.length === 1) return { kind: 'code', code: first }
  const shown = oneLine(text)
  return {
    kind: 'several',
    words: {
      zh: `文本中有 ${groups.length} 组 4 位数字，无法确定哪一组是验证码：${shown}`,
      en: `the text has ${groups.length} groups of four digits, so which one is the code is unclear: ${shown}`,
    },
  }
}

/** The beginning of a text on one line, for a reason. */
export function oneLine(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ')
  return line.length > shownLength ? `${line.slice(0, shownLength)}…` : line
}

/** The member `code` of a JSON object, as text; undefined where there is none. */
function memberCode(text: string): string | undefined {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof json !== 'object' || json === null || !('code' in json)) return undefined
  return typeof json.code === 'string' || typeof json.code === 'number' ? String(json.code) : ''
}

function isCode(text: string): boolean {
  return /^[0-9]{4}$/.test(text)
}
