import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createNodeWire } from '../../../src/http/node/node-wire.ts'
import { proxyFor } from '../../../src/http/node/proxy-for.ts'
import { ok, onRequest, rawServer } from './raw-server.ts'

const seen: { readonly url: string; readonly headers: Record<string, string>; readonly body: string }[] = []
const handler = async ({ request }: { readonly request: Request }) => {
  seen.push({ url: request.url, headers: Object.fromEntries(request.headers), body: await request.text() })
  return HttpResponse.json({ result: '0000' }, { headers: { 'Set-Cookie': 'a=1' } })
}
const server = setupServer(
  http.all('http://api.test/*', handler),
  http.all('https://api.test/*', handler),
  http.get('http://down.test/', () => HttpResponse.error()),
)
beforeAll(() => server.listen({ onUnhandledFrame: 'bypass' }))
afterEach(() => seen.splice(0))
afterAll(() => server.close())

async function* pieces() {
  yield 'a='
  yield new Uint8Array([49])
}

test.each([
  ['http', 0],
  ['http', 1000],
  ['https', 0],
  ['https', 1000],
] as const)('a mock answers for %s, with connections kept for %d ms', async (scheme, keepAliveMs) => {
  const wire = createNodeWire({ keepAliveMs })
  const url = `${scheme}://api.test/register?userId=1`
  for (const body of [undefined, 'a=1', { stream: pieces(), length: 3 }, { stream: pieces() }]) {
    const method = body === undefined ? 'GET' : 'POST'
    const outcome = await wire.send({ url, method, headers: [['X-Mine', '1']], ...(body !== undefined && { body }) })
    expect(outcome).toMatchObject({ kind: 'reply', status: 200, body: Buffer.from('{"result":"0000"}') })
    if (outcome.kind === 'reply') expect(outcome.headers).toContainEqual(['Set-Cookie', 'a=1'])
    expect(seen.at(-1)).toMatchObject({ url, headers: { 'x-mine': '1' }, body: body === undefined ? '' : 'a=1' })
  }
  expect(seen).toHaveLength(4)
  wire.close()
})

test('a mock answers before a proxy is asked', async () => {
  const wire = createNodeWire({ proxy: (url) => proxyFor(url, { all_proxy: '127.0.0.1:1' }) })
  expect(await wire.send({ url: 'http://api.test/a' })).toMatchObject({ kind: 'reply', status: 200 })
  expect(seen).toMatchObject([{ url: 'http://api.test/a' }])
})

test('a mocked failure is one', async () => {
  expect(await createNodeWire().send({ url: 'http://down.test/' })).toMatchObject({ kind: 'failure' })
})

test.each([0, 1000])('what is not mocked passes, with connections kept for %d ms', async (keepAliveMs) => {
  const { url } = await rawServer((socket) => onRequest(socket, () => socket.write(ok())))
  const wire = createNodeWire({ keepAliveMs })
  for (let count = 0; count < 3; count++) {
    expect(await wire.send({ url, method: 'POST', body: 'a' })).toMatchObject({ kind: 'reply', status: 200 })
  }
  wire.close()
})
