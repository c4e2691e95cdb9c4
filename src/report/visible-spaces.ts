/** Spaces other than U+0020, all of which look alike. */
const oddSpaces = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g

/** Spaces that a reader would miss: at either end, in a row, and next to what ends a field or a string. */
const missed = /^ +| +$|(?<=[\n=&"]) +| +(?=[\n=&"])| {2,}/g

const literals = /"(?:[^"\\]|\\.)*"/g

function marked(text: string): string {
  return text.replace(missed, (spaces) => '␠'.repeat(spaces.length))
}

/**
 * A body as it was sent or received, with `␠` for spaces that a reader would miss. In JSON and HTML only those in
 * quotation marks count: the others are layout. Spaces other than U+0020 become escapes.
 */
export function visibleSpaces(body: string): string {
  const hasLayout = /^\s*[[{"<]/.test(body)
  return (hasLayout ? visibleSpacesInQuotes(body) : marked(body)).replace(oddSpaces, escapeOf)
}

/** A sentence that quotes what was received: the same for the spaces between quotation marks. */
export function visibleSpacesInQuotes(text: string): string {
  return text.replace(literals, marked)
}

function escapeOf(space: string): string {
  return `\\u${space.charCodeAt(0).toString(16).padStart(4, '0')}`
}
