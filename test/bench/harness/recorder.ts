import { once } from 'node:events'
import { createServer, request as send } from 'node:http'

/** One request as it went over the wire, with what came back. Times are milliseconds of one clock. */
export interface Recorded {
  readonly method: string
  /** Path and query. */
  readonly target: string
  readonly contentType: string | null
  readonly cookie: string | null
  /** The body, in base64. */
  readonly body: string
  readonly startedAt: number
  readonly endedAt: number
  readonly setCookie: string | null
  readonly message: string | null
}

/** A proxy in front of a backend that keeps what passes. */
export interface Recorder {
  readonly url: string
  readonly recorded: readonly Recorded[]
  close(): void
}

export async function startRecorder(target: string): Promise<Recorder> {
  const recorded: Recorded[] = []
  const server = createServer(async (message, response) => {
    const startedAt = performance.now()
    const chunks: Buffer[] = []
    for await (const chunk of message) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const { method = 'GET', url = '/', headers } = message
    const sent = send(target + url, { method, headers }, async (answer) => {
      const parts: Buffer[] = []
      for await (const part of answer) parts.push(part)
      const reply = Buffer.concat(parts)
      recorded.push({
        method,
        target: url,
        contentType: headers['content-type'] ?? null,
        cookie: headers.cookie ?? null,
        body: body.toString('base64'),
        startedAt,
        endedAt: performance.now(),
        setCookie: answer.headers['set-cookie']?.[0]?.split(';')[0] ?? null,
        message: messageIn(reply.toString()),
      })
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders).end(reply)
    })
    sent.on('error', () => response.destroy())
    sent.end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    recorded,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

function messageIn(reply: string): string | null {
  try {
    const { message } = JSON.parse(reply)
    return typeof message === 'string' ? message : null
  } catch {
    return null
  }
}
