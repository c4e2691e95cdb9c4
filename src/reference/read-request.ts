import type { EndpointId } from '../contract/endpoints.ts'
import type { FormPart } from './http/parse-multipart.ts'
import { bodyFields, type Fields, multipartFields, queryFields, type Unreadable } from './http/request-fields.ts'
import { operationOfRegister } from './http/routes.ts'
import type { Incoming } from './http/wire.ts'
import type { Settings } from './reference-settings.ts'
import type { OperationRequest } from './rules/rule.ts'

/** A request to one of the operations: what it asks, or why it cannot be read. */
export interface ReadRequest {
  readonly endpoint: EndpointId
  readonly request: OperationRequest
  readonly problem?: Unreadable
}

const noFields: Fields = new Map()
const utf8 = /* @__PURE__ */ new TextDecoder()

/** Reads a request to one of the document's paths. */
export async function readRequest(path: string, incoming: Incoming, settings: Settings): Promise<ReadRequest> {
  const requestOf = (fields: Fields, parts: readonly FormPart[]): OperationRequest => ({
    fields,
    parts,
    cookie: incoming.cookie(settings.cookie.name),
    origin: incoming.origin,
  })
  if (path === '/upload') {
    const parts = await multipartFields(incoming, settings)
    return typeof parts === 'string'
      ? { endpoint: 'uploadAvatar', request: requestOf(noFields, []), problem: parts }
      : { endpoint: 'uploadAvatar', request: requestOf(textFields(parts), parts) }
  }
  const fields =
    incoming.method === 'GET' ? queryFields(incoming.query, settings) : await bodyFields(incoming, settings)
  const endpoint = operationOf(path, incoming.method, fields)
  return typeof fields === 'string'
    ? { endpoint, request: requestOf(noFields, []), problem: fields }
    : { endpoint, request: requestOf(fields, []) }
}

function operationOf(path: string, method: string, fields: Fields | Unreadable): EndpointId {
  if (path === '/log') return 'login'
  if (method === 'GET') return 'sendCode'
  return operationOfRegister(typeof fields === 'string' ? noFields : fields)
}

/** The short text parts. Only `uploadNeeds` with `linking: 'userId'` depends on them; the log names the `userId`. */
function textFields(parts: readonly FormPart[]): Fields {
  const fields = new Map<string, string>()
  for (const { name, filename, bytes } of parts)
    if (filename === undefined && bytes.length < 100 && !fields.has(name)) fields.set(name, utf8.decode(bytes))
  return fields
}

/** Why a request cannot be read, for the log, and its HTTP status. */
export function unreadable(endpoint: EndpointId, problem: Unreadable, settings: Settings) {
  return problem === 'too long'
    ? { reason: 'the request is too long', status: 413 }
    : { reason: `the body must be ${expectedBody(endpoint, settings)}` }
}

function expectedBody(endpoint: EndpointId, { anyBody, dialect }: Settings): string {
  if (endpoint === 'uploadAvatar') return 'multipart/form-data'
  const [form, json] = ['application/x-www-form-urlencoded', 'application/json']
  return anyBody ? `${form} or ${json}` : dialect.body === 'json' ? json : form
}
