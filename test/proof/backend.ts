import { type EndpointId, operations } from '../../src/contract/endpoints.ts'
import { createBackendWith } from '../../src/reference/backend.ts'
import type { ReferenceOptions } from '../../src/reference/reference-options.ts'
import type { Decisions } from '../../src/reference/rules/decisions.ts'
import { memoryStore } from '../../src/reference/store/memory-store.ts'
import type { Store } from '../../src/reference/store/store.ts'

export type Fetch = (request: Request) => Promise<Response>

/** One small change to the reference backend. Whatever it remembers belongs to one backend. */
export interface Change {
  /** Options of the reference backend itself. */
  readonly options?: ReferenceOptions
  /** Decisions that it takes differently; `right` takes them as documented. */
  readonly decide?: (right: Decisions) => Partial<Decisions>
  /** Store operations that it does differently; `right` does them correctly. */
  readonly keep?: (right: Store) => Partial<Store>
  /** A wrapper between the caller and the backend. */
  readonly around?: (fetch: Fetch) => Fetch
}

/** A backend to run the suite against. */
export interface ChangedBackend {
  readonly fetch: Fetch
  /** The code that was sent to a phone number last. */
  readonly codeSentTo: (userId: string) => string
}

/** The reference backend with these changes, the last one nearest to the caller. Hashing is cheap, and nothing is random. */
export function backendWith(...changes: readonly Change[]): ChangedBackend {
  const options: ReferenceOptions = Object.assign({}, ...changes.map((change) => change.options))
  const dialect = Object.assign({}, ...changes.map((change) => change.options?.dialect))
  let store = memoryStore()
  for (const { keep } of changes) if (keep) store = { ...store, ...keep(store) }
  const codes = distinctCodes()
  const backend = createBackendWith({ hashCost: 1, seed: 1, store, ...options, dialect }, (documented) => {
    let decisions: Decisions = { ...documented, drawCode: () => codes.next().value }
    for (const { decide } of changes) if (decide) decisions = { ...decisions, ...decide(decisions) }
    return decisions
  })
  let fetch: Fetch = (request) => backend.fetch(request)
  for (const { around } of changes) if (around) fetch = around(fetch)
  return { fetch, codeSentTo: (userId) => backend.inbox.last(userId)?.code ?? '' }
}

/**
 * Draws codes of four different digits, each only once. A random code may equal another person's or be a palindrome, and
 * then some wrong backends behave correctly.
 */
function* distinctCodes(): Generator<string, never> {
  for (let index = 1; ; index += 1) {
    const code = String((index * 7919) % 10_000).padStart(4, '0')
    if (new Set(code).size === 4) yield code
  }
}

/** The answer to one operation, as the rules decided it. */
export interface Said {
  readonly endpoint: string
  readonly result: string
  readonly message: string | null
}

/** Sends another JSON value instead of the envelope. */
export function envelope(of: (said: Said) => unknown): Required<Pick<Change, 'decide'>> {
  return {
    decide: () => ({
      envelopeOf: (endpoint, { result, message }) => of({ endpoint, result, message }) as object,
    }),
  }
}

/** Changes `result` in some replies. */
export function result(of: (said: Said) => unknown): Required<Pick<Change, 'decide'>> {
  return envelope((said) => ({ result: of(said), message: said.message }))
}

/** Changes `message` in some replies. */
export function message(of: (said: Said) => unknown): Required<Pick<Change, 'decide'>> {
  return envelope((said) => ({ result: said.result, message: of(said) }))
}

/** A page as web frameworks send it, without an envelope. */
export function page(status: number, title: string, headers: Record<string, string> = {}): Response {
  const html = `<!doctype html><title>${title}</title><h1>${title}</h1>`
  return new Response(html, { status, headers: { 'content-type': 'text/html', ...headers } })
}

/** A reply with an envelope. */
export function reply(result: string, message: string | null = null, status = 200): Response {
  return Response.json({ result, message }, { status })
}

/** The operation that a request is for, and its fields; those of a multipart body are not read. */
export async function requestOf(
  request: Request,
): Promise<{ endpoint: EndpointId | undefined; fields: URLSearchParams }> {
  const { pathname, searchParams } = new URL(request.url)
  const there = Object.values(operations).filter(
    ({ method, path }) => method === request.method && pathname.endsWith(path),
  )
  const [first] = there
  if (request.method === 'GET') return { endpoint: first?.id, fields: searchParams }
  if (first?.encoding === 'multipart') return { endpoint: first.id, fields: new URLSearchParams() }
  const text = await request.clone().text()
  const isJson = request.headers.get('content-type')?.includes('json')
  const fields = new URLSearchParams(isJson ? (JSON.parse(text) as Record<string, string>) : text)
  if (there.length < 2) return { endpoint: first?.id, fields }
  // Two operations share POST /register.
  return { endpoint: fields.has('register') || fields.has('password') ? 'completeRegistration' : 'verifyCode', fields }
}

/** Answers some requests in place of the backend; `undefined` passes them on. */
export function instead(
  of: (asked: { endpoint: EndpointId | undefined; fields: URLSearchParams; request: Request }) => Response | undefined,
): Required<Pick<Change, 'around'>> {
  return {
    around: (fetch) => async (request) => of({ ...(await requestOf(request)), request }) ?? fetch(request),
  }
}

/** The same request with a different form body. */
export function withFields(request: Request, fields: URLSearchParams): Request {
  return new Request(request.url, { method: request.method, headers: request.headers, body: fields.toString() })
}
