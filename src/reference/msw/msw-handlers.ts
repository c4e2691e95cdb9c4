import { HttpResponse, http, passthrough, type RequestHandler } from 'msw'
import type { ReferenceBackend } from '../backend.ts'
import { incomingOf, readAtOnce } from '../http/fetch-adapter.ts'

/** Which requests the handlers answer. */
export interface MswHandlersOptions {
  /**
   * The origin of the API, such as `https://api.example.com`, or several. Requests to other origins pass through.
   * Default: any origin.
   */
  readonly origin?: string | readonly string[] | undefined
}

const encoder = /* @__PURE__ */ new TextEncoder()

/**
 * Creates MSW handlers that answer from the backend, for `setupServer` and `setupWorker`. They match its paths on any
 * origin, or on those in `options`, and leave all other requests alone. Pages that the browser navigates to pass through,
 * too, except for the inbox and uploads.
 *
 * In browsers MSW stores the session cookie. In Node it stores none, so the client has to.
 *
 * @throws TypeError when `origin` is not an origin.
 */
export function mswHandlers(backend: ReferenceBackend, options: MswHandlersOptions = {}): RequestHandler[] {
  const isOwnPage = ownPagesOf(backend)
  return [
    http.all(pathsOf(backend, originsOf(options)), async ({ request, cookies }) => {
      if (isNavigation(request) && !isOwnPage(request)) return passthrough()
      const outgoing = await backend.handle(incomingOf(request, cookies, readAtOnce))
      if (outgoing === 'drop') return HttpResponse.error()
      if (outgoing === 'never') return new Promise<never>(() => {})
      const { status, headers, body } = outgoing
      const pairs = headers as readonly [string, string][]
      if (status === 204 || request.method === 'HEAD') return respond(null, { status, headers: [...pairs] })
      const bytes = typeof body === 'string' ? encoder.encode(body) : body
      // With a known length, MSW passes the answer on in one piece instead of chunks.
      const length: [string, string] = ['Content-Length', String(bytes.byteLength)]
      return respond(bytes as Uint8Array<ArrayBuffer>, { status, headers: [...pairs, length] })
    }),
  ]
}

/**
 * MSW keeps the cookies of its own responses only. Outside a page, some versions would send them with the requests of
 * every client, and mix up their sessions.
 */
function respond(body: Uint8Array<ArrayBuffer> | null, init: ResponseInit): Response {
  return typeof document === 'undefined' ? new Response(body, init) : new HttpResponse(body, init)
}

/** Whether the browser asks for a page to show. A page's own route may have the path of an operation. */
function isNavigation({ mode, destination }: Request): boolean {
  return mode === 'navigate' || destination === 'document' || destination === 'iframe'
}

/** Tells which requests are for what the backend itself shows in a browser. */
function ownPagesOf({ settings }: ReferenceBackend): (request: Request) => boolean {
  const { basePath, serveInbox, serveUploads } = settings
  return ({ url }) => {
    const path = new URL(url).pathname.slice(basePath.length)
    return (serveInbox && /^\/inbox(\.json)?$/.test(path)) || (serveUploads && path.startsWith('/uploads/'))
  }
}

/** A regular expression for the origins. */
function originsOf({ origin }: MswHandlersOptions): string {
  if (origin === undefined) return 'https?://[^/]+'
  const origins = (typeof origin === 'string' ? [origin] : origin).map((given) => {
    if (!/^https?:\/\/[^/?#]+$/i.test(given) || !URL.canParse(given))
      throw new TypeError(`origin: ${JSON.stringify(given)} is not an origin; write it like http://localhost:5173`)
    // As it stands in the URL of a request: in lower case, and without the scheme's usual port.
    return quoted(new URL(given).origin)
  })
  if (origins.length === 0) throw new TypeError('origin: name at least one origin')
  return `(?:${origins.join('|')})`
}

/** One pattern for all paths: MSW tries each handler for every request of a page, and most of those are for others. */
function pathsOf({ settings, operations }: ReferenceBackend, origins: string): RegExp {
  const { basePath, serveInbox, serveUploads } = settings
  const paths = [
    ...new Set(operations.map(({ path }) => quoted(path))),
    ...(serveInbox ? ['/inbox', '/inbox.json'] : []),
    ...(serveUploads ? ['/uploads/[^/]+'] : []),
  ]
  return new RegExp(`^${origins}${quoted(basePath)}(?:${paths.join('|')})$`)
}

/** Escapes what a regular expression would take for more than a character. */
function quoted(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
