import { hasSecretMessage, type Operation } from './operation.ts'
import type { Value } from './value.ts'

/** Keeps secrets out of a report. A masked value has a bullet for each of its characters. */
export interface Masker {
  /** Remembers a secret of the user or of the backend, so that it is masked wherever it turns up. */
  learn(secret: string, from: 'user' | 'backend'): void
  /** Any text of a report. */
  text(text: string): string
  value(value: Value): string
  header(name: string, value: string): string
  /** A body, or part of one, that an operation sent back. */
  reply(operation: Operation, text: string): string
}

/** Shows everything, for `showSecrets`. */
export const unmasked: Masker = {
  learn() {},
  text: (text) => text,
  value: ({ text }) => text,
  header: (_, value) => value,
  reply: (_, text) => text,
}

/** What a masker has to hide. */
export interface MaskerOptions {
  /** Names of the user's headers, whose values are always secret. */
  readonly headerNames: readonly string[]
  /** Whether codes, tokens and cookies of the backend are secret. Those of invented people on this machine are not. */
  readonly hidesReplies: boolean
  /** Every result code of the run's operations. A sent code may look like one. */
  readonly resultCodes: readonly string[]
}

export function createMasker({ headerNames, hidesReplies, resultCodes }: MaskerOptions): Masker {
  const secrets = new Set<string>()
  const names = new Set(headerNames.map((name) => name.toLowerCase()))
  const text = (given: string) => {
    let masked = given
    for (const secret of [...secrets].sort((one, other) => other.length - one.length)) {
      if (!masked.includes(secret)) continue
      masked = /^[0-9]{1,6}$/.test(secret)
        ? masked.replace(aloneIn(secret, resultCodes.includes(secret)), disguise(secret))
        : masked.replaceAll(secret, disguise(secret))
    }
    return masked
  }
  return {
    learn(secret, from) {
      if (from === 'backend' && !hidesReplies) return
      if (secret !== '' && secret !== 'None' && secret !== 'null') secrets.add(secret)
    },
    text,
    value: (value) => (value.secret && hidesReplies ? disguise(value.text) : text(value.text)),
    header(name, value) {
      if (names.has(name.toLowerCase())) return disguise(value)
      if (!hidesReplies) return text(value)
      if (/^cookie$/i.test(name)) return value.replace(/=([^;]*)/g, (_, secret: string) => `=${disguise(secret)}`)
      if (/^set-cookie$/i.test(name))
        return value.replace(/^([^=;]*=)([^;]*)/, (_, key: string, secret: string) => key + disguise(secret))
      return text(value)
    },
    reply(operation, body) {
      if (!hidesReplies || !hasSecretMessage(operation)) return text(body)
      // The body may not be JSON, or may be JSON inside JSON: the value after one of these names is a code or a token.
      const named = body.replace(
        /((?:message|mes|code|token|data)\\*["']?\s*[:=]\s*\\*["']?)((?:\\[/u]|[^"'\\,}\]\s<>])+)/gi,
        (whole, before: string, secret: string) =>
          /^(null|none|undefined|true|false|)$/i.test(secret) ? whole : before + disguise(secret),
      )
      // The message of a refusal is not secret, and the reader must see what is wrong with it.
      const result = /result\\*["']\s*:\s*\\*["']?([^"'\\,}\s]+)/.exec(body)?.[1] ?? ''
      return text(operation.failures.some((failure) => failure === result) ? body : named)
    },
  }
}

/**
 * Matches a code on its own, not digits inside a longer number. A code that looks like a result code is not matched as
 * the value of `result`.
 */
function aloneIn(code: string, looksLikeResult: boolean): RegExp {
  const noResult = looksLikeResult ? String.raw`(?<!result\\*["']?\s*[:=]\s*\\*["']?)` : ''
  return new RegExp(`(?<![0-9A-Za-z.])${noResult}${code}(?![0-9A-Za-z])`, 'g')
}

/** A bullet for each character. */
export function disguise(secret: string): string {
  return '•'.repeat([...secret].length)
}
