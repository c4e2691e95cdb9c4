import { request } from 'node:http'
import { createReferenceBackend, type LoggedExchange, type ReferenceOptions } from 'phone-auth-kit/reference'
import { type ListenOptions, listen } from 'phone-auth-kit/server'
import { expect, onTestFinished, test } from 'vitest'

/** A listener, and the status that a request with this Host gets from its inbox. */
async function open(options: ListenOptions = {}, backendOptions: ReferenceOptions = {}) {
  const exchanges: LoggedExchange[] = []
  const onExchange = (exchange: LoggedExchange) => exchanges.push(exchange)
  const backend = createReferenceBackend({ serveInbox: true, ...backendOptions, onExchange })
  const { port, close } = await listen(backend, { onWarning: () => {}, ...options })
  onTestFinished(close)
  const ask = (host: string) =>
    new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
      const sent = request({ port, host: '127.0.0.1', path: '/inbox.json', headers: { host } }, (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (chunk) => {
          text += chunk
        })
        response.on('end', () => resolve({ status: response.statusCode, text }))
      })
      sent.on('error', reject).end()
    })
  return { ask, exchanges }
}

test('a listener on loopback answers for the names of this machine', async () => {
  const { ask } = await open()
  for (const host of ['localhost', 'LOCALHOST:80', 'app.localhost:6543', '127.0.0.1', '127.0.0.2:6543', '[::1]:6543'])
    expect([host, (await ask(host)).status]).toEqual([host, 200])
})

test('a foreign name that points at this machine gets 421, and the log says why', async () => {
  const { ask, exchanges } = await open()
  for (const host of ['evil.example', 'evil.example:6543', 'localhost.evil.example', '127.0.0.1.evil.example', 'x'])
    expect([host, await ask(host)]).toEqual([host, { status: 421, text: expect.stringContaining('allowHosts') }])
  const [first] = exchanges
  expect(first).toMatchObject({ status: 421, reason: 'the Host header names a host that is not allowed' })
})

test('allowHosts adds names, and publicOrigin its host', async () => {
  const { ask } = await open({ allowHosts: ['Mock.test'] }, { publicOrigin: 'https://mock.example.com' })
  const statuses = await Promise.all(['mock.test:6543', 'mock.example.com', 'other.test'].map(ask))
  expect(statuses.map(({ status }) => status)).toEqual([200, 200, 421])
})

test('a listener for other machines answers for every name', async () => {
  const { ask } = await open({ host: '0.0.0.0' })
  expect((await ask('mock.example.com')).status).toBe(200)
})
