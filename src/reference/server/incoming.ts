import type { IncomingMessage, ServerResponse } from 'node:http'
import { joinBytes } from '../../http/join-bytes.ts'
import { readCookie } from '../http/session-cookie.ts'
import type { Incoming } from '../http/wire.ts'

/** Converts a request to the listener. */
export function incomingOf(
  message: IncomingMessage,
  response: ServerResponse,
  origin: string,
  isAllowedHost: (host: string | undefined) => boolean,
): Incoming {
  // A request through a proxy may contain the whole URL.
  const url = (message.url ?? '/').replace(/^https?:\/\/[^/?]*/i, '')
  const question = url.indexOf('?')
  const { headers } = message
  return {
    method: message.method ?? 'GET',
    path: question < 0 ? url : url.slice(0, question),
    query: question < 0 ? '' : url.slice(question + 1),
    origin: originOf(headers.host) ?? origin,
    isMisdirected: !isAllowedHost(headers.host),
    header: (name) => {
      const value = headers[name]
      return Array.isArray(value) ? value.join(', ') : value
    },
    cookie: (name) => readCookie(headers.cookie, name),
    body: (limit) => readBody(message, limit),
    onGone: (listener) => {
      response.once('close', listener)
      return () => response.off('close', listener)
    },
  }
}

/** The origin in a Host header; `undefined` where it is not a host and port. */
function originOf(host: string | undefined): string | undefined {
  return host !== undefined && /^(?:[\w.-]+|\[[0-9a-f:.]+\])(?::[0-9]+)?$/i.test(host) ? `http://${host}` : undefined
}

function readBody(message: IncomingMessage, limit: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(message.headers['content-length']) > limit) return Promise.resolve(null)
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array<ArrayBuffer>[] = []
    let length = 0
    message.on('data', (chunk: Uint8Array<ArrayBuffer>) => {
      length += chunk.length
      if (length > limit) {
        message.removeAllListeners('data')
        chunks.length = 0
        resolve(null)
      } else chunks.push(chunk)
    })
    message.on('end', () => resolve(joinBytes(chunks)))
    message.on('close', () => {
      // `close` also follows every complete request, and creating an error costs as much as a small request.
      if (!message.complete) reject(new Error('the request was cut off'))
    })
  })
}
