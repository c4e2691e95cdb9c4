import type { Dialect } from '../contract/dialect.ts'
import type { OptionTable, OptionValues } from './command-line.ts'

/** The options that declare how a backend differs from the document. Every command has the same. */
export const dialectOptions = {
  linking: {
    kind: 'choice',
    choices: ['cookie', 'userId'],
    description: 'how step 2 finds its user: by a session cookie, or by a userId field (cookie)',
  },
  body: { kind: 'choice', choices: ['form', 'json'], description: 'how POST bodies are written (form)' },
  'code-delivery': {
    kind: 'choice',
    choices: ['response', 'sms'],
    description: 'whether the reply to sendCode carries the code (response)',
  },
} as const satisfies OptionTable

/** The differences that were declared on the command line, and no others. */
export function declaredDialect(given: OptionValues<typeof dialectOptions>): Partial<Dialect> {
  return {
    ...(given.linking && { linking: given.linking }),
    ...(given.body && { body: given.body }),
    ...(given['code-delivery'] && { codeDelivery: given['code-delivery'] }),
  }
}
