import { check, type Field, type Operation } from '../check-fields.ts'
import type { Failure, Malformed, Meta, Succeeded } from '../outcomes.ts'

type WithoutMeta<Value> = Value extends unknown ? Omit<Value, 'meta'> : never

/** An outcome without its meta data. */
export type Judgement = WithoutMeta<Succeeded | Failure> & { readonly meta?: Partial<Meta> }

/** A reply that has been read. */
export interface RawReply {
  readonly status: number
  /** The Content-Type. */
  readonly type: string
  /** The Location of a redirect; empty if the runtime hides it. */
  readonly location?: string
  /** Undefined if it is larger than allowed. */
  readonly body: Uint8Array | undefined
}

/**
 * Decides what a reply means, with exactly the tolerance that `docs/contract.md` allows.
 *
 * `promised` is the schema of the message that comes with 0000. With `mayLack`, for an upload without an image, the
 * message may also be missing.
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
      reason: `redirected${location && ` to ${location}`}; check baseUrl and proxies`,
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
          reason: `${reason}; not the API, check baseUrl and proxies`,
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
  if (message === 'None') return malformed('message', 'message is the string None')
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
    return { ok: false, kind: 'undocumented', result: shown, reason: `${shown} is not a result code of ${id}` }
  }
  // Only an example says that a failed upload has no message (erratum E27), so a message there is ignored.
  if (message !== null && !failureMessage) return malformed('message', `${result} must not come with a message`)
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
