import type { Dialect } from './dialect.ts'
import { type EndpointId, operations } from './endpoints.ts'

/**
 * A schema of the Standard Schema protocol: one of this package (`userIdField`, `codeField`, …), zod's, valibot's or any
 * other. It has to answer at once, without a promise, and to give text, for that is what travels.
 */
export interface FieldSchema<Input = unknown, Output extends string | null | undefined = string> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => FieldResult<Output> | Promise<FieldResult<Output>>
    readonly types?: { readonly input: Input; readonly output: Output } | undefined
  }
}

/** What a field's schema says of a value. The message of an issue is its code. */
export type FieldResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly { readonly message: string }[] }

/**
 * An endpoint of a team's own, beside the five of the document. Client, reference server, contract tests and OpenAPI take
 * the same value; what only some of them read is said at each member. Made by {@link defineOperation}.
 */
export interface OperationDefinition {
  /** The name of the operation: an identifier that is none of the document's. */
  readonly id: string
  readonly method: 'GET' | 'POST'
  /** The path below the base address, with its leading slash and without a query. */
  readonly path: `/${string}`
  /**
   * How the fields travel: in the query; in the body, as a form or as JSON, by the dialect; or as multipart, which alone
   * takes files. A GET has a query only.
   */
  readonly encoding: 'query' | 'body' | 'multipart'
  /** The fields that are text and the caller's to choose, in the order in which they are sent. */
  readonly fields: Readonly<Record<string, FieldSchema>>
  /** The names of the fields that are files, with encoding `multipart`. They take what `uploadAvatar` takes. */
  readonly files?: readonly string[]
  /** Which of `fields` and `files` may be left out. Default: none. */
  readonly optional?: readonly string[]
  /** Fields with the same value in every request, such as `register: '1'`. They are not the caller's to give. */
  readonly fixed?: Readonly<Record<string, string>>
  /**
   * Whether the operation acts for the person of the session. Where the dialect links steps by `userId`, that field then
   * goes with every request and is required. Default false.
   */
  readonly linked?: boolean
  /** The schema of the `message` that comes with 0000. Default: none is promised, and null or absent it has to be. */
  readonly message?: FieldSchema<unknown, string | null | undefined>
  /** The result codes with which it refuses: the document's or your own. */
  readonly failures: readonly string[]
  /**
   * What your own result codes say, by language and code: `{ zh: { '1001': '…' }, en: { … } }`. OpenAPI and the reports
   * of the contract tests show it. The codes of the document have their texts already.
   */
  readonly texts?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** What the operation is called, by language. OpenAPI and reports show it. Default: the id. */
  readonly titles?: Readonly<Record<string, string>>
  /** Where your own document describes it. The contract tests cite it; without it they cite the definition. */
  readonly document?: {
    /** The heading of the section. */
    readonly section: string
    /** Lines or table rows, word for word, by a name: a field's, `result`, `message`, or any other. */
    readonly rows: Readonly<Record<string, string>>
  }
}

type Route<Operation extends { readonly method: string; readonly path: string }> =
  `${Operation['method']} ${Operation['path']}`
type DocumentedRoutes = { readonly [Id in EndpointId]: Route<(typeof operations)[Id]> }

type FilesOf<Definition> = Definition extends { readonly files: readonly (infer Name)[] } ? Name : never

/** What a definition must be beside its members' types; where it is not, the compiler shows the text. */
export type Checked<Definition extends OperationDefinition> = {
  readonly optional?: readonly (keyof Definition['fields'] | FilesOf<Definition>)[]
} & (Definition['id'] extends EndpointId
  ? { readonly id: `${Definition['id']} is an operation of the document` }
  : Route<Definition> extends DocumentedRoutes[EndpointId]
    ? { readonly path: `${Route<Definition>} is an operation of the document` }
    : unknown)

/**
 * Defines an endpoint of your own, for `api.call`, the reference server, the contract tests and OpenAPI.
 *
 * Throws a TypeError that says what is wrong where the definition can't be: an id or a route of the document, a path
 * without its slash, a code that is `0000`, and so on.
 */
export function defineOperation<const Definition extends OperationDefinition>(
  definition: Definition & Checked<Definition>,
): Definition {
  checkOperations([definition])
  return definition
}

/**
 * Checks definitions, each by itself and together: no two may share an id or a route. For whoever takes a list of them.
 *
 * Throws a TypeError that says which is wrong and how.
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

/** The fields that a request has to have under a dialect, files included, in the order in which they are sent. */
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
    return 'its path must begin with a slash, end without one and have no query, such as /reset'
  if (encoding !== 'query' && encoding !== 'body' && encoding !== 'multipart')
    return 'its encoding must be query, body or multipart'
  if (method === 'GET' && encoding !== 'query') return 'a GET has no body, so its encoding must be query'
  if (typeof fields !== 'object' || fields === null) return 'its fields must be an object of schemas'
  for (const [name, schema] of Object.entries(fields)) {
    if (typeof schema?.['~standard']?.validate !== 'function') return `its field ${name} must be a Standard Schema`
  }
  if (definition.message && typeof definition.message['~standard']?.validate !== 'function')
    return 'its message must be a Standard Schema'
  if (files.length > 0 && encoding !== 'multipart') return 'files need the encoding multipart'
  const chosen = [...Object.keys(fields), ...files]
  const names = [...chosen, ...Object.keys(fixed)]
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) return `its field ${twice} is there twice`
  if (definition.linked && names.includes('userId'))
    return 'it is linked, so userId is added where the dialect needs it: leave it out of the fields'
  const unknown = optional.find((name) => !chosen.includes(name))
  if (unknown !== undefined) return `its optional field ${unknown} is none of fields and files`
  if (!Array.isArray(failures))
    return 'its failures must be a list of result codes; an empty one where it never refuses'
  for (const [index, code] of failures.entries()) {
    if (typeof code !== 'string' || code === '') return 'its failures must be texts: "0004", not 4'
    if (code === '0000') return '0000 is success and no failure'
    if (failures.indexOf(code) !== index) return `its failure ${code} is there twice`
  }
  for (const codes of Object.values(texts)) {
    const stray = Object.keys(codes).find((code) => !failures.includes(code))
    if (stray !== undefined) return `it has a text for ${stray}, which is none of its failures`
  }
  return undefined
}
