import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createReferenceBackend, type ReferenceOptions } from 'phone-auth-kit/reference'
import { onTestFinished } from 'vitest'
import { backendWith, type Change } from '../proof/backend.ts'
import { mutants } from '../proof/mutants.ts'

export type Fetch = (request: Request) => Promise<Response>

/** The address of in-process backends. */
export const inProcess = 'http://localhost:6543'

/** A correct in-process backend with a seed and cheap hashing. */
export function rightBackend(options: ReferenceOptions = {}): Fetch {
  const backend = createReferenceBackend({ hashCost: 1, seed: 1, ...options })
  return (request) => backend.fetch(request)
}

/** A wrong backend by name. */
export function wrongBackend(name: string): Fetch {
  return backendWith(mutantNamed(name)).fetch
}

function mutantNamed(name: string): Change {
  const found = mutants.find((mutant) => mutant.name === name)
  if (!found) throw new Error(`no wrong backend is called ${name}`)
  return found
}

/** Counts all requests, and those to sendCode. */
export function counting(fetch: Fetch): { fetch: Fetch; requests: number; sends: number } {
  const counter = {
    requests: 0,
    sends: 0,
    fetch: async (request: Request) => {
      counter.requests++
      if (request.method === 'GET') counter.sends++
      return await fetch(request)
    },
  }
  return counter
}

/** Serves a backend on a free port of this machine until the test ends. */
export async function onPort(fetch: Fetch): Promise<string> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const headers = Object.entries(request.headers).filter(
      ([name]) => !/^(connection|content-length|expect)$/.test(name),
    )
    const answer = await fetch(
      new Request(`http://localhost${request.url}`, {
        method: request.method ?? 'GET',
        headers: headers as [string, string][],
        ...(request.method === 'POST' && { body: Buffer.concat(chunks) }),
      }),
    )
    response.writeHead(answer.status, [...answer.headers].flat())
    response.end(Buffer.from(await answer.arrayBuffer()))
  })
  return await listening(server)
}

/** Starts a server on a free port of this machine; stops it when the test ends. */
export async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
