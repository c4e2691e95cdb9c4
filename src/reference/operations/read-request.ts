import type { FormPart } from '../http/parse-multipart.ts'
import { bodyFields, type Fields, multipartFields, queryFields, type Unreadable } from '../http/request-fields.ts'
import type { Incoming } from '../http/wire.ts'
import type { Settings } from '../reference-settings.ts'
import type { OperationRequest } from '../rules/rule.ts'
import { type Candidates, operationOf, type ServedOperation } from './served-operations.ts'

/** A request to one of the operations: what it asks, or why it cannot be read. */
export interface ReadRequest {
  readonly operation: ServedOperation
  readonly request: OperationRequest
  readonly problem?: Unreadable
}

const noFields: Fields = new Map()
const utf8 = /* @__PURE__ */ new TextDecoder()

/** Reads a request to one of these operations, which share its path and method. */
export async function readRequest(
  candidates: Candidates,
  incoming: Incoming,
  settings: Settings,
): Promise<ReadRequest> {
  const read = await readFields(candidates[0], incoming, settings)
  const { fields, parts } = typeof read === 'string' ? { fields: noFields, parts: [] } : read
  const cookie = incoming.cookie(settings.cookie.name)
  const request = { fields, parts, cookie, origin: incoming.origin }
  const operation = operationOf(candidates, fields)
  return typeof read === 'string' ? { operation, request, problem: read } : { operation, request }
}

async function readFields(
  { encoding }: ServedOperation,
  incoming: Incoming,
  settings: Settings,
): Promise<Pick<OperationRequest, 'fields' | 'parts'> | Unreadable> {
  if (encoding === 'multipart') {
    const parts = await multipartFields(incoming, settings)
    return typeof parts === 'string' ? parts : { fields: textFields(parts, settings), parts }
  }
  const fields = encoding === 'query' ? queryFields(incoming.query, settings) : await bodyFields(incoming, settings)
  return typeof fields === 'string' ? fields : { fields, parts: [] }
}

/** The text parts. One that is longer than a field may be does not count. */
function textFields(parts: readonly FormPart[], { fieldLimit }: Settings): Fields {
  const fields = new Map<string, string>()
  for (const { name, filename, bytes } of parts)
    if (filename === undefined && bytes.length <= fieldLimit && !fields.has(name)) fields.set(name, utf8.decode(bytes))
  return fields
}

/** The content types of the body that an operation takes. */
export function expectedBody({ encoding }: ServedOperation, { anyBody, dialect }: Settings): string {
  if (encoding === 'multipart') return 'multipart/form-data'
  const [form, json] = ['application/x-www-form-urlencoded', 'application/json']
  return anyBody ? `${form} or ${json}` : dialect.body === 'json' ? json : form
}
