import { HttpResponse, http, type RequestHandler } from 'msw'
import type { ReferenceBackend } from '../backend.ts'
import { incomingOf } from '../fetch.ts'

/**
 * The backend as MSW handlers, for `setupServer` and `setupWorker`. They answer on any origin.
 *
 * In browsers MSW remembers the session cookie. In Node it keeps no cookies: there the client has to.
 */
export function mswHandlers(backend: ReferenceBackend): RequestHandler[] {
  const { basePath } = backend.settings
  const answer = async ({ request, cookies }: { request: Request; cookies: Record<string, string> }) => {
    const outgoing = await backend.handle(incomingOf(request, cookies))
    if (outgoing === 'drop') return HttpResponse.error()
    if (outgoing === 'never') return new Promise<never>(() => {})
    const { status, headers, body } = outgoing
    const init = { status, headers: headers.map(([name, value]): [string, string] => [name, value]) }
    return new HttpResponse(status === 204 ? null : (body as BodyInit), init)
  }
  const paths = ['/register', '/upload', '/log'].map((path) => `*${basePath}${path}`)
  return paths.map((path) => http.all(path, answer))
}
