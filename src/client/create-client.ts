import type { CodeDelivery, Linking } from '../contract/dialect.ts'
import { operations } from '../contract/endpoints.ts'
import type { Operation } from './check-fields.ts'
import type { Client } from './client.ts'
import type { BodyShape, CallOptions, ClientOptions, UploadOptions } from './client-options.ts'
import { observe } from './observe.ts'
import type { Outcome } from './outcomes.ts'
import { callOf } from './phone-auth-error.ts'
import { platform } from './platform/platform-node.ts'
import { invalid, prepare } from './prepare.ts'
import { attempt } from './transport/attempt.ts'
import { exchange } from './transport/exchange.ts'
import type { Judgement } from './transport/judge-reply.ts'

/**
 * Creates a client of one backend for one person. On a server, create one per user, because it keeps that person's
 * session.
 *
 * Throws a TypeError if `baseUrl` is not an http or https address, if a header can't be sent or, outside browsers, if
 * another option can't be right.
 */
export function createClient<const Delivery extends CodeDelivery = 'response', const Link extends Linking = 'cookie'>(
  options: ClientOptions<Delivery, Link>,
): Client<Delivery, Link> {
  platform.checkClient?.(options)
  const base = baseOf(options.baseUrl)
  const dialect = options.dialect ?? {}
  const jar = dialect.linking === 'userId' ? undefined : platform.createJar?.(base)
  const { origin } = base
  const settings = { origin, prefix: base.pathname.replace(/\/+$/, ''), dialect, jar, options }
  const idHeader = options.requestIdHeader?.toLowerCase()
  const clientHeaders = headersOf({ ...options.headers, ...(idHeader && { [idHeader]: '' }) })
  const clientId = Math.random().toString(36).slice(2)
  const { timeout = 10_000, uploadTimeout = Math.max(60_000, timeout) } = options
  let calls = 0

  async function perform(operation: Operation, given: unknown, call: UploadOptions): Promise<Outcome> {
    const started = performance.now()
    const requestId = `${clientId}-${++calls}`
    const { id: endpoint, method, path, encoding, files } = operation
    const report = { endpoint, requestId, method, path: settings.prefix + path }
    let requestBody: BodyShape | undefined
    let replyBody: BodyShape | undefined
    let status: number | undefined
    let release: (() => void) | undefined
    let judgement: Judgement
    try {
      release = platform.adoptStreams?.(given, files)
      platform.checkCall?.(call)
      const prepared = prepare(operation, dialect, given)
      const headers = {
        ...clientHeaders,
        ...(idHeader && { [idHeader]: requestId }),
        ...headersOf(call.headers),
      }
      const { fetch = options.fetch, onProgress } = call
      const onSend = (body: BodyShape | undefined): void => {
        requestBody = body
        observe(options, { ...report, requestBody })
      }
      const onRead = (body: BodyShape, read: number): void => {
        replyBody = body
        status = read
      }
      judgement = Array.isArray(prepared)
        ? invalid(prepared)
        : await attempt(
            (signal) => exchange(settings, operation, prepared, { headers, fetch, onProgress, onSend, onRead }, signal),
            call.timeout ?? (encoding === 'multipart' ? uploadTimeout : timeout),
            call.signal && options.signal
              ? AbortSignal.any([call.signal, options.signal])
              : (call.signal ?? options.signal),
          )
    } catch (error) {
      const { field = 'options' } = error as { field?: string }
      judgement = invalid([{ field, code: 'options.value' }])
    }
    release?.()
    const { kind } = judgement
    const durationMs = Math.round(performance.now() - started)
    const result = 'result' in judgement ? judgement.result : undefined
    observe(options, { ...report, requestBody, replyBody, kind, result, status, durationMs })
    const meta = { endpoint, requestId, durationMs, ...(status !== undefined && { status }), ...judgement.meta }
    return { ...judgement, meta } as Outcome
  }

  const call = (operation: Operation, given: object = {}, options: CallOptions = {}) =>
    callOf(perform(operation, given, options))
  const methods = Object.values(operations).map((operation) => [operation.id, call.bind(undefined, operation)])
  // Client writes out the types of the methods.
  return { ...Object.fromEntries(methods), call, session: platform.sessionOf(jar, origin) } as Client<Delivery, Link>
}

function baseOf(given: unknown): URL {
  const text = (given as URL | undefined)?.href ?? (given as string | undefined)
  const page = globalThis.location?.href
  // On a page, a host without its protocol would be a path, so what is relative must not look like one.
  if (text?.match?.(/^(https?:\/\/|\.*\/|[^.:]+$)/i) && URL.canParse(text, page)) {
    const base = new URL(text, page)
    if (!base.username && !base.password) return base
  }
  // The message does not repeat the address, which may contain a password.
  throw new TypeError('baseUrl must be an http(s) address without a user name')
}

/** Headers by lower-case name, without those that describe the body: only the client knows it. */
function headersOf(given: CallOptions['headers'] = {}): Record<string, string> {
  // Using Headers starts Node's whole HTTP stack, so it is avoided where there are none.
  const headers = Object.keys(given)[0] === undefined ? {} : Object.fromEntries(new Headers(given))
  delete headers['content-type']
  delete headers['content-length']
  return headers
}
