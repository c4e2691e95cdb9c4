/**
 * A text that goes out in a request, and how a shell line writes it: codes and paths come from an earlier reply, so the
 * line takes them from there too.
 */
export interface Value {
  readonly text: string
  /** The text as it stands between double quotes of a shell line. */
  readonly shell: string
  /** Came from the backend or the user, so a report masks it. */
  readonly secret?: boolean
}

/** A text the suite made up. */
export function plain(text: string): Value {
  return { text, shell: text.replace(/["$`\\]/g, '\\$&') }
}

/** Several values one after the other. */
export function joined(...parts: readonly (Value | string)[]): Value {
  const values = parts.map((part) => (typeof part === 'string' ? plain(part) : part))
  return {
    text: values.map(({ text }) => text).join(''),
    // `${name}`: what follows must not become part of the variable's name.
    shell: values.map(({ shell }) => shell.replace(/^\$([a-z_]+)$/, '$${$1}')).join(''),
    secret: values.some(({ secret }) => secret),
  }
}

/** `length` characters from `start` on. */
export function part(value: Value, start: number, length: number): Value {
  const name = /^\$([a-z_]+)$/.exec(value.shell)?.[1]
  const text = value.text.slice(start, start + length)
  return name === undefined ? plain(text) : { ...value, text, shell: `\${${name}:${start}:${length}}` }
}
