/** Characters that take two columns of a terminal. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u

/** The width of a text in terminal columns. Colours take none. */
export function displayWidth(text: string): number {
  let width = 0
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours start with an escape
  for (const character of text.replace(/\u001b\[[0-9;]*m/g, '')) width += wide.test(character) ? 2 : 1
  return width
}

/** The text, padded with spaces to a width in columns. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)))
}

/** The text in lines of a maximum width in columns, broken at spaces and between Chinese characters where possible. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  let line: string[] = []
  let used = 0
  const add = (piece: string) => {
    line.push(piece)
    used += displayWidth(piece)
  }
  const flush = () => {
    lines.push(line.join('').trimEnd())
    line = []
    used = 0
  }
  for (const piece of text.match(/\s+|[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+/gu) ?? []) {
    const size = displayWidth(piece)
    if (used > 0 && used + size > width) {
      // A closing mark must not begin a line: take the character before it along.
      const isClosing = /^[，。；：、！？）」』”’》]$/.test(piece)
      const carried = isClosing && line.length > 1 ? line.pop() : undefined
      flush()
      if (carried !== undefined) add(carried)
    }
    if (used === 0 && /^\s/.test(piece)) continue
    if (used + size <= width) add(piece)
    else
      for (const character of piece) {
        if (used > 0 && used + displayWidth(character) > width) flush()
        add(character)
      }
  }
  if (line.length > 0 || lines.length === 0) flush()
  return lines
}
