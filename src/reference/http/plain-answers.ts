import type { Settings } from '../reference-settings.ts'
import { crossOriginHeaders, preflightHeaders } from './cross-origin.ts'
import { methodsOf } from './routes.ts'
import type { Header, Incoming, Outgoing } from './wire.ts'

// What no operation of the document answers. Nothing here has an envelope: it is no reply of the API.

/** Which methods a path takes, and what a browser asks before it calls from another origin. */
export function options(incoming: Incoming, methods: readonly string[], settings: Settings): Outgoing {
  const allowed = allowedMethods(methods)
  const headers: Header[] = [['Allow', allowed.join(', ')], ...preflightHeaders(incoming, allowed, settings)]
  return { status: 204, headers, body: '' }
}

/** What a GET would answer, without doing it. */
export function head(incoming: Incoming, settings: Settings): Outgoing {
  const headers: Header[] = [
    ['Content-Type', 'application/json; charset=utf-8'],
    ['Cache-Control', 'no-store'],
    ...crossOriginHeaders(incoming, settings),
  ]
  return { status: 200, headers, body: '' }
}

/** A path that this API does not have. */
export function notFound(incoming: Incoming, settings: Settings): Outgoing {
  const known = Object.keys(methodsOf).map((path) => `${settings.basePath}${path}`)
  return plain(404, `No such path. This API has ${known.join(', ')}.`, incoming, settings)
}

/** What a framework's own check of its parameters answers, before the backend sees anything (erratum E16). */
export function badRequest(incoming: Incoming, settings: Settings): Outgoing {
  return plain(400, 'A required parameter is missing.', incoming, settings)
}

/** What is beside the operations, when the backend itself fails at it. */
export function failed(incoming: Incoming, settings: Settings): Outgoing {
  return plain(500, 'The backend failed.', incoming, settings)
}

/** A method that a path does not take. */
export function notAllowed(incoming: Incoming, methods: readonly string[], settings: Settings): Outgoing {
  const allowed = allowedMethods(methods).join(', ')
  const answer = plain(405, `No such method here. Try ${allowed}.`, incoming, settings)
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
