import type { EndpointDefinition } from '../contract/define-endpoint.ts'
import type { Failure, Meta, Succeeded } from './outcomes.ts'

type WithoutMeta<Value> = Value extends unknown ? Omit<Value, 'meta'> : never
/** An outcome before it is known how long it took. */
export type Judgement = WithoutMeta<Succeeded | Failure> & { readonly meta?: Partial<Meta> }

/** What came back, read to its end. */
export interface RawReply {
  readonly status: number
  /** The Location header, or an empty string for a redirect whose target the runtime hides. */
  readonly location?: string
  readonly body: Uint8Array
}

/** Says what a reply means for an operation, with every tolerance of `docs/contract.md` and no other. */
export function judgeReply(endpoint: EndpointDefinition, raw: RawReply, nothingSent: boolean): Judgement {
  const { status, location } = raw
  if (location !== undefined) {
    return {
      ok: false,
      kind: 'http',
      status,
      ...(location && { location }),
      reason: `redirected${location && ` to ${location}`}, which is never followed; check baseUrl`,
    }
  }
  let value: unknown
  let text = ''
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(raw.body)
    value = JSON.parse(text)
  } catch {
    return notAnEnvelope(status, text, raw.body.length === 0 ? 'the body is empty' : 'the body is not JSON')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return notAnEnvelope(status, text, 'the body is JSON, but not an object')
  }
  const { result, message } = value as { result?: unknown; message?: unknown }
  if (result === undefined) return notAnEnvelope(status, text, 'the member result is missing', 'result')
  if (typeof result !== 'string') return malformed('result', 'the member result is not a string')
  const tolerated = endpoint.id === 'uploadAvatar' && result === '0004'
  const code = tolerated ? '0006' : result
  const schema = Object.hasOwn(endpoint.replies, code) && endpoint.replies[code as '0000']
  if (!schema) {
    return { ok: false, kind: 'undocumented', result, reason: `${result} is not a documented result of ${endpoint.id}` }
  }
  if (code !== '0000') {
    // Only an example says that a failed upload has no message (erratum E27), so one that has is taken as it is.
    if (endpoint.id !== 'uploadAvatar' && (message ?? null) !== null) {
      return malformed('message', `the document has no message with ${code}`)
    }
    const refused = { ok: false, kind: 'refused', result: code as '0006', message: null } as const
    return tolerated ? { ...refused, meta: { wireResult: result } } : refused
  }
  const none = (message ?? null) === null
  if (!(nothingSent && none) && !schema.safeParse(message).success) {
    return malformed('message', none ? 'the member message is missing' : 'the member message is not what 0000 promises')
  }
  return { ok: true, kind: 'ok', result: '0000', message: none ? null : (message as string) }
}

function malformed(at: 'body' | 'result' | 'message', reason: string): Judgement {
  return { ok: false, kind: 'malformed', at, reason }
}

function notAnEnvelope(status: number, text: string, reason: string, at: 'body' | 'result' = 'body'): Judgement {
  if ((status >= 200 && status < 300 && !/^\s*</.test(text)) || status === 0) return malformed(at, reason)
  return {
    ok: false,
    kind: 'http',
    status,
    reason: `something other than the API answered with status ${status}: ${reason}; check baseUrl and any proxy`,
  }
}
