import { HttpResponse, http, type RequestHandler } from 'msw'
import type { ReferenceBackend } from '../backend.ts'
import { incomingOf, readAtOnce } from '../http/fetch-adapter.ts'

const encoder = /* @__PURE__ */ new TextEncoder()

/**
 * Creates MSW handlers that answer from the backend, for `setupServer` and `setupWorker`. They match its paths on any
 * origin and leave all other requests alone.
 *
 * In browsers MSW stores the session cookie. In Node it stores none, so the client has to.
 */
export function mswHandlers(backend: ReferenceBackend): RequestHandler[] {
  return [
    http.all(pathsOf(backend), async ({ request, cookies }) => {
      const outgoing = await backend.handle(incomingOf(request, cookies, readAtOnce))
      if (outgoing === 'drop') return HttpResponse.error()
      if (outgoing === 'never') return new Promise<never>(() => {})
      const { status, headers, body } = outgoing
      const pairs = headers as readonly [string, string][]
      if (status === 204 || request.method === 'HEAD') return new HttpResponse(null, { status, headers: [...pairs] })
      const bytes = typeof body === 'string' ? encoder.encode(body) : body
      // With a known length, MSW passes the answer on in one piece instead of chunks.
      const length: [string, string] = ['Content-Length', String(bytes.byteLength)]
      return new HttpResponse(bytes as Uint8Array<ArrayBuffer>, {
        status,
        headers: [...pairs, length],
      })
    }),
  ]
}

/** One pattern for all paths: MSW tries each handler for every request of a page, and most of those are for others. */
function pathsOf({ settings, operations }: ReferenceBackend): RegExp {
  const { basePath, serveInbox, serveUploads } = settings
  const paths = [
    ...new Set(operations.map(({ path }) => quoted(path))),
    ...(serveInbox ? ['/inbox', '/inbox.json'] : []),
    ...(serveUploads ? ['/uploads/[^/]+'] : []),
  ]
  return new RegExp(`^https?://[^/]+${quoted(basePath)}(?:${paths.join('|')})$`)
}

/** Escapes what a regular expression would take for more than a character. */
function quoted(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
