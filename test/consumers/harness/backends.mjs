import { createServer } from 'node:http'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * Starts the reference server of an installed package behind a few lines that may spoil its replies, and counts the
 * codes that were asked for.
 */
export async function startBackend(folder, spoil = (reply) => reply) {
  const entry = join(folder, 'node_modules/phone-auth-kit/dist/reference.js')
  const { createReferenceBackend } = await import(pathToFileURL(entry).href)
  const backend = createReferenceBackend({ hashCost: 1 })
  let sms = 0
  const server = createServer(async (request, response) => {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    const { method, headers } = request
    if (method === 'GET') sms += 1
    const body = method === 'GET' ? null : Buffer.concat(chunks)
    const reply = await backend.fetch(new Request(`http://${headers.host}${request.url}`, { method, headers, body }))
    const { status, value } = spoil({ path: request.url, status: reply.status, value: await reply.json() })
    response.writeHead(status, {
      'content-type': 'application/json',
      'set-cookie': reply.headers.getSetCookie(),
    })
    response.end(JSON.stringify(value))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    sms: () => sms,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Wrong at several places: a code of no endpoint, a message where none belongs, and a server error beside an envelope. */
export function wronged({ path, status, value }) {
  if (path === '/log' && value.result === '0008') return { status, value: { ...value, result: '0009' } }
  if (path === '/register' && value.result === '0004') return { status, value: { ...value, message: 'None' } }
  if (path.startsWith('/register?') && value.result === '0001') return { status: 500, value }
  return { status, value }
}
