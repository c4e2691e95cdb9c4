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

/** The text as code within a line, whatever backticks it holds. */
export function codeSpan(text: string): string {
  const line = visibleLine(text)
  if (line === '') return ''
  const fence = '`'.repeat(longestRun(line, '`') + 1)
  const space = /^[` ]|[` ]$/.test(line) ? ' ' : ''
  return `${fence}${space}${line}${space}${fence}`
}

/** The text as a block of code, whatever fences it holds. */
export function codeBlock(text: string, language = ''): string {
  const shown = visibleText(text)
  const fence = '`'.repeat(Math.max(3, longestRun(shown, '`') + 1))
  return `${fence}${language}\n${shown}\n${fence}`
}

// What GitHub and others turn into links even where nothing is marked up: mentions, references, addresses.
const linking = /@|#(?=\d)|(?<=\w):(?=\/\/)|\bwww(?=\.)/g

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '`': '&#96;' }

/** The text as text inside an HTML element of a Markdown page. */
export function plainHtml(text: string): string {
  return visibleLine(text)
    .replace(/[&<>`]/g, (character) => entities[character] ?? '')
    .replace(linking, '$&<!-- -->')
}

/** The text as text: nothing in it is markup, a mention, a reference or a link, though it may look like one. */
export function plain(text: string): string {
  return visibleLine(text)
    .replace(/[\\*_{}[\]()+!|~$-]|#(?!\d)/g, '\\$&')
    .replace(/[&<>`]/g, (character) => entities[character] ?? '')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(linking, '$&<!-- -->')
}
