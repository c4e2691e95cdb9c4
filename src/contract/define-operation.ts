import type { Dialect } from './dialect.ts'
import { type EndpointId, operations } from './endpoints.ts'

/**
 * A Standard Schema: one of this package (`userIdField`, `codeField`, …), of zod, valibot or any other library. It must
 * validate synchronously and return a string, because that is what is sent.
 */
export interface FieldSchema<Input = unknown, Output extends string | null | undefined = string> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => FieldResult<Output> | Promise<FieldResult<Output>>
    readonly types?: { readonly input: Input; readonly output: Output } | undefined
  }
}

/** The result of checking a value against the schema of a field. The message of an issue is its code. */
export type FieldResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly { readonly message: string }[] }

/**
 * An operation of your own, in addition to the five of the document; create it with {@link defineOperation}. Client,
 * reference server, contract tests and OpenAPI export take the same value.
 */
export interface OperationDefinition {
  /** The name of the operation: an identifier that the document does not use. */
  readonly id: string
  readonly method: 'GET' | 'POST'
  /** The path below the base address, with its leading slash and without a query. */
  readonly path: `/${string}`
  /**
   * How the fields are sent: in the query; in the body, as a form or JSON depending on the dialect; or as multipart,
   * the only encoding with files. A GET takes a query only.
   */
  readonly encoding: 'query' | 'body' | 'multipart'
  /** The text fields that the caller chooses, in the order in which they are sent. */
  readonly fields: Readonly<Record<string, FieldSchema>>
  /** The names of the fields that are files, for `multipart`. They take the same values as `uploadAvatar`. */
  readonly files?: readonly string[]
  /** The `fields` and `files` that may be omitted. Default: none. */
  readonly optional?: readonly string[]
  /** Fields with the same value in every request, such as `register: '1'`. The caller does not pass them. */
  readonly fixed?: Readonly<Record<string, string>>
  /**
   * Whether the operation acts for the person of the session. If the dialect links the steps by `userId`, every request
   * then takes that field and requires it. Default false.
   */
  readonly linked?: boolean
  /** The schema of the `message` of 0000. Default: no message is promised, so it must be null or absent. */
  readonly message?: FieldSchema<unknown, string | null | undefined>
  /** The result codes with which it refuses: the document's, your own, or both. */
  readonly failures: readonly string[]
  /**
   * The texts of your own result codes, by language and code: `{ zh: { '1001': '…' }, en: { … } }`. OpenAPI and the
   * reports of the contract tests show them. The codes of the document have texts already.
   */
  readonly texts?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** The name of the operation for people, by language. OpenAPI and reports show it. Default: the id. */
  readonly titles?: Readonly<Record<string, string>>
  /** The section of your own document that describes it, for the contract tests to cite. */
  readonly document?: {
    /** The heading of the section. */
    readonly section: string
    /** Lines or table rows, word for word, by name: that of a field, `result`, `message` or any other. */
    readonly rows: Readonly<Record<string, string>>
  }
}

type Route<Operation extends { readonly method: string; readonly path: string }> =
  `${Operation['method']} ${Operation['path']}`
type DocumentedRoutes = { readonly [Id in EndpointId]: Route<(typeof operations)[Id]> }

type FilesOf<Definition> = Definition extends { readonly files: readonly (infer Name)[] } ? Name : never

/**
 * What TypeScript checks besides the types of the members. If a check fails, the compiler asks for a member whose name
 * says why.
 */
export type Checked<Definition extends OperationDefinition> = {
  readonly optional?: readonly (keyof Definition['fields'] | FilesOf<Definition>)[]
} & (Definition['id'] extends EndpointId
  ? Refusal<`${Definition['id']} is the id of an operation of the document`>
  : Route<Definition> extends DocumentedRoutes[EndpointId]
    ? Refusal<`${Route<Definition>} is the route of an operation of the document`>
    : unknown)

type Refusal<Reason extends string> = { readonly [Name in Reason]: never }

/**
 * Defines an operation of your own, for `api.call`, the reference server, the contract tests and the OpenAPI export.
 *
 * Throws a TypeError that says what is wrong if the definition is invalid: an id or a route of the document, a path
 * without a leading slash, `0000` as a failure, and so on.
 */
export function defineOperation<const Definition extends OperationDefinition>(
  definition: Definition & Checked<Definition>,
): Definition {
  checkOperations([definition])
  return definition
}

