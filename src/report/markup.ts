import { visibleText } from './safe-text.ts'

/** Text that is HTML or XML already. */
export interface Markup {
  readonly markup: string
}

/** A part of a template: text, which is escaped; markup, which is not; or nothing. */
export type MarkupPart = string | number | Markup | undefined | false | readonly MarkupPart[]

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function markupOf(part: MarkupPart): string {
  if (part === undefined || part === false) return ''
  if (typeof part === 'number') return String(part)
  if (typeof part === 'string') return visibleText(part).replace(/[&<>"']/g, (character) => entities[character] ?? '')
  if ('markup' in part) return part.markup
  return part.map(markupOf).join('')
}

/** HTML or XML. Inserted text is made visible and escaped, for elements and quoted attributes alike. */
export function markup(strings: TemplateStringsArray, ...parts: readonly MarkupPart[]): Markup {
  return { markup: strings.reduce((done, text, index) => done + markupOf(parts[index - 1]) + text) }
}
