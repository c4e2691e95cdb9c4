import type { OperationDefinition } from '../../contract/define-operation.ts'
import type { ResultOf } from '../../contract/replies.ts'
import type { UploadedImage } from '../http/parse-multipart.ts'
import type { DeliverableInbox } from '../store/inbox.ts'
import type { MaybePromise, Person, SessionStep, Store, StoredSession } from '../store/store.ts'

/** The text fields of an operation, as their schemas return them. */
export type OperationFields<Operation extends OperationDefinition> = {
  readonly [Name in keyof Operation['fields']]: ParsedBy<Operation['fields'][Name]> | undefined
}

/** The result codes of an operation. */
export type OperationResult<Operation extends OperationDefinition> = '0000' | Operation['failures'][number]

/** What a schema returns for a valid value. */
type ParsedBy<Schema> = Schema extends {
  readonly '~standard': { readonly validate: (value: never) => infer Outcome }
}
  ? Extract<Awaited<Outcome>, { readonly value: unknown }>['value']
  : never

type FileName<Operation extends OperationDefinition> = NonNullable<Operation['files']>[number]

/** A request to an operation of your own, and what a rule can answer it with. */
export interface OperationCall<Operation extends OperationDefinition = OperationDefinition> {
  /** The text fields. A field that is missing, or that its schema rejects, is `undefined`. */
  readonly fields: OperationFields<Operation>
  /** All text fields of the request as they were sent, including those that the operation does not declare. */
  readonly sent: ReadonlyMap<string, string>
  /** The uploaded files by field. */
  readonly files: { readonly [Name in FileName<Operation>]: UploadedImage | undefined }
  /** The visitor's session; `undefined` where there is none, or where it has expired. */
  session(): Promise<StoredSession | undefined>
  /**
   * Changes the visitor's session in one atomic step. Without a session it does nothing and returns `undefined`. `step`
   * may run more than once, so it must have no side effects.
   */
  updateSession<Result>(step: (session: StoredSession) => SessionStep<Result>): Promise<Result | undefined>
  /**
   * Sends a code to a phone, as the operation sendCode does: keeps it in the visitor's session, or in a new one, and
   * delivers it to the inbox. It does not check whether the phone is registered, or when it was last sent a code.
   * Returns the code.
   */
  sendCode(userId: string): Promise<string>
  /**
   * Checks a code in the visitor's session, as the operation verifyCode does: counts wrong ones and locks (E10). The right
   * code renews the session's id.
   */
  verifyCode(code: string): Promise<ResultOf<'verifyCode'>>
  /** Hashes a password, for `Person.passwordHash`. */
  hashPassword(password: string): Promise<string>
  /** Whether this is the person's password. */
  isRightPassword(password: string, person: Person): Promise<boolean>
  /** Stores a file, as the operation uploadAvatar does, and returns its complete path. */
  storeFile(file: UploadedImage): Promise<string>
  readonly store: Store
  readonly inbox: DeliverableInbox
  /** Random bytes, from the seed where the backend has one. */
  random(length: number): Uint8Array<ArrayBuffer>
  /** The time by the backend's clock, in milliseconds since 1970. */
  now(): number
}

/** What a rule answers. */
export type OperationAnswer<Operation extends OperationDefinition = OperationDefinition> =
  | (AnswerDetails & { readonly result: '0000' } & PromisedMessage<Operation>)
  | (AnswerDetails & { readonly result: Operation['failures'][number]; readonly message?: null | undefined })

/** What an answer has beside its result. */
export interface AnswerDetails {
  /** Why, in English, for the developer who reads the log. It must not contain a secret. */
  readonly reason?: string | undefined
  /** The HTTP status, where it differs from the one in the option `statuses`. */
  readonly status?: number | undefined
}

type PromisedMessage<Operation extends OperationDefinition> = Operation extends { readonly message: infer Schema }
  ? { readonly message: ParsedBy<Schema> }
  : { readonly message?: null | undefined }

/** How the reference backend answers an operation of your own. */
export interface AnswerOptions<Operation extends OperationDefinition = OperationDefinition> {
  /**
   * The result for a request that cannot be read, and for one on which the backend itself fails. Default: the first of
   * the operation's `failures`. Where it has none, such a request gets a bare HTTP status.
   */
  readonly refusal?: Operation['failures'][number] | undefined
  /** The message of a forced 0000. Forcing 0000 needs it where the operation promises a message. */
  readonly forcedMessage?: string | undefined
}

/** An operation of your own, with the rule that answers it. Made by `answers`. */
export interface AnsweredOperation<Operation extends OperationDefinition = OperationDefinition> {
  readonly operation: Operation
  readonly options: AnswerOptions
  /** @internal */
  readonly rule: (call: OperationCall) => MaybePromise<LooseAnswer>
}

/** An answer of any operation. */
export interface LooseAnswer extends AnswerDetails {
  readonly result: string
  readonly message?: string | null | undefined
}

/**
 * Answers an operation of your own in the reference backend: `createReferenceBackend({ operations: [answers(…)] })`.
 *
 * What a missing or invalid field gets is up to the rule: test for `undefined`. With `missingParameter: 'badRequest'` a
 * request that lacks a required field gets a bare status 400, and the rule is not called. A rule that throws gets status
 * 500; the log names the kind of error only.
 */
export function answers<const Operation extends OperationDefinition>(
  operation: Operation,
  rule: (call: OperationCall<Operation>) => MaybePromise<OperationAnswer<Operation>>,
  options: AnswerOptions<Operation> = {},
): AnsweredOperation<Operation> {
  // The backend reads the fields of a request by this very operation, so the rule gets the call that its types say.
  return { operation, options, rule: rule as unknown as AnsweredOperation['rule'] }
}
