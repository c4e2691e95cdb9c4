import type { ErratumId } from './errata.ts'
import type { ResultCode } from './result-codes.ts'

/**
 * The name of a schema in `fields.ts`. Values name their schemas, so that a server can read them without loading any.
 *
 * `sentCode` is the code that sendCode returns and verifyCode takes back. With `codeDelivery: 'sms'` no reply has it,
 * and the field takes the value of `code`.
 */
export type FieldKind =
  | 'userId'
  | 'code'
  | 'sentCode'
  | 'newPassword'
  | 'loginPassword'
  | 'gender'
  | 'nickname'
  | 'headImage'
  | 'token'
  | 'completePath'

/**
 * An operation of the document: all that client and reference server know about an endpoint. A team's own endpoints are
 * `OperationDefinition`s, with the same members but schemas instead of their names.
 */
export interface DocumentedOperation {
  readonly id: string
  readonly method: 'GET' | 'POST'
  /** The path below the base address. */
  readonly path: `/${string}`
  /** How the parameters are sent. `body` depends on the dialect (erratum E12). */
  readonly encoding: 'query' | 'body' | 'multipart'
  /** The text parameters that the caller chooses, in the order of the table. */
  readonly fields: Readonly<Record<string, FieldKind>>
  /** The parameters that are files. */
  readonly files?: readonly string[]
  /** The `fields` and `files` that may be omitted: the table's 必选 column says N. */
  readonly optional?: readonly string[]
  /** The parameters with the same value in every request. */
  readonly fixed?: Readonly<Record<string, string>>
  /** Whether it takes `userId` if the dialect links the steps by that field (erratum E06). */
  readonly linked?: boolean
  /** The `message` of 0000. Default: none is promised. */
  readonly message?: FieldKind
  /** The documented result codes except 0000. */
  readonly failures: readonly ResultCode[]
  /** Codes that the client reports as another (erratum E04). */
  readonly aliases?: Readonly<Partial<Record<ResultCode, ResultCode>>>
  /** The file without which the message of 0000 may be missing (erratum E17). */
  readonly messageNeeds?: string
  /** Whether a failure may have a message (erratum E27). */
  readonly failureMessage?: boolean
}

/** The chapters of the document, with their headings in English. */
export const chapters = { 注册: 'Registration', 登录: 'Login' } as const

/** A parameter: a row of a 请求参数 table, or one that an erratum adds. */
export interface Parameter {
  /** Whether every request must have it. */
  readonly required: boolean
  /** The table's 中文名称 column, verbatim; empty if the cell is. */
  readonly chineseName: string
  /** The value that every request has, for a parameter that the caller can't choose. */
  readonly fixed?: string
  /** The erratum that adds this parameter to the table. */
  readonly erratum?: ErratumId
}

/** What describes an endpoint to people. Neither browsers nor the reference server need it. */
export interface SectionDefinition<Row extends string = string> {
  /** The section's heading in the document. */
  readonly section: string
  /** The heading of its chapter: a tag of the OpenAPI document. */
  readonly chapter: keyof typeof chapters
  /** The name of the operation, for people. */
  readonly titles: { readonly zh: string; readonly en: string }
  /**
   * Every table row of the section except the column headings, word for word: the four rows of 请求地址, the parameters
   * by name, `result`, `message`, and the row of examples.
   */
  readonly rows: Readonly<Record<Row, string>>
  /** The parameters that an erratum adds to the table. */
  readonly added?: Readonly<Record<string, { readonly chineseName: string; readonly erratum: ErratumId }>>
}

/** Everything that a section of the document says about its operation. */
export type Endpoint<
  Operation extends DocumentedOperation = DocumentedOperation,
  Row extends string = string,
> = Operation &
  SectionDefinition<Row> & {
    /** The parameters by name, in the order of the table. */
    readonly parameters: Readonly<Record<string, Parameter>>
  }

/** Checks an operation and keeps its literal types. */
export function operation<const Operation extends DocumentedOperation>(definition: Operation): Operation {
  return definition
}

/** An operation with the section that describes it. */
export function section<Operation extends DocumentedOperation, Row extends string>(
  operation: Operation,
  definition: SectionDefinition<Row>,
): Endpoint<Operation, Row> {
  const { fields, files = [], optional = [], fixed = {} } = operation as DocumentedOperation
  const rows: Readonly<Record<string, string>> = definition.rows
  const parameters: Record<string, Parameter> = {}
  for (const name of [...Object.keys(fields), ...files, ...Object.keys(fixed)]) {
    const [, , , inTable = ''] = (rows[name] ?? '').split('|')
    const value = fixed[name]
    parameters[name] = {
      required: !optional.includes(name),
      chineseName: inTable.trim(),
      ...(value !== undefined && { fixed: value }),
      ...definition.added?.[name],
    }
  }
  return { ...operation, ...definition, parameters }
}
