import { type CodeDelivery, dialectOf, type Linking } from '../contract/dialect.ts'
import type { EndpointId } from '../contract/endpoint-ids.ts'
import { endpoints } from '../contract/endpoints.ts'
import { type FieldIssueCode, userId } from '../contract/fields.ts'
import type { Client } from './client.ts'
import { createCookieJar } from './cookie-jar.ts'
import { exchange, type Outgoing, TooLarge } from './exchange.ts'
import { type Judgement, judgeReply } from './judge-reply.ts'
import { multipartOf } from './multipart.ts'
import type { CallOptions, ClientOptions } from './options.ts'
import type { Outcome, RequestIssue } from './outcomes.ts'
import { callOf } from './phone-auth-error.ts'

type Fields = Record<string, unknown>

/** Makes a client for one backend and one person. On a server: one client per user, for it keeps their session. */
export function createClient<const Delivery extends CodeDelivery = 'response', const Link extends Linking = 'cookie'>(
  options: ClientOptions<Delivery, Link>,
): Client<Delivery, Link> {
  const base = new URL(options.baseUrl)
  const prefix = base.pathname.replace(/\/+$/, '')
  const dialect = dialectOf(options.dialect as object)
  const jar = createCookieJar(base)
  const timeout = options.timeout ?? 10_000
  const uploadTimeout = options.uploadTimeout ?? Math.max(60_000, timeout)
  let calls = 0
  const clientId = Math.random().toString(36).slice(2, 8)

  function prepare(id: EndpointId, given: Fields): { issues: RequestIssue[] } | { fields: Fields } {
    const issues: RequestIssue[] = []
    let fields: Fields = {}
    const linked = dialect.linking === 'userId' && (id === 'verifyCode' || id === 'completeRegistration')
    const sms = dialect.codeDelivery === 'sms' && id === 'verifyCode'
    const checked = endpoints[id].request.safeParse(sms ? { ...given, code_v: given.code } : given)
    if (checked.success) fields = { ...checked.data }
    else {
      for (const { path, message } of checked.error.issues) {
        if (!(sms && path[0] === 'code_v')) {
          issues.push({ field: path.join('.'), code: message as FieldIssueCode })
        }
      }
    }
    if (linked) {
      const phone = userId.safeParse(given.userId)
      if (phone.success) fields.userId = phone.data
      else issues.push({ field: 'userId', code: 'userId.format' })
    }
    if (id === 'completeRegistration') fields.register = '1'
    return issues.length > 0 ? { issues } : { fields }
  }

  function outgoing(id: EndpointId, fields: Fields, call: CallOptions): Outgoing {
    const endpoint = endpoints[id]
    const url = new URL(base.origin + prefix + endpoint.path)
    const headers: Record<string, string> = { ...options.headers, ...call.headers }
    const given = Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined)
    let body: BodyInit | undefined
    if (endpoint.encoding === 'query') url.search = new URLSearchParams(given).toString()
    else if (endpoint.encoding === 'multipart') body = multipartOf(fields.img as Blob)
    else if (dialect.body === 'form') body = new URLSearchParams(given)
    else {
      body = JSON.stringify(Object.fromEntries(given))
      headers['content-type'] = 'application/json'
    }
    const cookie = jar.header(url.pathname)
    if (cookie) headers.cookie = cookie
    return {
      url,
      method: endpoint.method,
      headers,
      body,
      credentials: dialect.linking === 'cookie' ? 'include' : 'omit',
      noStore: endpoint.method === 'GET',
      fetch: options.fetch,
      maxReplyBytes: options.maxReplyBytes ?? 1 << 20,
    }
  }

  async function judge(id: EndpointId, given: Fields, call: CallOptions): Promise<Judgement> {
    const prepared = prepare(id, given)
    if ('issues' in prepared) {
      const { issues } = prepared
      return {
        ok: false,
        kind: 'invalid-request',
        issues,
        reason: `nothing was sent: ${issues.map(({ code }) => code).join(', ')}`,
      }
    }
    const controller = new AbortController()
    const limit = call.timeout ?? (id === 'uploadAvatar' ? uploadTimeout : timeout)
    let stopped: 'timeout' | 'aborted' | undefined
    const stop = (why: 'timeout' | 'aborted'): void => {
      stopped ??= why
      controller.abort()
    }
    const onAbort = (): void => stop('aborted')
    if (call.signal?.aborted) onAbort()
    call.signal?.addEventListener('abort', onAbort, { once: true })
    const timer = limit < 2 ** 31 ? setTimeout(stop, limit, 'timeout') : undefined
    try {
      if (stopped) throw stopped
      const request = outgoing(id, prepared.fields, call)
      const reply = await exchange(request, controller.signal)
      jar.take(reply.setCookies, request.url.pathname)
      const judgement = judgeReply(endpoints[id], reply, prepared.fields.img === undefined && id === 'uploadAvatar')
      return { ...judgement, meta: { ...judgement.meta, status: reply.status } }
    } catch (error) {
      if (stopped === 'timeout') {
        return { ok: false, kind: 'timeout', timeoutMs: limit, reason: `no complete reply within ${limit} ms` }
      }
      if (stopped) return { ok: false, kind: 'aborted', reason: 'the caller ended the call' }
      if (error instanceof TooLarge) {
        return { ok: false, kind: 'malformed', at: 'body', reason: 'the reply is larger than maxReplyBytes' }
      }
      const code = systemCode(error)
      return {
        ok: false,
        kind: 'network',
        ...(code && { code }),
        reason: `no complete reply came${code && ` (${code})`}`,
      }
    } finally {
      clearTimeout(timer)
      call.signal?.removeEventListener('abort', onAbort)
    }
  }

  async function perform(id: EndpointId, given: Fields = {}, call: CallOptions = {}): Promise<Outcome> {
    const started = performance.now()
    const requestId = `${clientId}-${++calls}`
    const judgement = await judge(id, given, call)
    const durationMs = Math.round(performance.now() - started)
    return { ...judgement, meta: { endpoint: id, requestId, durationMs, ...judgement.meta } } as Outcome
  }

  const operation = (id: EndpointId) => (given?: object, call?: CallOptions) =>
    callOf(perform(id, given as Fields, call))
  return {
    sendCode: operation('sendCode'),
    verifyCode: operation('verifyCode'),
    uploadAvatar: operation('uploadAvatar'),
    completeRegistration: operation('completeRegistration'),
    login: operation('login'),
    // The types of the single operations are written out in Client.
  } as unknown as Client<Delivery, Link>
}

/** The system's code for what went wrong. Nothing else of the error is used: its texts hold addresses and headers. */
function systemCode(error: unknown): string {
  let inner = error as { code?: unknown; cause?: unknown; errors?: unknown[] } | undefined
  while (inner && typeof inner === 'object') {
    if (typeof inner.code === 'string' && /^\w+$/.test(inner.code)) return inner.code
    inner = (inner.cause ?? inner.errors?.[0]) as typeof inner
  }
  return ''
}
