import type { IncomingMessage, ServerResponse } from 'node:http'
import { joinBytes } from '../../http/join-bytes.ts'
import { cookieOf } from '../http/cookie-header.ts'
import type { Incoming } from '../http/wire.ts'

/** A request to the listener as the backend sees it. */
export function incomingOf(message: IncomingMessage, response: ServerResponse, origin: string): Incoming {
  // Through a proxy a request may name the whole address.
  const url = (message.url ?? '/').replace(/^https?:\/\/[^/?]*/i, '')
  const question = url.indexOf('?')
  const { headers } = message
  return {
    method: message.method ?? 'GET',
    path: question < 0 ? url : url.slice(0, question),
    query: question < 0 ? '' : url.slice(question + 1),
    origin: originOf(headers.host) ?? origin,
    header: (name) => {
      const value = headers[name]
      return Array.isArray(value) ? value.join(', ') : value
    },
    cookie: (name) => cookieOf(headers.cookie, name),
    body: (limit) => readBody(message, limit),
    onGone: (listener) => {
      response.once('close', listener)
      return () => response.off('close', listener)
    },
  }
}

/** The origin that a Host header names, unless it is no host and port. */
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
      // Every request closes in the end, and an error with its stack costs as much as the rest of a small one.
      if (!message.complete) reject(new Error('the request broke off'))
    })
  })
}
