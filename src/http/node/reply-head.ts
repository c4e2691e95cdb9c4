import type { IncomingMessage } from 'node:http'
import type { Header, Reply } from './outcome.ts'

/** Everything before the body. */
export type Head = Pick<Reply, 'status' | 'statusText' | 'headers'>

export function headOf({ statusCode = 0, statusMessage = '', rawHeaders }: IncomingMessage): Head {
  return { status: statusCode, statusText: statusMessage, headers: pairsOf(rawHeaders) }
}

export function pairsOf(rawHeaders: readonly string[]): readonly Header[] {
  const headers: Header[] = []
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? ''
    const value: string | readonly string[] = rawHeaders[at + 1] ?? ''
    // nock 13 gives an array for a header that is repeated.
    if (Array.isArray(value)) headers.push(...value.map((each) => [name, String(each)] as const))
    else headers.push([name, value])
  }
  return headers
}

/**
 * A header's values joined by commas; empty if the reply has none. Reading Node's `headers` would build the whole
 * object.
 */
export function headerOf({ rawHeaders }: IncomingMessage, name: string): string {
  let values = ''
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const each = rawHeaders[at] ?? ''
    if (each.length === name.length && each.toLowerCase() === name) values += `${values && ', '}${rawHeaders[at + 1]}`
  }
  return values
}
