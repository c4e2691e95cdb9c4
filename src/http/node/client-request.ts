import type { ClientRequest, OutgoingHttpHeaders } from 'node:http'
import type { RequestOptions } from 'node:https'
import { http, https } from './builtins.ts'

/** Makes a request of node:http(s). `rawHeaders` holds names and values in turn. */
export function clientRequest(options: RequestOptions, rawHeaders: readonly string[]): ClientRequest {
  const { request } = options.protocol === 'https:' ? https() : http()
  try {
    return request({ ...options, headers: rawHeaders })
  } catch (error) {
    // nock 13 takes headers as an object only, and throws an error without a code.
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
