import { type Dialect, dialectOf } from '../contract/dialect.ts'
import { type EndpointId, endpointIds, endpoints } from '../contract/endpoints.ts'
import { type JsonSchema, replyName, replySchemas, requestName, requestSchema, type TextsOfCodes } from './schemas.ts'

/** What an OpenAPI file is made for. */
export interface OpenApiOptions {
  /** How the backend differs from the document on purpose. */
  readonly dialect?: Partial<Dialect>
  /** The address of the backend. Default `/`: where the file itself is served. */
  readonly server?: string
  /** The texts of the result codes, in as many languages as descriptions shall have. */
  readonly texts: readonly TextsOfCodes[]
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

/** The contract as OpenAPI 3.1. */
export function openApiDocument(options: OpenApiOptions): OpenApiDocument {
  const dialect = dialectOf(options.dialect)
  const schemas: Record<string, JsonSchema> = {}
  for (const id of endpointIds) {
    if (endpoints[id].encoding !== 'query') schemas[requestName(id)] = requestSchema(id, dialect)
    Object.assign(schemas, replySchemas(id, dialect, options.texts))
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Phone registration and login (手机注册与登录)',
      version: '1.0.0',
      description: introduction(dialect),
    },
    servers: [{ url: options.server ?? '/' }],
    tags: [
      { name: '注册', description: 'Registration' },
      { name: '登录', description: 'Login' },
    ],
    paths: {
      '/register': { get: sendCodeOperation(), post: sharedOperation(dialect) },
      '/upload': { post: operation('uploadAvatar', bodyOf(['uploadAvatar'], dialect)) },
      '/log': { post: operation('login', bodyOf(['login'], dialect)) },
    },
    components: { schemas },
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

function operationText(id: EndpointId): string {
  const [, , text = ''] = endpoints[id].rows.operation.split('|')
  return text.trim()
}

function operation(id: EndpointId, request: JsonSchema): JsonSchema {
  return {
    operationId: id,
    tags: [endpoints[id].chapter],
    summary: `${endpoints[id].titles.en} (${endpoints[id].section})`,
    description: operationText(id),
    ...request,
    responses: responsesOf([id]),
  }
}

function sendCodeOperation(): JsonSchema {
  const { userId } = requestSchema('sendCode', dialectOf()).properties as Record<string, JsonSchema>
  const { description, ...schema } = userId ?? {}
  return operation('sendCode', {
    parameters: [{ name: 'userId', in: 'query', required: true, description, schema }],
  })
}

/** POST /register is two operations, told apart by which fields are there; OpenAPI has room for one. */
function sharedOperation(dialect: Dialect): JsonSchema {
  const ids = ['verifyCode', 'completeRegistration'] as const
  return {
    operationId: 'verifyCodeOrCompleteRegistration',
    tags: ['注册'],
    summary: ids.map((id) => `${endpoints[id].titles.en} (${endpoints[id].section})`).join(', or: '),
    description: [
      `With \`code\`: ${operationText('verifyCode')}.`,
      `With \`register=1\`: ${operationText('completeRegistration')}.`,
    ].join(' '),
    ...bodyOf(ids, dialect),
    responses: responsesOf(ids),
  }
}

function oneOf(names: readonly string[]): JsonSchema {
  const references = names.map((name) => ({ $ref: `#/components/schemas/${name}` }))
  return references.length === 1 ? { ...references[0] } : { oneOf: references }
}

function bodyOf(ids: readonly EndpointId[], dialect: Dialect): JsonSchema {
  const multipart = ids.some((id) => endpoints[id].encoding === 'multipart')
  const ofBody = dialect.body === 'json' ? 'application/json' : 'application/x-www-form-urlencoded'
  const schema = oneOf(ids.map(requestName))
  return { requestBody: { required: true, content: { [multipart ? 'multipart/form-data' : ofBody]: { schema } } } }
}

function responsesOf(ids: readonly EndpointId[]): JsonSchema {
  const content = { 'application/json': { schema: oneOf(ids.map(replyName)) } }
  return {
    '200': { description: 'The reply; `result` says what became of the request', content },
    default: { description: 'The same reply under another status, which the document leaves open', content },
  }
}
