import type { DocumentedOperation } from '../../contract/define-endpoint.ts'
import type { OperationDefinition } from '../../contract/define-operation.ts'
import type { Dialect } from '../../contract/dialect.ts'
import { operations } from '../../contract/endpoints.ts'
import { fieldSchemas } from '../../contract/fields.ts'
import type { Words } from '../../report/model/words.ts'

/** An operation that a run calls: one of the document's, or one of the team's own. */
export type Operation = DocumentedOperation | OperationDefinition

/** Whether the document describes the operation. The team's own operations cannot have the same ids. */
export function isDocumented(operation: Operation): operation is DocumentedOperation {
  return operation.id in operations
}

/** Whether `message` may be secret: a code, a token, or any message of one of the team's own operations. */
export function hasSecretMessage(operation: Operation): boolean {
  if (!isDocumented(operation)) return operation.message !== undefined
  return operation.message === 'sentCode' || operation.message === 'token'
}

const examples: Readonly<Record<string, string>> = { sentCode: '"1234"', completePath: '"/path"', token: '"token"' }

/** The reply that means success, as a finding shows it. */
export function successOf(operation: Operation): string {
  const kind = isDocumented(operation) ? operation.message : operation.message && 'value'
  return `{"result":"0000","message":${kind === undefined ? 'null' : (examples[kind] ?? '"…"')}}`
}

/** What the `message` that comes with 0000 has to be. */
export interface MessagePromise {
  /** The kind of value, which the causes of findings are named after. */
  readonly kind: string
  readonly words: Words
  holds(message: unknown): boolean
}

const promisesOfDocument: Readonly<Record<string, Words>> = {
  sentCode: { zh: 'message 为 4 位数字的字符串', en: 'a message that is a string of 4 digits' },
  token: { zh: 'message 为非空字符串（token）', en: 'a message that is a non-empty string: the token' },
  completePath: {
    zh: 'message 为完整路径（POSIX、Windows 绝对路径或绝对 URL）',
    en: 'a message that is a complete path: absolute in POSIX or Windows form, or an absolute URL',
  },
}

/** What the `message` that comes with 0000 has to be; undefined if none is promised. */
export function messagePromiseOf(operation: Operation, dialect: Dialect): MessagePromise | undefined {
  if (isDocumented(operation)) {
    const { message: kind } = operation
    if (kind === undefined || (kind === 'sentCode' && dialect.codeDelivery === 'sms')) return undefined
    const schema = fieldSchemas[kind]
    const words = promisesOfDocument[kind] ?? { zh: `message 为 ${kind}`, en: `a message that is a ${kind}` }
    // The string "None" is Python's null, not a token or a path (erratum E11).
    return { kind, words, holds: (message) => message !== 'None' && schema.safeParse(message).success }
  }
  const { message: schema } = operation
  if (!schema) return undefined
  return {
    kind: 'value',
    words: {
      zh: `message 符合 ${operation.id} 的定义`,
      en: `a message that the definition of ${operation.id} accepts`,
    },
    holds(message) {
      const checked = schema['~standard'].validate(message)
      if (checked instanceof Promise)
        throw new TypeError(`the schema of the message of ${operation.id} is asynchronous`)
      return checked.issues === undefined
    },
  }
}
