import { type CodeDelivery, dialectOf, type Linking } from '../contract/dialect.ts'
import type { EndpointId } from '../contract/endpoint-ids.ts'
import { operations } from '../contract/operations.ts'
import { attempt } from './attempt.ts'
import type { Client } from './client.ts'
import { type Judgement, judgeReply } from './judge-reply.ts'
import { multipartOf } from './multipart.ts'
import { observe, quietly } from './observe.ts'
import type { BodyShape, CallOptions, ClientOptions, RequestReport, UploadOptions } from './options.ts'
import type { Outcome } from './outcomes.ts'
import { callOf } from './phone-auth-error.ts'
import { platform } from './platform-node.ts'
import { invalid, type Prepared, prepare } from './prepare.ts'
import { readReply } from './read-reply.ts'
import { sessionOf } from './session.ts'

/**
 * Makes a client of one backend for one person. On a server: make one per user, for it keeps that person's session.
 *
 * Throws a TypeError where `baseUrl` is no http or https address, or a header can't be sent.
 */
export function createClient<const Delivery extends CodeDelivery = 'response', const Link extends Linking = 'cookie'>(
  options: ClientOptions<Delivery, Link>,
): Client<Delivery, Link> {
  const base = baseOf(options.baseUrl)
  const { origin } = base
  const prefix = base.pathname.replace(/\/+$/, '')
  const dialect = dialectOf(options.dialect as object | undefined)
  const linkedByCookie = dialect.linking === 'cookie'
  const jar = linkedByCookie ? platform.createJar?.(base) : undefined
  const clientHeaders = headersOf(options.headers)
  const clientId = Math.random().toString(36).slice(2, 8)
  const observed = options.onRequest ?? options.onReply ?? options.logger
  let calls = 0

  async function perform(id: EndpointId, given: unknown, call: UploadOptions): Promise<Outcome> {
    const started = performance.now()
    const requestId = `${clientId}-${++calls}`
    const operation = operations[id]
    const path = prefix + operation.path
    let requestBody: BodyShape | undefined
    let replyBody: BodyShape | undefined
    const report = (): RequestReport => ({ endpoint: id, requestId, method: operation.method, path, requestBody })

    async function send({ fields, image }: Prepared, signal: AbortSignal): Promise<Judgement> {
      const url = new URL(origin + path)
      const headers: Record<string, string> = { ...clientHeaders, ...headersOf(call.headers) }
      if (options.requestIdHeader) headers[options.requestIdHeader] = requestId
      const cookie = headers.cookie ?? jar?.header(path)
      if (cookie) headers.cookie = cookie
      let body: BodyInit | undefined
      const streamed = image && (!('blob' in image) || (call.onProgress && platform.uploads && !options.fetch))
      const ky = await platform.ky()
      const carry = (carried: BodyInit | undefined, with_: Record<string, string>): Promise<Response> =>
        ky(url, {
          method: operation.method,
          headers: with_,
          signal,
          credentials: linkedByCookie ? 'include' : 'omit',
          redirect: 'manual',
          // A GET of this API sends an SMS: nothing is ever sent twice.
          retry: 0,
          // ky's own timer ends with the headers; that of the attempt covers the body too.
          timeout: false,
          throwHttpErrors: false,
          ...(carried !== undefined && { body: carried }),
          ...(operation.method === 'GET' && { cache: 'no-store' as const }),
          ...(options.fetch && { fetch: options.fetch as typeof fetch }),
        })
      const read = async (response: Response): Promise<Judgement> => {
        jar?.take(response.headers.getSetCookie(), path)
        const reply = await readReply(response, url, options.maxReplyBytes ?? 1 << 20)
        replyBody = { type: reply.type, bytes: reply.body?.length }
        const none = id === 'sendCode' && dialect.codeDelivery === 'sms'
        const maybe = id === 'uploadAvatar' && !image
        const judgement = judgeReply(operation, reply, none ? 'none' : maybe ? 'maybe' : 'promised')
        return { ...judgement, meta: { ...judgement.meta, status: reply.status } }
      }
      const { encoding } = operation
      const size = image && ('blob' in image ? image.blob.size : 'length' in image ? image.length : undefined)
      if (encoding === 'multipart') {
        requestBody = { type: 'multipart/form-data', bytes: image ? size : 0 }
      } else if (encoding === 'query') url.search = String(new URLSearchParams(fields))
      else {
        const json = dialect.body === 'json'
        const text = json ? JSON.stringify(fields) : String(new URLSearchParams(fields))
        headers['content-type'] = json ? 'application/json' : 'application/x-www-form-urlencoded;charset=UTF-8'
        requestBody = { type: headers['content-type'], bytes: text.length }
        body = text
      }
      if (observed) observe(options, report())
      if (streamed) {
        const { sendStreamed } = await (platform.uploads as NonNullable<typeof platform.uploads>)()
        const { onProgress } = call
        return sendStreamed(
          image,
          {
            url,
            headers,
            signal,
            onProgress: onProgress && ((progress) => quietly(() => onProgress(progress))),
            carry: options.fetch && carry,
          },
          read,
        )
      }
      if (call.onProgress) quietly(() => call.onProgress?.({ known: false }))
      return read(await carry(encoding === 'multipart' ? multipartOf(image as never) : body, headers))
    }

    const release = platform.claim?.((given as { img?: unknown } | null)?.img)
    let judgement: Judgement
    try {
      const prepared = prepare(operation, dialect, given, platform.uploads !== undefined)
      const limit =
        call.timeout ??
        (id === 'uploadAvatar' ? (options.uploadTimeout ?? Math.max(60_000, options.timeout ?? 0)) : options.timeout) ??
        10_000
      judgement = Array.isArray(prepared)
        ? invalid(prepared)
        : await attempt((signal) => send(prepared, signal), limit, call.signal)
    } catch {
      judgement = invalid([{ field: 'options', code: 'options.value' }])
    }
    release?.()
    const durationMs = Math.round(performance.now() - started)
    const outcome = { ...judgement, meta: { endpoint: id, requestId, durationMs, ...judgement.meta } } as Outcome
    if (observed) {
      const { kind, meta } = outcome
      const result = 'result' in outcome ? outcome.result : undefined
      observe(options, { ...report(), kind, result, status: meta.status, durationMs, replyBody })
    }
    return outcome
  }

  const operation =
    (id: EndpointId) =>
    (given: object = {}, call: CallOptions = {}) =>
      callOf(perform(id, given, call))
  return {
    sendCode: operation('sendCode'),
    verifyCode: operation('verifyCode'),
    uploadAvatar: operation('uploadAvatar'),
    completeRegistration: operation('completeRegistration'),
    login: operation('login'),
    session: sessionOf(jar, origin),
    // The types of the single operations are written out in Client.
  } as unknown as Client<Delivery, Link>
}

function baseOf(given: string | URL): URL {
  const page = globalThis.location?.href
  // The address itself is not repeated: it may hold a password.
  if (!URL.canParse(given, page)) throw new TypeError('baseUrl is not an address')
  const base = new URL(given, page)
  if (!/^https?:$/.test(base.protocol) || base.username || base.password) {
    throw new TypeError('baseUrl must be an http or https address without a user name')
  }
  return base
}

/** Headers by their name in lower case. Which body goes out, only the client knows. */
function headersOf(given: CallOptions['headers']): Record<string, string> {
  if (!given) return {}
  const headers = Object.fromEntries(new Headers(given))
  delete headers['content-type']
  delete headers['content-length']
  return headers
}
