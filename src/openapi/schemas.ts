import * as z from 'zod/mini'
import type { DocumentedOperation, Endpoint, Parameter } from '../contract/define-endpoint.ts'
import type { Dialect } from '../contract/dialect.ts'
import { type EndpointId, endpoints, resultsOf } from '../contract/endpoints.ts'
import { completePathOrNone, fieldSchemas, noMessage, userId } from '../contract/fields.ts'
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

/** The schema of one parameter: of a file, of what is fixed, or of the field. */
function parameterSchema({ fields, files }: DocumentedOperation, name: string, parameter: Parameter): JsonSchema {
  const description = [parameter.chineseName, parameter.erratum && `(erratum ${parameter.erratum})`]
    .filter(Boolean)
    .join(' ')
  const kind = fields[name]
  const schema = files?.includes(name)
    ? { type: 'string', contentMediaType: 'application/octet-stream' }
    : kind
      ? jsonSchemaOf(fieldSchemas[kind])
      : { type: 'string', const: parameter.fixed }
  return description ? { ...schema, description } : schema
}

/** The schema of an endpoint's request, fixed fields and the dialect's included. */
export function requestSchema(id: EndpointId, dialect: Dialect): JsonSchema {
  const endpoint: Endpoint = endpoints[id]
  const properties: Record<string, JsonSchema> = {}
  const required: string[] = []
  if (dialect.linking === 'userId' && endpoint.linked) {
    properties.userId = { ...jsonSchemaOf(userId), description: '手机号（账户名）' }
    required.push('userId')
  }
  for (const [name, parameter] of Object.entries(endpoint.parameters)) {
    properties[name] = parameterSchema(endpoint, name, parameter)
    if (parameter.required) required.push(name)
  }
  return { type: 'object', properties, ...(required.length > 0 && { required }) }
}

/** What `message` holds under one code. */
function messageSchema(
  { message, returnsSentCode, messageNeeds }: DocumentedOperation,
  code: ResultCode,
  dialect: Dialect,
) {
  if (code !== '0000' || !message || (returnsSentCode && dialect.codeDelivery === 'sms')) return noMessage
  // An upload without an image may succeed without a path (erratum E17).
  return messageNeeds ? completePathOrNone : fieldSchemas[message]
}

/** The schemas of an endpoint's replies: one for each documented code, and one for all of them. */
export function replySchemas(
  id: EndpointId,
  dialect: Dialect,
  texts: readonly TextsOfCodes[],
): Record<string, JsonSchema> {
  const schemas: Record<string, JsonSchema> = {}
  const mapping: Record<string, string> = {}
  for (const code of resultsOf(id)) {
    const message = messageSchema(endpoints[id], code, dialect)
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
