import { checkOperations, type OperationDefinition } from '../../contract/define-operation.ts'
import { UsageError } from './usage-error.ts'

/** Somebody who has registered and logged in, and for whom an example makes a request. */
export interface ExamplePerson {
  /** The phone number, 11 digits. */
  readonly userId: string
  readonly password: string
  /** The token that the login returned. */
  readonly token: string
  /**
   * Has a code sent to this person, in their session, and returns it. The code is read where all codes of the run are
   * read: in the reply, or at the `codeSource`. May be called once in an example, which then needs `sendsCode: true`.
   *
   * `operation` is the one that sends the code, and `fields` what it is sent; by default the number. Without an operation
   * it is `sendCode`, which answers 0001 to a registered number: give the one that sends codes to such numbers.
   */
  newCode(operation?: OperationDefinition, fields?: Readonly<Record<string, string>>): Promise<string>
}

/** A file in an example, for an operation with the encoding `multipart`. */
export interface ExampleFile {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** The file name. */
  readonly name: string
  /** The media type. Default `application/octet-stream`. */
  readonly type?: string | undefined
}

type FileNames<Definition extends OperationDefinition> = Definition extends { readonly files: readonly (infer Name)[] }
  ? Name & string
  : never
type OptionalNames<Definition extends OperationDefinition> = Definition extends {
  readonly optional: readonly (infer Name)[]
}
  ? Name & string
  : never
type Names<Definition extends OperationDefinition> = (keyof Definition['fields'] & string) | FileNames<Definition>
type ExampleValue<Definition extends OperationDefinition, Name> =
  Name extends FileNames<Definition> ? ExampleFile : string

/** The fields of a right request, as they travel: texts, and files where the operation takes some. */
export type ExampleOf<Definition extends OperationDefinition> = {
  readonly [Name in Exclude<Names<Definition>, OptionalNames<Definition>>]: ExampleValue<Definition, Name>
} & {
  readonly [Name in Extract<Names<Definition>, OptionalNames<Definition>>]?: ExampleValue<Definition, Name> | undefined
}

/** What the contract tests have to be told of an operation of your own. */
export interface Examination<Definition extends OperationDefinition> {
  /**
   * Says what a right request is: one that a conforming backend answers with 0000. It is called for two people, both
   * registered for this operation alone: once for the request itself, and once for the requests with a field missing or
   * empty. The request is sent in the person's session. `fixed` fields and a linking `userId` are added.
   */
  readonly example: (person: ExamplePerson) => ExampleOf<Definition> | Promise<ExampleOf<Definition>>
  /** Headers of the request beside those of the run: one with the token, say. Default: none. */
  readonly headers?: ((person: ExamplePerson) => Readonly<Record<string, string>>) | undefined
  /** Whether the example calls `newCode`; the plan then counts the codes. Default false. */
  readonly sendsCode?: boolean | undefined
  /**
   * The text of your own document. The section and rows of the operation's `document` must occur in it word for word.
   * Default: they are not compared with anything.
   */
  readonly document?: string | undefined
}

/** An operation of your own with what the contract tests need to examine it. Made by {@link examine}. */
export interface ExaminedOperation {
  readonly operation: OperationDefinition
  readonly sendsCode: boolean
  example(person: ExamplePerson): Promise<Readonly<Record<string, string | ExampleFile | undefined>>>
  headers(person: ExamplePerson): Readonly<Record<string, string>>
}

/**
 * Has the contract tests examine an operation of your own: every reply for its form, and every required field for what
 * happens without it.
 *
 * @throws UsageError for a definition that can't be, and where `document` lacks a quoted line.
 */
export function examine<const Definition extends OperationDefinition>(
  operation: Definition,
  examination: Examination<Definition>,
): ExaminedOperation {
  const { example, headers, sendsCode = false, document } = examination
  checkExamined([{ operation }])
  if (typeof example !== 'function') throw new UsageError(`examine(${operation.id}): example must be a function`)
  if (document !== undefined) checkQuotes(operation, document)
  return {
    operation,
    sendsCode,
    example: async (person) => ({ ...(await example(person)) }),
    headers: (person) => headers?.(person) ?? {},
  }
}

/** Throws a {@link UsageError} where operations can't be, alone or together. */
export function checkExamined(examined: readonly Pick<ExaminedOperation, 'operation'>[]): void {
  try {
    checkOperations(examined.map(({ operation }) => operation))
  } catch (error) {
    throw error instanceof TypeError ? new UsageError(error.message) : error
  }
}

function checkQuotes({ id, document }: OperationDefinition, text: string): void {
  const quotes = document ? [document.section, ...Object.values(document.rows)] : []
  for (const quote of quotes)
    if (!text.includes(quote)) throw new UsageError(`examine(${id}): the document does not contain "${quote}"`)
}
