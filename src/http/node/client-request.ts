import type { ClientRequest, OutgoingHttpHeaders } from 'node:http'
import type { RequestOptions } from 'node:https'
import { http, https } from './builtins.ts'

/** Creates a request of node:http or node:https. `rawHeaders` alternates names and values. */
export function clientRequest(options: RequestOptions, rawHeaders: readonly string[]): ClientRequest {
  const { request } = options.protocol === 'https:' ? https() : http()
  try {
    return request({ ...options, headers: rawHeaders })
  } catch (error) {
    // nock 13 takes headers only as an object. Its error has no code; Node's errors have one.
    if ((error as NodeJS.ErrnoException).code) throw error
    return request({ ...options, headers: asObject(rawHeaders) })
  }
}

function asObject(rawHeaders: readonly string[]): OutgoingHttpHeaders {
  const headers: Record<string, string[]> = {}
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? ''
    headers[name] = [...(headers[name] ?? []), rawHeaders[at + 1] ?? '']
  }
  return headers
}
