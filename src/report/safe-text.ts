/**
 * Characters that a terminal, a page or a parser may treat as more than text: C0 and C1 controls, marks that change the
 * direction of writing, invisible characters, line separators, unpaired surrogates and non-characters.
 */
const unsafe =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what it looks for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff0-\ufffb\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

function escapeOf(character: string): string {
  const code = character.charCodeAt(0)
  if (character === '\n') return '\\n'
  if (character === '\r') return '\\r'
  if (character === '\t') return '\\t'
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
}

/** The text on one line, with escapes for everything that is not plainly visible. */
export function visibleLine(text: string): string {
  return text.replace(unsafe, escapeOf)
}

/** The same with line breaks and tabs kept. */
export function visibleText(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(unsafe, (character) => (character === '\n' || character === '\t' ? character : escapeOf(character)))
}

/**
 * A value as JSON, with escapes for everything that is not plainly visible; the value stays the same. Without an indent
 * it is one line.
 */
export function visibleJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(unsafe, (character) =>
    character === '\n' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** The text, cut to a length in characters; an ellipsis marks the cut. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text
  const cut = text.slice(0, length - 1)
  // Do not cut a surrogate pair in two.
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`
}
