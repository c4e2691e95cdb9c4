// Sends a million requests for a thousand phones to one server and watches its memory. Run by hand:
//   node test/reference/soak/soak.ts [requests]
// docs/reference-server.md has the figures of one run.

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { fileURLToPath } from 'node:url'
import { png } from '../image.ts'

const requests = Number(process.argv[2] ?? 1_000_000)
const samples = 20
const concurrency = 32
const image = Buffer.from(png())
const boundary = 'soak'

interface Memory {
  readonly rss: number
  readonly heapUsed: number
  readonly arrayBuffers: number
}

const server = fork(fileURLToPath(new URL('server.ts', import.meta.url)), { execArgv: ['--expose-gc'] })
const [{ url }] = (await once(server, 'message')) as [{ url: string }]
const agent = new Agent({ keepAlive: true, maxSockets: concurrency })

async function memory(): Promise<Memory> {
  server.send('memory')
  const [answer] = (await once(server, 'message')) as [Memory]
  return answer
}

interface Sending {
  readonly method?: 'GET' | 'POST'
  readonly path: string
  readonly type?: string
  readonly body?: string | Buffer
  readonly cookie?: string
}

interface Got {
  readonly result: string
  readonly message: string | null
  readonly cookie: string | undefined
}

const results = new Map<string, number>()

function send({ method = 'POST', path, type, body = '', cookie }: Sending): Promise<Got> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...(type && { 'content-type': type }),
      ...(cookie && { cookie }),
      ...(method === 'POST' && { 'content-length': Buffer.byteLength(body) }),
    }
    const sent = request(`${url}${path}`, { method, agent, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => {
        const { result, message } = JSON.parse(text)
        if ((response.statusCode ?? 500) >= 500) reject(new Error(`status ${response.statusCode}`))
        results.set(result, (results.get(result) ?? 0) + 1)
        resolve({ result, message, cookie: response.headers['set-cookie']?.[0]?.split(';', 1)[0] })
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const form = (fields: Record<string, string>) => ({
  type: 'application/x-www-form-urlencoded',
  body: new URLSearchParams(fields).toString(),
})

const upload = {
  type: `multipart/form-data; boundary=${boundary}`,
  body: Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="img"; filename="avatar.png"\r\n\r\n`),
    image,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]),
}

let sent = 0

/** The visit of one person: up to ten requests. Half of the phones never register, so that codes are still sent. */
async function visit(number: number): Promise<void> {
  const index = number % 1000
  const userId = String(13_800_000_000 + index)
  const password = `soak${1000 + index}`
  const { message: code, cookie = '' } = await send({ method: 'GET', path: `/register?userId=${userId}` })
  for (let wrong = 0; wrong < number % 6; wrong += 1) {
    await send({ path: '/register', cookie, ...form({ code_v: 'none', code: 'none' }) })
    sent += 1
  }
  await send({ path: '/register', cookie, ...form({ code_v: code ?? '0000', code: code ?? '0000' }) })
  await send({ path: '/upload', cookie, ...upload })
  if (index < 500) await send({ path: '/register', cookie, ...form({ password, register: '1' }) })
  await send({ path: '/log', ...form({ userId, password: number % 2 === 0 ? password : 'wrong' }) })
  sent += index < 500 ? 5 : 4
}

const mebibytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1).padStart(8)
console.log('requests   req/s  heap MiB  buffers    rss')
let visits = 0
for (let sample = 0; sample <= samples; sample += 1) {
  const before = sent
  const start = performance.now()
  const until = (requests / samples) * sample
  const worker = async () => {
    while (sent < until) {
      visits += 1
      await visit(visits)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
  const rate = (sent - before) / ((performance.now() - start) / 1000)
  const { heapUsed, arrayBuffers, rss } = await memory()
  const columns = [mebibytes(heapUsed), mebibytes(arrayBuffers), mebibytes(rss)].join(' ')
  console.log(`${String(sent).padStart(8)} ${rate.toFixed(0).padStart(7)} ${columns}`)
}
console.log(Object.fromEntries([...results].sort()))
agent.destroy()
server.disconnect()
