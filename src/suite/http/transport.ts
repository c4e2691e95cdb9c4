import type { NodeWire } from '../../http/node/node-wire.ts'
import type { Failure } from '../../http/node/outcome.ts'
import type { HttpRequest } from './request.ts'
import { type Answer, type Fetch, readLimit, send } from './send.ts'

/** How the requests of a run go out. */
export interface TransportSettings {
  /** Where it was injected, it carries every request. */
  readonly fetch: Fetch | undefined
  /** For a whole request, in milliseconds. */
  readonly timeout: number
  /** CA certificates to trust beside the system's, as PEM. */
  readonly ca: string | undefined
  /** Trusts any certificate. */
  readonly insecure: boolean
}

/** Sends one request with these headers, once. Never rejects. */
export type Transport = (request: HttpRequest, headers: readonly (readonly [string, string])[]) => Promise<Answer>

/** Set by the build: whether this copy is one for Node. Not set where the sources run as they are. */
declare const builtForNode: boolean | undefined

/**
 * Whether requests go over node:http: what a fetch makes of TLS errors, interim replies and connections that end early
 * hides whose fault it was.
 */
export function hasNodeWire(): boolean {
  if (typeof builtForNode === 'boolean' ? !builtForNode : false) return false
  const { versions } = globalThis.process ?? {}
  return versions?.node !== undefined && !('bun' in versions) && !('deno' in versions)
}

/** `sharesCookies`: a page, whose browser keeps one cookie jar for everybody. */
export function createTransport(
  settings: TransportSettings,
  signal: AbortSignal,
  { sharesCookies }: { readonly sharesCookies: boolean },
): Transport {
  const { fetch, timeout } = settings
  if (fetch || !hasNodeWire()) return overFetch(fetch ?? ((url, init) => globalThis.fetch(url, init)))
  let loading: Promise<{ wire: NodeWire; answerOf: typeof import('./send-over-node.ts').answerOf }> | undefined
  let hasReplied = false
  let speaksTls: Promise<boolean> | undefined
  return async ({ url, method, body }, headers) => {
    loading ??= loadWire(settings)
    const { wire, answerOf } = await loading
    const given = new Set(headers.map(([name]) => name.toLowerCase()))
    let outcome = await wire.send({
      url,
      method,
      headers: [...usualHeaders.filter(([name]) => !given.has(name.toLowerCase())), ...headers],
      ...(body && { body }),
      signal,
      timeoutMs: timeout,
      maxBytes: readLimit,
      decode: true,
    })
    if (outcome.kind === 'reply') hasReplied = true
    else if (!hasReplied && url.protocol === 'http:' && isSilent(outcome)) {
      speaksTls ??= wantsTls(url)
      if (await speaksTls) outcome = { ...outcome, hint: 'tls-expected' }
    }
    return answerOf(outcome, timeout)
  }

  /** Many servers close the connection without a word where TLS is expected. */
  async function wantsTls({ host }: URL): Promise<boolean> {
    const { createNodeWire } = await import('../../http/node/node-wire.ts')
    const over = new AbortController()
    const wire = createNodeWire({ connectTimeoutMs: 1000, tls: { insecure: true } })
    const { opened } = wire.hold({ url: `https://${host}/`, signal: AbortSignal.any([signal, over.signal]) })
    const stands = await opened
    over.abort()
    return stands
  }

  function overFetch(fetch: Fetch): Transport {
    // A server may end a connection at any time, and a request on its way then is lost through nobody's fault: so each
    // has one of its own. Pages drop the header, and see to it themselves.
    return ({ url, method, body }, headers) =>
      send(
        url,
        {
          method,
          headers: [...headers.map(([name, value]): [string, string] => [name, value]), ['Connection', 'close']],
          redirect: 'manual',
          credentials: sharesCookies ? 'include' : 'omit',
          ...(method === 'GET' && sharesCookies && { cache: 'no-store' as const }),
          ...(body && { body }),
        },
        { fetch, timeout, signal },
      )
  }
}

/** The connection ended before a byte of a reply. */
function isSilent({ code, partial }: Failure): boolean {
  return (code === 'closed-early' || code === 'reset') && partial === undefined
}

/** What every client sends. A report leaves them out. */
const usualHeaders = [
  ['Accept', '*/*'],
  ['User-Agent', 'phone-auth-kit'],
  ['Accept-Encoding', 'gzip, deflate'],
] as const

async function loadWire({ ca, insecure, timeout }: TransportSettings) {
  const [{ createNodeWire }, { proxyFor }, { answerOf }] = await Promise.all([
    import('../../http/node/node-wire.ts'),
    import('../../http/node/proxy-for.ts'),
    import('./send-over-node.ts'),
  ])
  const wire = createNodeWire({
    connectTimeoutMs: timeout,
    tls: { ...(ca !== undefined && { ca }), insecure },
    proxy: (url) => proxyFor(url, process.env),
  })
  return { wire, answerOf }
}
