import { checkOperations, type OperationDefinition } from '../../contract/define-operation.ts'
import { UsageError } from './usage-error.ts'

/** A registered and logged-in person, for whom an example makes a request. */
export interface ExamplePerson {
  /** The phone number, 11 digits. */
  readonly userId: string
  readonly password: string
  /** The token that the login returned. */
  readonly token: string
  /**
   * Requests a code for this person, in their session, and returns it. The code is read like all codes of the run: from
   * the reply, or from the `codeSource`. An example may call it once, and requires `sendsCode: true` for that.
   *
   * @param operation The operation that sends the code. Default: `sendCode`, which answers 0001 to a registered number, so
   * give the operation that sends codes to registered numbers.
   * @param fields The fields of that request. Default: `userId`.
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

/** The fields of a correct request, as they are sent: texts, and files if the operation takes any. */
export type ExampleOf<Definition extends OperationDefinition> = {
  readonly [Name in Exclude<Names<Definition>, OptionalNames<Definition>>]: ExampleValue<Definition, Name>
} & {
  readonly [Name in Extract<Names<Definition>, OptionalNames<Definition>>]?: ExampleValue<Definition, Name> | undefined
}

/** What the contract tests need to know about one of your own operations. */
export interface Examination<Definition extends OperationDefinition> {
  /**
   * Returns the fields of a correct request: one that a conforming backend answers with 0000. The suite calls it for two
   * people who are registered only for this operation: once for the request itself, and once for the requests with a
   * missing or empty field. It sends the request in the person's session, and adds `fixed` fields and a linking `userId`.
   */
  readonly example: (person: ExamplePerson) => ExampleOf<Definition> | Promise<ExampleOf<Definition>>
  /** Headers in addition to those of the run, such as one with the token. Default: none. */
  readonly headers?: ((person: ExamplePerson) => Readonly<Record<string, string>>) | undefined
  /** Whether the example calls `newCode`, so that the plan counts the codes. Default false. */
  readonly sendsCode?: boolean | undefined
  /**
   * The text of your own document. The section and rows in the `document` of the operation must occur in it word for
   * word. Default: they are not checked.
   */
  readonly document?: string | undefined
}

/** One of your own operations, with what the contract tests need to examine it. Made by {@link examine}. */
export interface ExaminedOperation {
  readonly operation: OperationDefinition
  readonly sendsCode: boolean
  example(person: ExamplePerson): Promise<Readonly<Record<string, string | ExampleFile | undefined>>>
  headers(person: ExamplePerson): Readonly<Record<string, string>>
}

/**
 * Lets the contract tests examine one of your own operations: a correct request, requests without each required field, and
 * the form of every reply.
 *
 * @throws UsageError for an invalid definition, and if `document` does not contain a quoted line.
 */
export function examine<const Definition extends OperationDefinition>(
  operation: Definition,
  examination: Examination<Definition>,
): ExaminedOperation {
  const { example, headers, sendsCode = false, document } = examination
  checkExamined([{ operation }])
  if (typeof example !== 'function')
    throw new UsageError({
      zh: `examine(${operation.id})：example 必须是函数`,
      en: `examine(${operation.id}): example must be a function`,
    })
  if (document !== undefined) checkQuotes(operation, document)
  return {
    operation,
    sendsCode,
    example: async (person) => ({ ...(await example(person)) }),
    headers: (person) => headers?.(person) ?? {},
  }
}

/** Throws a {@link UsageError} for an invalid operation, or for operations that clash. */
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
    if (!text.includes(quote))
      throw new UsageError({
        zh: `examine(${id})：文档中没有 "${quote}"`,
        en: `examine(${id}): the document does not contain "${quote}"`,
      })
}
