/**
 * A text in a request, and how a shell line writes it. Codes, paths and tokens come from earlier replies, so shell lines
 * take them from variables.
 */
export interface Value {
  readonly text: string
  /** The text as a shell line writes it between double quotes. */
  readonly shell: string
  /** Whether the value came from the backend or the user, so that reports mask it. */
  readonly secret?: boolean
}

/** A text that the suite made up. */
export function plain(text: string): Value {
  return { text, shell: text.replace(/["$`\\]/g, '\\$&') }
}

/** Several values joined. */
export function joined(...parts: readonly (Value | string)[]): Value {
  const values = parts.map((part) => (typeof part === 'string' ? plain(part) : part))
  return {
    text: values.map(({ text }) => text).join(''),
    // Braces keep the following text out of the variable's name.
    shell: values.map(({ shell }) => shell.replace(/^\$([a-z_]+)$/, '$${$1}')).join(''),
    secret: values.some(({ secret }) => secret),
  }
}

/** `length` characters from `start`. */
export function part(value: Value, start: number, length: number): Value {
  const name = /^\$([a-z_]+)$/.exec(value.shell)?.[1]
  const text = value.text.slice(start, start + length)
  return name === undefined ? plain(text) : { ...value, text, shell: `\${${name}:${start}:${length}}` }
}
