import { visibleLine, visibleText } from '../safe-text.ts'

function longestRun(text: string, character: string): number {
  let longest = 0
  let run = 0
  for (const one of text) {
    run = one === character ? run + 1 : 0
    longest = Math.max(longest, run)
  }
  return longest
}

/** The text as a code span, whatever backticks it contains. */
export function codeSpan(text: string): string {
  const line = visibleLine(text)
  if (line === '') return ''
  const fence = '`'.repeat(longestRun(line, '`') + 1)
  const space = /^[` ]|[` ]$/.test(line) ? ' ' : ''
  return `${fence}${space}${line}${space}${fence}`
}

/** The text as a code block, whatever fences it contains. */
export function codeBlock(text: string, language = ''): string {
  const shown = visibleText(text)
  const fence = '`'.repeat(Math.max(3, longestRun(shown, '`') + 1))
  return `${fence}${language}\n${shown}\n${fence}`
}

// GitHub and others link these without any markup: mentions, references, addresses.
const linking = /@|#(?=\d)|(?<=\w):(?=\/\/)|\bwww(?=\.)/g

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '`': '&#96;' }

/** The text for an HTML element of a Markdown page. */
export function plainHtml(text: string): string {
  return visibleLine(text)
    .replace(/[&<>`]/g, (character) => entities[character] ?? '')
    .replace(linking, '$&<!-- -->')
}

/** The text with every character escaped that would make it markup, a mention, a reference or a link. */
export function plain(text: string): string {
  return visibleLine(text)
    .replace(/[\\*_{}[\]()+!|~$-]|#(?!\d)/g, '\\$&')
    .replace(/[&<>`]/g, (character) => entities[character] ?? '')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(linking, '$&<!-- -->')
}
