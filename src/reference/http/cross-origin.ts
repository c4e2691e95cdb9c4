import type { Settings } from '../reference-settings.ts'
import { isLoopbackOrigin } from './loopback.ts'
import type { Header, Incoming } from './wire.ts'

/** The headers that let a page from another origin read the answer and send the session cookie. */
export function crossOriginHeaders(incoming: Incoming, { origins }: Settings): readonly Header[] {
  const origin = incoming.header('origin')
  if (origin === undefined || origins === 'none') return []
  if (!mayCall(origin, origins)) return [['Vary', 'Origin']]
  return [
    ['Access-Control-Allow-Origin', origin],
    ['Access-Control-Allow-Credentials', 'true'],
    ['Vary', 'Origin'],
  ]
}

function mayCall(origin: string, origins: Settings['origins']): boolean {
  if (origins === 'all') return true
  return origins === 'loopback' ? isLoopbackOrigin(origin) : origins.includes(origin)
}

/** The headers that answer a browser's preflight request. */
export function preflightHeaders(incoming: Incoming, methods: readonly string[], settings: Settings): Header[] {
  const headers: Header[] = [...crossOriginHeaders(incoming, settings)]
  if (!headers.some(([name]) => name === 'Access-Control-Allow-Origin')) return headers
  headers.push(['Access-Control-Allow-Methods', methods.join(', ')])
  const asked = incoming.header('access-control-request-headers')
  if (asked !== undefined) headers.push(['Access-Control-Allow-Headers', asked])
  headers.push(['Access-Control-Max-Age', '600'])
  return headers
}
