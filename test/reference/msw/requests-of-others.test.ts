import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setupServer } from 'msw/node'
import { type MswHandlersOptions, mswHandlers } from 'phone-auth-kit/msw'
import { createReferenceBackend, type ReferenceOptions } from 'phone-auth-kit/reference'
import { expect, onTestFinished, test, vi } from 'vitest'

/** An app on a port of its own, some of whose paths are those of the API. Returns its origin. */
async function app(): Promise<string> {
  const server = createServer((_, response) => response.end('the app')).listen(0, '127.0.0.1')
  await new Promise((listening) => server.once('listening', listening))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function intercept(options: MswHandlersOptions = {}, backendOptions: ReferenceOptions = {}): void {
  const backend = createReferenceBackend({ hashCost: 10, basePath: '/api', ...backendOptions })
  const server = setupServer(...mswHandlers(backend, options))
  server.listen({ onUnhandledFrame: 'bypass' })
  onTestFinished(() => server.close())
}

const textAt = async (url: string) => (await fetch(url)).text()

/** Lets every request look like one by which a browser opens a page. Node does not make such requests. */
function asNavigations(property: 'mode' | 'destination', value: string): void {
  const spy = vi.spyOn(Request.prototype, property, 'get').mockReturnValue(value as never) // the spy's type is of both
  onTestFinished(() => spy.mockRestore())
}

test.each([
  ['mode', 'navigate'],
  ['destination', 'document'],
] as const)('a page at the path of an operation comes from the app: %s %s', async (property, value) => {
  const origin = await app()
  intercept()
  expect(await textAt(`${origin}/api/register`)).toContain('0002')
  asNavigations(property, value)
  expect(await textAt(`${origin}/api/register`)).toBe('the app')
})

test('the inbox and uploads can be opened as pages where the backend serves them', async () => {
  const origin = await app()
  intercept({}, { serveInbox: true })
  asNavigations('mode', 'navigate')
  expect(await textAt(`${origin}/api/inbox`)).toContain('Inbox')
  expect(await textAt(`${origin}/api/inbox.json`)).toBe('[]')
  expect(await textAt(`${origin}/api/uploads/a.png`)).toBe('the app')
})

test('requests to other origins pass through', async () => {
  const [own, second, other] = [await app(), await app(), await app()]
  intercept({ origin: [own, second] })
  const texts = await Promise.all([own, second, other].map((origin) => textAt(`${origin}/api/register`)))
  expect(texts).toEqual([expect.stringContaining('0002'), expect.stringContaining('0002'), 'the app'])
})

test('the case of an origin and its usual port do not matter', async () => {
  intercept({ origin: 'HTTPS://API.Example.com:443' })
  expect(await textAt('https://api.example.com/api/register')).toContain('0002')
})

test.each(['api.example.com', 'https://api.example.com/', 'https://api.example.com/api', 'ftp://api.example.com', ''])(
  'refuses %j as an origin',
  (origin) => {
    expect(() => mswHandlers(createReferenceBackend(), { origin })).toThrow(`origin: ${JSON.stringify(origin)} is not`)
  },
)

test('refuses an empty list of origins', () => {
  expect(() => mswHandlers(createReferenceBackend(), { origin: [] })).toThrow('name at least one origin')
})
