import type { Endpoint } from '../contract/define-endpoint.ts'
import type { OperationDefinition } from '../contract/define-operation.ts'
import type { Dialect } from '../contract/dialect.ts'
import { completePathOrNone, fieldSchemas, noMessage, userId } from '../contract/fields.ts'
import type { Texts } from '../texts/texts.ts'
import { fieldJsonSchema, type JsonSchema, jsonSchemaOf, mayBeMissing } from './field-schema.ts'

/** A parameter of a request. */
export interface DescribedParameter {
  readonly name: string
  readonly required: boolean
  readonly schema: JsonSchema
  readonly description?: string
}

/** A reply: a result code, its text and its message. */
export interface DescribedReply {
  readonly code: string
  readonly description: string
  readonly message: JsonSchema
  /** Whether `message` is always present. */
  readonly promised: boolean
}

/** Everything that the OpenAPI document says about an operation, the document's or a team's own. */
export interface Described {
  readonly id: string
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly encoding: 'query' | 'body' | 'multipart'
  readonly summary: string
  readonly description?: string
  readonly tag?: string
  readonly parameters: readonly DescribedParameter[]
  /** The fields that distinguish it from others on the same route: `register=1`. */
  readonly mark: string
  readonly replies: readonly DescribedReply[]
}

const file = { type: 'string', contentMediaType: 'application/octet-stream' }
const none = { message: jsonSchemaOf(noMessage), promised: false }

/** The parameter by which a dialect links the steps. */
function linkedParameters(linked: boolean | undefined, { linking }: Dialect): DescribedParameter[] {
  if (!linked || linking !== 'userId') return []
  return [{ name: 'userId', required: true, schema: jsonSchemaOf(userId), description: '手机号（账户名）' }]
}

/** Describes an operation of the document. */
export function describeEndpoint(endpoint: Endpoint, dialect: Dialect, texts: readonly Texts[]): Described {
  const { id, method, path, encoding, fields, files, fixed, failures, section, chapter, titles, rows } = endpoint
  const own = Object.entries(endpoint.parameters).map(([name, parameter]) => {
    const kind = fields[name]
    const description = [parameter.chineseName, parameter.erratum && `(erratum ${parameter.erratum})`]
    return {
      name,
      required: parameter.required,
      schema: files?.includes(name)
        ? file
        : kind
          ? fieldJsonSchema(kind, 'input')
          : { type: 'string', const: parameter.fixed },
      description: description.filter(Boolean).join(' '),
    }
  })
  const [, , operation = ''] = (rows.operation ?? '').split('|')
  const textOf = (code: string) => texts.map(({ results }) => results[code as keyof typeof results]).join(' · ')
  return {
    id,
    method,
    path,
    encoding,
    summary: `${titles.en} (${section})`,
    description: operation.trim(),
    tag: chapter,
    parameters: [...linkedParameters(endpoint.linked, dialect), ...own],
    mark: markOf(fixed, fields),
    replies: [
      { code: '0000', description: textOf('0000'), ...successOf(endpoint, dialect) },
      ...failures.map((code) => ({ code, description: textOf(code), ...none })),
    ],
  }
}

function successOf({ message, messageNeeds }: Endpoint, { codeDelivery }: Dialect) {
  if (!message || (message === 'sentCode' && codeDelivery === 'sms')) return none
  // An upload without an image may succeed without a path (erratum E17).
  if (messageNeeds) return { message: jsonSchemaOf(completePathOrNone), promised: false }
  return { message: jsonSchemaOf(fieldSchemas[message]), promised: true }
}

/** Describes an operation of a team's own. */
export function describeOperation(
  operation: OperationDefinition,
  dialect: Dialect,
  texts: readonly Texts[],
): Described {
  const { id, method, path, encoding, fields, files = [], optional = [], fixed = {}, message, failures } = operation
  const { titles = {}, texts: own = {}, document } = operation
  const textOf = (code: string) => {
    const known = texts.map(({ language, results }) => own[language]?.[code] ?? results[code as keyof typeof results])
    const further = Object.keys(own).filter((language) => texts.every((one) => one.language !== language))
    return [...known, ...further.map((language) => own[language]?.[code])].filter(Boolean).join(' · ') || code
  }
  const title = titles.en ?? Object.values(titles)[0] ?? id
  return {
    id,
    method,
    path,
    encoding,
    summary: document ? `${title} (${document.section})` : title,
    parameters: [
      ...linkedParameters(operation.linked, dialect),
      ...Object.entries(fields).map(([name, field]) => ({
        name,
        required: !optional.includes(name),
        schema: fieldJsonSchema(field, 'output'),
      })),
      ...files.map((name) => ({ name, required: !optional.includes(name), schema: file })),
      ...Object.entries(fixed).map(([name, value]) => ({
        name,
        required: true,
        schema: { type: 'string', const: value },
      })),
    ],
    mark: markOf(fixed, fields),
    replies: [
      {
        code: '0000',
        description: textOf('0000'),
        ...(message ? { message: fieldJsonSchema(message, 'input'), promised: !mayBeMissing(message) } : none),
      },
      ...failures.map((code) => ({ code, description: textOf(code), ...none })),
    ],
  }
}

function markOf(fixed: Readonly<Record<string, string>> = {}, fields: Readonly<Record<string, unknown>>): string {
  const [mark] = Object.entries(fixed).map(([name, value]) => `${name}=${value}`)
  return mark ?? Object.keys(fields).join('` and `')
}