/**
 * Checks a list of definitions, each on its own and together: no two may share an id or a route.
 *
 * Throws a TypeError that says which one is wrong, and why.
 */
export function checkOperations(definitions: readonly OperationDefinition[]): void {
  const known: { readonly id: string; readonly method: string; readonly path: string }[] = Object.values(operations)
  const earlier = known.map(({ id, method, path }) => ({
    id,
    route: `${method} ${path}`,
    of: 'an operation of the document',
  }))
  for (const definition of definitions) {
    const wrong = whatIsWrong(definition)
    if (wrong) throw new TypeError(`${nameOf(definition)}: ${wrong}`)
    const route = `${definition.method} ${definition.path}`
    const clash = earlier.find((one) => one.id === definition.id || one.route === route)
    if (clash) {
      const what = clash.id === definition.id ? `the id ${clash.id}` : route
      throw new TypeError(`${nameOf(definition)}: ${what} is taken by ${clash.of}`)
    }
    earlier.push({ id: definition.id, route, of: nameOf(definition) })
  }
}

/** The fields that a request must have under a dialect, files included, in the order in which they are sent. */
export function requiredFields(
  operation: {
    readonly fields: Readonly<Record<string, unknown>>
    readonly files?: readonly string[]
    readonly optional?: readonly string[]
    readonly fixed?: Readonly<Record<string, string>>
    readonly linked?: boolean
  },
  { linking }: Pick<Dialect, 'linking'>,
): string[] {
  const { fields, files = [], optional = [], fixed = {}, linked } = operation
  const userId = linked && linking === 'userId' ? ['userId'] : []
  const names = [...Object.keys(fields), ...userId, ...files, ...Object.keys(fixed)]
  return names.filter((name) => !optional.includes(name))
}

function nameOf({ id }: OperationDefinition): string {
  return `the operation ${typeof id === 'string' ? JSON.stringify(id) : 'without an id'}`
}

function whatIsWrong(definition: OperationDefinition): string | undefined {
  const { id, method, path, encoding, fields, files = [], optional = [], fixed = {}, failures, texts = {} } = definition
  if (typeof id !== 'string' || !/^[A-Za-z][A-Za-z0-9]*$/.test(id))
    return 'its id must be an identifier, such as resetPassword'
  if (method !== 'GET' && method !== 'POST') return 'its method must be GET or POST'
  if (typeof path !== 'string' || !/^(?:\/[^/?#\s]+)+$/.test(path))
    return 'its path must begin with a slash and have no trailing slash and no query, such as /reset'
  if (encoding !== 'query' && encoding !== 'body' && encoding !== 'multipart')
    return 'its encoding must be query, body or multipart'
  if (method === 'GET' && encoding !== 'query') return 'a GET has no body, so its encoding must be query'
  if (typeof fields !== 'object' || fields === null) return 'its fields must be an object of schemas'
  for (const [name, schema] of Object.entries(fields)) {
    if (typeof schema?.['~standard']?.validate !== 'function') return `its field ${name} must be a Standard Schema`
  }
  if (definition.message && typeof definition.message['~standard']?.validate !== 'function')
    return 'its message must be a Standard Schema'
  if (files.length > 0 && encoding !== 'multipart') return 'files require the encoding multipart'
  const chosen = [...Object.keys(fields), ...files]
  const names = [...chosen, ...Object.keys(fixed)]
  const odd = names.find((name) => !/^[^\p{Cc}\s"&=]+$/u.test(name))
  if (odd !== undefined) return `its field ${JSON.stringify(odd)} must have a name without spaces, quotes, & and =`
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) return `its field ${twice} is duplicated`
  if (definition.linked && names.includes('userId'))
    return 'it is linked, so userId is added if the dialect requires it: remove it from the fields'
  const unknown = optional.find((name) => !chosen.includes(name))
  if (unknown !== undefined) return `its optional field ${unknown} is not in fields or files`
  if (!Array.isArray(failures)) return 'its failures must be an array of result codes, empty if it never refuses'
  for (const [index, code] of failures.entries()) {
    if (typeof code !== 'string' || code === '') return 'its failures must be non-empty strings: "0004", not 4'
    if (code === '0000') return '0000 is success, not a failure'
    if (failures.indexOf(code) !== index) return `its failure ${code} is duplicated`
  }
  for (const codes of Object.values(texts)) {
    const stray = Object.keys(codes).find((code) => !failures.includes(code))
    if (stray !== undefined) return `it has a text for ${stray}, which is not one of its failures`
  }
  return undefined
}
