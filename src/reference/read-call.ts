import type { EndpointId } from '../contract/endpoints.ts'
import type { FormPart } from './http/parse-multipart.ts'
import { bodyFields, type Fields, multipartFields, queryFields, type Unreadable } from './http/request-fields.ts'
import { operationOfRegister } from './http/routes.ts'
import type { Incoming } from './http/wire.ts'
import type { Settings } from './reference-settings.ts'
import { completeRegistration } from './rules/complete-registration.ts'
import { login } from './rules/login.ts'
import type { Answer, Asked, Rules } from './rules/rule.ts'
import { sendCode } from './rules/send-code.ts'
import { uploadAvatar } from './rules/upload-avatar.ts'
import { verifyCode } from './rules/verify-code.ts'

/** A request to one of the five operations, read and not yet answered. */
export interface Call {
  readonly endpoint: EndpointId
  readonly fields: Fields
  answer(rules: Rules): Promise<Answer>
}

const noFields: Fields = new Map()
const utf8 = /* @__PURE__ */ new TextDecoder()

/** Reads a request to one of the document's paths. */
export async function readCall(path: string, incoming: Incoming, { settings }: Rules): Promise<Call> {
  if (path === '/upload') {
    const parts = await multipartFields(incoming, settings)
    if (typeof parts === 'string') return unreadable('uploadAvatar', parts, settings)
    const asked = askedOf(incoming, textFields(parts), settings.cookie.name)
    const { fields } = asked
    return { fields, endpoint: 'uploadAvatar', answer: (rules) => uploadAvatar(asked, parts, rules) }
  }
  const fields =
    incoming.method === 'GET' ? queryFields(incoming.query, settings) : await bodyFields(incoming, settings)
  const endpoint = operationOf(path, incoming.method, fields)
  if (typeof fields === 'string') return unreadable(endpoint, fields, settings)
  const asked = askedOf(incoming, fields, settings.cookie.name)
  return { fields, endpoint, answer: (rules) => rulesOf[endpoint](asked, rules) }
}

const rulesOf = {
  sendCode,
  verifyCode,
  uploadAvatar: (asked: Asked, rules: Rules) => uploadAvatar(asked, [], rules),
  completeRegistration,
  login,
} as const

function operationOf(path: string, method: string, fields: Fields | Unreadable): EndpointId {
  if (path === '/log') return 'login'
  if (method === 'GET') return 'sendCode'
  return operationOfRegister(typeof fields === 'string' ? noFields : fields)
}

function askedOf(incoming: Incoming, fields: Fields, cookieName: string): Asked {
  return { fields, cookie: incoming.cookie(cookieName), origin: incoming.origin }
}

/** Nothing rests on these but `uploadNeeds` with `linking: 'userId'`; they are read so that a log can name them. */
function textFields(parts: readonly FormPart[]): Fields {
  const fields = new Map<string, string>()
  for (const { name, filename, bytes } of parts)
    if (filename === undefined && bytes.length < 100 && !fields.has(name)) fields.set(name, utf8.decode(bytes))
  return fields
}

/** The failure by which each operation answers what it cannot read (E16, E17). */
const failures = {
  sendCode: '0002',
  verifyCode: '0004',
  uploadAvatar: '0006',
  completeRegistration: '0006',
  login: '0007',
} as const satisfies { [Id in EndpointId]: Answer<Id>['result'] }

/** The answer when the backend itself fails: a store that cannot be written, say. */
export function brokenAnswer(endpoint: EndpointId, error: unknown): Answer {
  return { result: failures[endpoint], message: null, reason: whyBroken(error), status: 500 }
}

/** Why the backend itself failed, for the log. */
export function whyBroken(error: unknown): string {
  if (!(error instanceof Error)) return 'the backend failed: an error'
  // The error's own message may hold what was sent; a code, such as ENOSPC, does not.
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : ''
  return `the backend failed: ${error.name}${code}`
}

function unreadable(endpoint: EndpointId, why: Unreadable, settings: Settings): Call {
  const refusal = { result: failures[endpoint], message: null }
  const answer: Answer =
    why === 'too long'
      ? { ...refusal, reason: 'the request is too long', status: 413 }
      : { ...refusal, reason: `the body is not what this operation takes: ${takenBody(endpoint, settings)}` }
  return { endpoint, fields: noFields, answer: async () => answer }
}

function takenBody(endpoint: EndpointId, { anyBody, dialect }: Settings): string {
  if (endpoint === 'uploadAvatar') return 'multipart/form-data'
  const [form, json] = ['application/x-www-form-urlencoded', 'application/json']
  return anyBody ? `${form} or ${json}` : dialect.body === 'json' ? json : form
}
