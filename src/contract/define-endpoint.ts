import type { ErratumId } from './errata.ts'
import type { ResultCode } from './result-codes.ts'

/**
 * The name of a schema in `fields.ts`. Values name their schemas, so that a server can read them without loading any.
 *
 * `sentCode` is the code that sendCode returns and verifyCode takes back. With `codeDelivery: 'sms'` no reply has it, and
 * the field takes the value of `code`.
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
 * What is needed to speak to an endpoint of the document: all that client and reference server know of it. An endpoint of
 * a team's own is an `OperationDefinition` instead, with the same members and schemas in place of their names.
 */
export interface DocumentedOperation {
  readonly id: string
  readonly method: 'GET' | 'POST'
  /** The path below the base address. */
  readonly path: `/${string}`
  /** How the parameters travel. `body` follows the dialect (erratum E12). */
  readonly encoding: 'query' | 'body' | 'multipart'
  /** The parameters that are text and the caller's to choose, in the order of the table. */
  readonly fields: Readonly<Record<string, FieldKind>>
  /** The parameters that are files. */
  readonly files?: readonly string[]
  /** Which of `fields` and `files` may be left out: the table's 必选 column says N. */
  readonly optional?: readonly string[]
  /** The parameters with the same value in every request. */
  readonly fixed?: Readonly<Record<string, string>>
  /** Whether `userId` goes with it where the dialect links the steps by that field (erratum E06). */
  readonly linked?: boolean
  /** The `message` that comes with 0000; without it, none is promised. */
  readonly message?: FieldKind
  /** The documented result codes beside 0000. */
  readonly failures: readonly ResultCode[]
  /** Codes that are handed on as another (erratum E04). */
  readonly aliases?: Readonly<Partial<Record<ResultCode, ResultCode>>>
  /** The file without which 0000 may come without its message (erratum E17). */
  readonly messageNeeds?: string
  /** Whether a failure may have a message (erratum E27). */
  readonly failureMessage?: boolean
}

/** The chapters of the document, with what their headings mean. */
export const chapters = { 注册: 'Registration', 登录: 'Login' } as const

/** One parameter: a row of a 请求参数 table, or one that an erratum adds. */
export interface Parameter {
  /** Whether every request has it. */
  readonly required: boolean
  /** The table's 中文名称 column, as it stands there; empty where the cell is empty. */
  readonly chineseName: string
  /** The value every request carries, for a parameter that is not the caller's to choose. */
  readonly fixed?: string
  /** The erratum that adds this parameter; without it, the parameter is a row of the table. */
  readonly erratum?: ErratumId
}

/** What only people read of an endpoint. Browsers and servers load none of it. */
export interface SectionDefinition<Row extends string = string> {
  /** The section's heading in the document. */
  readonly section: string
  /** The heading of the chapter it stands in; a tag of the OpenAPI file. */
  readonly chapter: keyof typeof chapters
  /** What the operation is called. */
  readonly titles: { readonly zh: string; readonly en: string }
  /**
   * Every table row of the section but the column headings, word for word: the four rows of 请求地址, the parameters by
   * their wire name, `result` and `message`, and the row of examples.
   */
  readonly rows: Readonly<Record<Row, string>>
  /** The parameters that an erratum adds to the table. */
  readonly added?: Readonly<Record<string, { readonly chineseName: string; readonly erratum: ErratumId }>>
}

/** All that one section of the document says about its operation. */
export type Endpoint<
  Operation extends DocumentedOperation = DocumentedOperation,
  Row extends string = string,
> = Operation &
  SectionDefinition<Row> & {
    /** The parameters by their wire name, in the order of the table. */
    readonly parameters: Readonly<Record<string, Parameter>>
  }

/** Checks one operation and keeps its literal types. */
export function operation<const Operation extends DocumentedOperation>(definition: Operation): Operation {
  return definition
}

/** The section of an operation: what is needed to speak to it, and what is needed to speak about it. */
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
