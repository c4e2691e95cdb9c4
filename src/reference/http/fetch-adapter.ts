import { joinBytes } from '../../http/join-bytes.ts'
import { readCookie } from './session-cookie.ts'
import type { Handle, Incoming, Outgoing } from './wire.ts'

/** Turns the backend into a `fetch` that it answers in this process. */
export function fetchOf(handle: Handle): (input: Request | URL | string, init?: RequestInit) => Promise<Response> {
  return async (input, init) => {
    const request = new Request(input, init)
    request.signal.throwIfAborted()
    return await new Promise<Response>((resolve, reject) => {
      request.signal.addEventListener('abort', () => reject(request.signal.reason), { once: true })
      handle(incomingOf(request)).then((outgoing) => {
        if (outgoing === 'drop') reject(new TypeError('fetch failed: the connection was dropped'))
        else if (outgoing !== 'never') resolve(responseOf(outgoing))
      }, reject)
    })
  }
}

/** Reads a body; `null` where it is longer than `limit` bytes. */
type ReadBody = (request: Request, limit: number) => Promise<Uint8Array<ArrayBuffer> | null>

/** Converts a request of the Fetch standard. `cookies` come from a cookie jar, where there is one. */
export function incomingOf(
  request: Request,
  cookies: Readonly<Record<string, string>> = {},
  readBody: ReadBody = readGradually,
): Incoming {
  const { url, headers } = request
  // The URL of a Request is absolute and normalised, so finding its parts is enough; parsing it again costs more.
  const pathAt = url.indexOf('/', url.indexOf('://') + 3)
  const end = endOf(url, '#', url.length)
  const queryAt = endOf(url, '?', end)
  return {
    method: request.method,
    path: url.slice(pathAt, queryAt),
    query: url.slice(queryAt + 1, end),
    origin: url.slice(0, pathAt),
    header: (name) => headers.get(name) ?? undefined,
    cookie: (name) => cookies[name] ?? readCookie(headers.get('cookie') ?? undefined, name),
    body: (limit) => readBody(request, limit),
    onGone: (listener) => {
      request.signal.addEventListener('abort', listener)
      return () => request.signal.removeEventListener('abort', listener)
    },
  }
}

function endOf(url: string, mark: string, otherwise: number): number {
  const at = url.indexOf(mark)
  return at < 0 ? otherwise : Math.min(at, otherwise)
}

/** Reads a body that was created in this process: all of it is in memory already. */
export const readAtOnce: ReadBody = async (request, limit) => {
  const bytes = new Uint8Array(await request.arrayBuffer())
  return bytes.length > limit ? null : bytes
}

async function readGradually({ body }: Request, limit: number): ReturnType<ReadBody> {
  if (!body) return new Uint8Array()
  const reader = body.getReader()
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return joinBytes(chunks)
    length += value.length
    if (length > limit) {
      // Not awaited: an endless sender may never confirm.
      void reader.cancel().catch(() => {})
      return null
    }
    chunks.push(value)
  }
}

/** Converts an answer to a response of the Fetch standard. Browsers drop `Set-Cookie` from such a response. */
export function responseOf({ status, headers, body }: Outgoing): Response {
  const mayHaveBody = status !== 204 && status !== 304
  return new Response(mayHaveBody ? (body as BodyInit) : null, {
    status,
    headers: headers.map(([name, value]) => [name, value]),
  })
}
