import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { createReferenceBackend, type ReferenceOptions } from 'phone-auth-kit/reference'
import { onTestFinished } from 'vitest'

/** A backend on a port of its own for one test. */
export interface TestBackend {
  readonly url: string
  /** How many requests it got. */
  readonly requests: () => number
  readonly inbox: ReturnType<typeof createReferenceBackend>['inbox']
}

/** The reference backend, whose replies a test may change before they leave. */
export async function startBackend(
  options: ReferenceOptions = {},
  change: (response: Response, request: Request) => Response | Promise<Response> = (response) => response,
): Promise<TestBackend> {
  const backend = createReferenceBackend({ hashCost: 1, ...options })
  let requests = 0
  const server = createServer(async (message, reply) => {
    requests += 1
    const body = await new Response(Readable.toWeb(message) as ReadableStream).arrayBuffer()
    const request = new Request(`http://${message.headers.host}${message.url}`, {
      method: message.method ?? 'GET',
      headers: Object.entries(message.headers).flatMap(([name, value]): [string, string][] =>
        typeof value === 'string' ? [[name, value]] : [],
      ),
      ...(message.method !== 'GET' && { body }),
    })
    const response = await change(await backend.fetch(request), request)
    reply.statusCode = response.status
    for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.setHeader(name, value)
    reply.setHeader('set-cookie', response.headers.getSetCookie())
    reply.removeHeader('content-length')
    reply.end(Buffer.from(await response.arrayBuffer()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, requests: () => requests, inbox: backend.inbox }
}

/** An address where nothing listens. A port that was just closed will not do: the next test's server may get it. */
export const deadAddress = 'http://127.0.0.1:2'
