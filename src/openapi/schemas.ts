import * as z from 'zod/mini'
import type { Parameter } from '../contract/define-endpoint.ts'
import type { Dialect } from '../contract/dialect.ts'
import type { EndpointId } from '../contract/endpoint-ids.ts'
import { endpoints } from '../contract/endpoints.ts'
import { completePathOrNone, noMessage, userId } from '../contract/fields.ts'
import type { ResultCode } from '../contract/result-codes.ts'

/** A JSON Schema, or any other object of an OpenAPI document. */
export type JsonSchema = Readonly<Record<string, unknown>>

/** The texts of the result codes in one language. */
export type TextsOfCodes = Readonly<Record<ResultCode, string>>

const capitalised = (id: string) => `${id[0]?.toUpperCase()}${id.slice(1)}`

/** The name of the schema of an endpoint's request. */
export const requestName = (id: EndpointId): string => `${capitalised(id)}Request`

/** The name of the schema of an endpoint's replies. */
export const replyName = (id: EndpointId): string => `${capitalised(id)}Reply`

function jsonSchemaOf(schema: z.ZodMiniType): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' })
  return rest
}

/** What goes with `parameters` in a request: a file for an image, a constant for what is fixed. */
function fieldSchema(endpoint: EndpointId, name: string, parameter: Parameter, inferred: JsonSchema): JsonSchema {
  const description = [parameter.chineseName, parameter.erratum && `(erratum ${parameter.erratum})`]
    .filter(Boolean)
    .join(' ')
  const schema =
    parameter.fixed !== undefined
      ? { type: 'string', const: parameter.fixed }
      : endpoint === 'uploadAvatar' && name === 'img'
        ? { type: 'string', contentMediaType: 'application/octet-stream' }
        : inferred
  return description ? { ...schema, description } : schema
}

/** The schema of an endpoint's request, fixed fields and the dialect's included. */
export function requestSchema(id: EndpointId, dialect: Dialect): JsonSchema {
  const inferred = (jsonSchemaOf(endpoints[id].request).properties ?? {}) as Record<string, JsonSchema>
  const parameters: Readonly<Record<string, Parameter>> = endpoints[id].parameters
  const properties: Record<string, JsonSchema> = {}
  const required: string[] = []
  if (dialect.linking === 'userId' && (id === 'verifyCode' || id === 'completeRegistration')) {
    properties.userId = { ...jsonSchemaOf(userId), description: '手机号（账户名）' }
    required.push('userId')
  }
  for (const [name, parameter] of Object.entries(parameters)) {
    properties[name] = fieldSchema(id, name, parameter, inferred[name] ?? {})
    if (parameter.required) required.push(name)
  }
  return { type: 'object', properties, ...(required.length > 0 && { required }) }
}

/** What `message` holds under one code. */
function messageSchema(id: EndpointId, code: ResultCode, dialect: Dialect, schema: z.ZodMiniType): z.ZodMiniType {
  if (id === 'sendCode' && code === '0000' && dialect.codeDelivery === 'sms') return noMessage
  // An upload without an image may succeed without a path (erratum E17).
  if (id === 'uploadAvatar' && code === '0000') return completePathOrNone
  return schema
}

/** The schemas of an endpoint's replies: one for each documented code, and one for all of them. */
export function replySchemas(
  id: EndpointId,
  dialect: Dialect,
  texts: readonly TextsOfCodes[],
): Record<string, JsonSchema> {
  const replies: Readonly<Partial<Record<ResultCode, z.ZodMiniType>>> = endpoints[id].replies
  const schemas: Record<string, JsonSchema> = {}
  const mapping: Record<string, string> = {}
  for (const [name, schema] of Object.entries(replies)) {
    const code = name as ResultCode
    const message = messageSchema(id, code, dialect, schema)
    const promised = !message.safeParse(undefined).success
    schemas[`${replyName(id)}${code}`] = {
      type: 'object',
      description: texts.map((text) => text[code]).join(' · '),
      properties: { result: { type: 'string', const: code }, message: jsonSchemaOf(message) },
      required: promised ? ['result', 'message'] : ['result'],
    }
    mapping[code] = `#/components/schemas/${replyName(id)}${code}`
  }
  schemas[replyName(id)] = {
    oneOf: Object.values(mapping).map(($ref) => ({ $ref })),
    discriminator: { propertyName: 'result', mapping },
  }
  return schemas
}
