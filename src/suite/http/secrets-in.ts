/** The message of a reply, or the values inside one that is not a string: a code or a token may be wrapped. */
export function secretsIn(text: string): string[] {
  let message: unknown
  try {
    message = (JSON.parse(text) as { message?: unknown }).message
  } catch {
    return []
  }
  const leaves = (value: unknown): string[] => {
    if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(leaves)
    // A short word, such as a token type or "ok", would be masked in every sentence of the report.
    return (typeof value === 'string' || typeof value === 'number') && String(value).length >= 4 ? [String(value)] : []
  }
  return leaves(message)
}
