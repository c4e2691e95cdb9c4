import type { Settings } from '../reference-settings.ts'
import { crossOriginHeaders, preflightHeaders } from './cross-origin.ts'
import type { Header, Incoming, Outgoing } from './wire.ts'

// Answers that do not come from an operation. They have no envelope: they are not replies of the API.

/** The answer to OPTIONS: the allowed methods, and what a preflight request asks. */
export function options(incoming: Incoming, methods: readonly string[], settings: Settings): Outgoing {
  const allowed = allowedMethods(methods)
  const headers: Header[] = [['Allow', allowed.join(', ')], ...preflightHeaders(incoming, allowed, settings)]
  return { status: 204, headers, body: '' }
}

/** The answer to HEAD: the headers of a GET, without its effect. */
export function head(incoming: Incoming, settings: Settings): Outgoing {
  const headers: Header[] = [
    ['Content-Type', 'application/json; charset=utf-8'],
    ['Cache-Control', 'no-store'],
    ...crossOriginHeaders(incoming, settings),
  ]
  return { status: 200, headers, body: '' }
}

/** The answer to an unknown path. */
export function notFound(incoming: Incoming, paths: Iterable<string>, settings: Settings): Outgoing {
  const known = Array.from(paths, (path) => `${settings.basePath}${path}`)
  return plain(404, `No such path. The paths of this API are ${known.join(', ')}.`, incoming, settings)
}

/** A bare status, such as a framework gives that checks parameters before the backend sees the request (erratum E16). */
export function bareStatus(status: number, incoming: Incoming, settings: Settings): Outgoing {
  return plain(status, bareTexts[status] ?? 'The request is refused.', incoming, settings)
}

const bareTexts: { readonly [status: number]: string } = {
  400: 'A required parameter is missing, or the body cannot be read.',
  413: 'The request is too long.',
  421: 'This backend does not answer for the host in the request. Allow it with allowHosts (mock --allow-host).',
  500: 'The backend failed.',
}

/** The answer to a method that the path does not allow. */
export function notAllowed(incoming: Incoming, methods: readonly string[], settings: Settings): Outgoing {
  const allowed = allowedMethods(methods).join(', ')
  const answer = plain(405, `Method not allowed. Use ${allowed}.`, incoming, settings)
  return { ...answer, headers: [['Allow', allowed], ...answer.headers] }
}

function allowedMethods(methods: readonly string[]): string[] {
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS']
}

function plain(status: number, text: string, incoming: Incoming, settings: Settings): Outgoing {
  const headers: Header[] = [
    ['Content-Type', 'text/plain; charset=utf-8'],
    ['X-Content-Type-Options', 'nosniff'],
    ...crossOriginHeaders(incoming, settings),
  ]
  return { status, headers, body: incoming.method === 'HEAD' ? '' : `${text}\n` }
}
