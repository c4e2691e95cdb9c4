import { ResultCode } from '../../contract/result-codes.ts'
import { hasSecretMessage, type Operation } from './operation.ts'
import type { Value } from './value.ts'

/** Keeps what is not the reader's business out of a report: length and alphabet stay visible. */
export interface Masker {
  /** Remembers a secret, so that it is masked wherever it turns up. */
  learn(secret: string): void
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

/** `headerNames` are those of the user: their values are secret. */
export function createMasker(headerNames: readonly string[]): Masker {
  const secrets = new Set<string>()
  const names = new Set(headerNames.map((name) => name.toLowerCase()))
  const text = (given: string) => {
    let masked = given
    for (const secret of [...secrets].sort((one, other) => other.length - one.length)) {
      if (!masked.includes(secret)) continue
      masked = /^[0-9]{1,6}$/.test(secret)
        ? masked.replace(aloneIn(secret), disguise(secret))
        : masked.replaceAll(secret, disguise(secret))
    }
    return masked
  }
  return {
    learn(secret) {
      if (secret !== '' && secret !== 'None' && secret !== 'null') secrets.add(secret)
    },
    text,
    value: (value) => (value.secret ? disguise(value.text) : text(value.text)),
    header(name, value) {
      if (names.has(name.toLowerCase())) return disguise(value)
      if (/^cookie$/i.test(name)) return value.replace(/=([^;]*)/g, (_, secret: string) => `=${disguise(secret)}`)
      if (/^set-cookie$/i.test(name))
        return value.replace(/^([^=;]*=)([^;]*)/, (_, key: string, secret: string) => key + disguise(secret))
      return text(value)
    },
    reply(operation, body) {
      if (!hasSecretMessage(operation)) return text(body)
      // Also in a body that is no JSON, or JSON inside JSON: a code or a token is what stands behind these names.
      const named = body.replace(
        /((?:message|mes|code|token|data)\\*["']?\s*[:=]\s*\\*["']?)((?:\\[/u]|[^"'\\,}\]\s<>])+)/gi,
        (whole, before: string, secret: string) =>
          /^(null|none|undefined|true|false|)$/i.test(secret) ? whole : before + disguise(secret),
      )
      // The message of a refusal is no secret, and what is wrong with it must be seen.
      const result = /result\\*["']\s*:\s*\\*["']?([^"'\\,}\s]+)/.exec(body)?.[1] ?? ''
      return text(operation.failures.some((failure) => failure === result) ? body : named)
    },
  }
}

const resultCodes: readonly string[] = Object.values(ResultCode)

/**
 * A code where it stands alone, not where its digits are part of a number. One that looks like a result code is none
 * where a result stands.
 */
function aloneIn(code: string): RegExp {
  const noResult = resultCodes.includes(code) ? String.raw`(?<!result\\*["']?\s*[:=]\s*\\*["']?)` : ''
  return new RegExp(`(?<![0-9A-Za-z.])${noResult}${code}(?![0-9A-Za-z])`, 'g')
}

/** The same length, the same kinds of characters, nothing else. */
export function disguise(secret: string): string {
  return secret
    .replace(/[0-9]/g, '9')
    .replace(/[a-z]/g, 'x')
    .replace(/[A-Z]/g, 'X')
    .replace(/[^\x20-\x7e]/gu, '*')
}
