import { chapters } from '../contract/define-endpoint.ts'
import { checkOperations, type OperationDefinition } from '../contract/define-operation.ts'
import { type Dialect, dialectOf } from '../contract/dialect.ts'
import { endpoints } from '../contract/endpoints.ts'
import { en } from '../texts/en.ts'
import type { Texts } from '../texts/texts.ts'
import { zh } from '../texts/zh.ts'
import { type Described, type DescribedParameter, describeEndpoint, describeOperation } from './describe.ts'
import type { JsonSchema } from './field-schema.ts'

/** Options of an OpenAPI document. */
export interface OpenApiOptions {
  /** Operations of your own, in addition to those of the document. Default: none. */
  readonly operations?: readonly OperationDefinition[] | undefined
  /** How the backend deliberately differs from the document. Default: not at all. */
  readonly dialect?: Partial<Dialect> | undefined
  /** The address of the backend. Default `/`: where the OpenAPI document itself is served. */
  readonly server?: string | undefined
  /** The languages in which result codes are described. Default: Chinese and English. */
  readonly texts?: readonly Texts[] | undefined
}

/** An OpenAPI 3.1 document, as plain JSON. */
export interface OpenApiDocument {
  readonly openapi: '3.1.1'
  readonly info: JsonSchema
  readonly servers: readonly { readonly url: string }[]
  readonly tags: readonly JsonSchema[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> }
}

/**
 * The contract as OpenAPI 3.1, with operations of your own.
 *
 * Throws a TypeError if a definition is invalid, or if two operations share an id or a route.
 */
export function openApiDocument(options: OpenApiOptions = {}): OpenApiDocument {
  const { operations = [], server = '/', texts = [zh, en] } = options
  checkOperations(operations)
  const dialect = dialectOf(options.dialect)
  const all = [
    ...Object.values(endpoints).map((endpoint) => describeEndpoint(endpoint, dialect, texts)),
    ...operations.map((operation) => describeOperation(operation, dialect, texts)),
  ]
  const paths: Record<string, Record<string, JsonSchema>> = {}
  for (const { method, path } of all) {
    const sharing = all.filter((one) => one.method === method && one.path === path)
    paths[path] = { ...paths[path], [method.toLowerCase()]: routeOf(sharing, dialect) }
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Phone registration and login (手机注册与登录)',
      version: '1.0.0',
      description: introduction(dialect),
    },
    servers: [{ url: server }],
    tags: Object.entries(chapters).map(([name, description]) => ({ name, description })),
    paths,
    components: { schemas: Object.assign({}, ...all.map(schemasOf)) },
  }
}

function introduction({ linking, codeDelivery }: Dialect): string {
  return [
    'Every reply is a JSON object with a `result` code; the HTTP status is not documented, so any status may carry it.',
    linking === 'cookie'
      ? 'The steps of one registration are linked by a session cookie that sendCode sets; its name is not documented.'
      : 'The steps of one registration are linked by the `userId` field.',
    codeDelivery === 'sms' ? 'Codes are delivered by SMS only, and `code_v` takes the value of `code`.' : '',
  ]
    .filter(Boolean)
    .join(' ')
}

const capitalised = (id: string) => `${id.charAt(0).toUpperCase()}${id.slice(1)}`
const requestName = ({ id }: Described) => `${capitalised(id)}Request`
const replyName = ({ id }: Described) => `${capitalised(id)}Reply`
const referenceTo = (name: string) => ({ $ref: `#/components/schemas/${name}` })

/**
 * A method of a path. OpenAPI has room for one operation there, even if several share it and differ by their fields.
 */
function routeOf(sharing: readonly Described[], dialect: Dialect): JsonSchema {
  const [first, ...others] = sharing
  if (!first) return {}
  const ids = [first.id, ...others.map(({ id }) => capitalised(id))]
  const descriptions =
    others.length === 0
      ? [first.description]
      : sharing.map(({ mark, description }) => `With \`${mark}\`: ${description}.`)
  const description = descriptions.filter(Boolean).join(' ')
  return {
    operationId: ids.join('Or'),
    ...(first.tag && { tags: [first.tag] }),
    summary: sharing.map(({ summary }) => summary).join(', or: '),
    ...(description && { description }),
    ...(first.encoding === 'query'
      ? { parameters: first.parameters.map(queryParameter) }
      : { requestBody: requestBody(sharing, dialect) }),
    responses: responses(sharing),
  }
}

function queryParameter({ name, required, schema, description }: DescribedParameter): JsonSchema {
  return { name, in: 'query', required, ...(description && { description }), schema }
}

function requestBody(sharing: readonly Described[], { body }: Dialect): JsonSchema {
  const multipart = sharing.some(({ encoding }) => encoding === 'multipart')
  const type = body === 'json' ? 'application/json' : 'application/x-www-form-urlencoded'
  const schema = oneOf(sharing.map(requestName))
  return { required: true, content: { [multipart ? 'multipart/form-data' : type]: { schema } } }
}

function responses(sharing: readonly Described[]): JsonSchema {
  const content = { 'application/json': { schema: oneOf(sharing.map(replyName)) } }
  return {
    '200': { description: 'The reply; `result` says what became of the request', content },
    default: { description: 'The same reply under another status, which the document leaves open', content },
  }
}

function oneOf(names: readonly string[]): JsonSchema {
  const [only, ...others] = names.map(referenceTo)
  return only && others.length === 0 ? only : { oneOf: names.map(referenceTo) }
}

/** The schemas of an operation: its request, each reply, and the union of the replies. */
function schemasOf(operation: Described): Record<string, JsonSchema> {
  const { encoding, parameters, replies } = operation
  const schemas: Record<string, JsonSchema> = {}
  if (encoding !== 'query') {
    const required = parameters.filter((one) => one.required).map(({ name }) => name)
    const properties = parameters.map(({ name, schema, description }) => [
      name,
      description ? { ...schema, description } : schema,
    ])
    schemas[requestName(operation)] = {
      type: 'object',
      properties: Object.fromEntries(properties),
      ...(required.length > 0 && { required }),
    }
  }
  const name = replyName(operation)
  for (const { code, description, message, promised } of replies) {
    schemas[`${name}${code}`] = {
      type: 'object',
      description,
      properties: { result: { type: 'string', const: code }, message },
      required: promised ? ['result', 'message'] : ['result'],
    }
  }
  const mapping = Object.fromEntries(replies.map(({ code }) => [code, referenceTo(`${name}${code}`).$ref]))
  schemas[name] = {
    oneOf: replies.map(({ code }) => referenceTo(`${name}${code}`)),
    discriminator: { propertyName: 'result', mapping },
  }
  return schemas
}
