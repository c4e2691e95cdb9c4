import { once } from 'node:events'
import { createServer } from 'node:http'
import ky from 'ky'
import OpenAI from 'openai'
import Stripe from 'stripe'
import { linkPackage } from '../harness/build.ts'
import { table } from '../harness/table.ts'
import { publish } from './report.ts'

linkPackage()
const { createClient } = await import('phone-auth-kit')

// Every request is answered 503, and counted.
let requests = 0
const server = createServer((request, response) => {
  requests++
  request.resume()
  response.writeHead(503, { 'content-length': 0 }).end()
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const address = server.address()
if (address === null || typeof address === 'string') throw new Error('no port')
const { port } = address
const baseUrl = `http://127.0.0.1:${port}`

async function count(send: () => Promise<unknown>): Promise<number> {
  requests = 0
  await send().catch(() => undefined)
  return requests
}

const ours = createClient({ baseUrl })
const userId = '13800138000'
const openai = new OpenAI({ apiKey: 'none', baseURL: baseUrl })
const stripe = new Stripe('sk_test_none', { host: '127.0.0.1', port, protocol: 'http', telemetry: false })

const rows: (readonly [string, number | undefined, number | undefined])[] = [
  ['bare fetch', await count(() => fetch(baseUrl)), await count(() => fetch(baseUrl, { method: 'POST' }))],
  ['ky, as it comes', await count(() => ky.get(baseUrl)), await count(() => ky.post(baseUrl))],
  [
    'openai, as it comes',
    await count(() => openai.models.list()),
    await count(() => openai.embeddings.create({ model: 'none', input: 'none' })),
  ],
  [
    'stripe, as it comes',
    await count(() => stripe.customers.retrieve('none')),
    await count(() => stripe.customers.create({})),
  ],
  [
    'phone-auth-kit',
    await count(() => ours.sendCode({ userId })),
    await count(() => ours.login({ userId, password: 'secret123' })),
  ],
]
server.close()
server.closeAllConnections()

const [, gets, posts] = rows.at(-1) ?? []
publish({
  name: 'sends',
  title: 'How often a request answered 503 is sent',
  method: 'One call each against a server that answers everything with 503. The GET of this API sends an SMS.',
  table: table(
    ['client', 'GET', 'POST'],
    rows.map((row) => row.map(String)),
  ),
  goals: [
    { goal: 'a POST is sent once', measured: String(posts), met: posts === 1 },
    { goal: 'the GET that sends an SMS is sent once', measured: String(gets), met: gets === 1 },
  ],
  data: rows,
})
