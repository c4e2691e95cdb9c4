import { check, type Field, type Operation } from '../check-fields.ts'
import type { Failure, Malformed, Meta, Succeeded } from '../outcomes.ts'

type WithoutMeta<Value> = Value extends unknown ? Omit<Value, 'meta'> : never

/** An outcome before it is known how long it took. */
export type Judgement = WithoutMeta<Succeeded | Failure> & { readonly meta?: Partial<Meta> }

/** What came back, read to its end. */
export interface RawReply {
  readonly status: number
  /** The Content-Type. */
  readonly type: string
  /** The Location of a redirect; empty where the runtime hides it. */
  readonly location?: string
  /** Nothing where it is larger than allowed. */
  readonly body: Uint8Array | undefined
}

/**
 * Says what a reply means, with every tolerance of `docs/contract.md` and no other.
 *
 * `promised` is what 0000 comes with; `mayLack` is for an upload without an image, where it may be missing too.
 */
export function judgeReply(
  { id, failures, aliases, failureMessage }: Operation,
  { status, location, body }: RawReply,
  promised: Field | undefined,
  mayLack: unknown,
): Judgement {
  if (location !== undefined) {
    return {
      ok: false,
      kind: 'http',
      status,
      ...(location && { location }),
      reason: `redirected${location && ` to ${location}`}; set baseUrl to where the API is`,
    }
  }
  if (!body) return malformed('body', 'the reply is larger than maxReplyBytes')
  let text = ''
  const notAnEnvelope = (reason: string, at: Malformed['at'] = 'body'): Judgement =>
    status >= 200 && status < 300 && !/^\s*</.test(text)
      ? malformed(at, reason)
      : {
          ok: false,
          kind: 'http',
          status,
          reason: `${reason}; it was not the API that answered, check baseUrl and proxies`,
        }

  let value: unknown
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    value = JSON.parse(text)
  } catch (error) {
    const position = /position \d+/.exec(String(error))
    return notAnEnvelope(
      body.length > 0 ? `the body is not JSON${position ? ` at ${position}` : ''}` : 'the body is empty',
    )
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return notAnEnvelope('the body is not a JSON object')
  }
  const { result, message = null } = value as { result?: unknown; message?: unknown }
  if (result === undefined) return notAnEnvelope('result is missing', 'result')
  if (typeof result !== 'string') return malformed('result', 'result is not a string')
  if (message === 'None') return malformed('message', 'message is the text None')
  if (result === '0000') {
    const checked = promised && !(mayLack && message === null) ? check(promised, message) : { value: message }
    return 'value' in checked && (promised || message === null)
      ? { ok: true, kind: 'ok', result, message: (checked.value ?? null) as string | null }
      : malformed('message', `message is ${message === null ? 'missing' : 'not what 0000 promises'}`)
  }
  const code = (aliases as Record<string, string> | undefined)?.[result] ?? result
  const documented = failures.find((failure) => failure === code) as '0006' | undefined
  if (!documented) {
    const shown = result.slice(0, 99)
    return { ok: false, kind: 'undocumented', result: shown, reason: `${shown} is not a result of ${id}` }
  }
  // Only an example says that a failed upload has no message (erratum E27), so one that has is taken as it is.
  if (message !== null && !failureMessage) return malformed('message', `${result} comes with a message`)
  return {
    ok: false,
    kind: 'refused',
    result: documented,
    message: null,
    ...(code !== result && { meta: { wireResult: result } }),
  }
}

function malformed(at: Malformed['at'], reason: string): Judgement {
  return { ok: false, kind: 'malformed', at, reason }
}
