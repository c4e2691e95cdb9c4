import { readFileSync } from 'node:fs'
import type { Recorded } from '../harness/recorder.ts'

// Sends recorded requests again with nothing but fetch, in the same order and as many at once: a request goes out when
// all those have ended that had ended before it went out. Phones are new ones; cookies, codes and paths are those that
// the backend now answers with, so that it has the same work.

const [url = '', file = ''] = process.argv.slice(2)
const recorded: readonly Recorded[] = JSON.parse(readFileSync(file, 'utf8'))

const phones = new Map<string, string>()
const cookies = new Map<string, string>()
/** What was answered then, by session, and what is answered now. */
const messages = new Map<string, string>()

function phoneFor(old: string): string {
  const known = phones.get(old)
  if (known !== undefined) return known
  const drawn = `13${String(Math.floor(Math.random() * 1e9)).padStart(9, '0')}`
  phones.set(old, drawn)
  return drawn
}

function replaced(name: string, value: string, session: string | null): string {
  if (name === 'userId') return /^1[0-9]{10}$/.test(value) ? phoneFor(value) : value
  return messages.get(`${session} ${value}`) ?? value
}

function fieldsOf(text: string, session: string | null): string {
  const fields = [...new URLSearchParams(text)].map(([name, value]) => [name, replaced(name, value, session)])
  return new URLSearchParams(fields).toString()
}

async function again({ method, target, contentType, cookie, body, setCookie, message }: Recorded): Promise<void> {
  const [path = '', query] = target.split('?')
  const headers: Record<string, string> = {}
  const now = cookie === null ? undefined : cookies.get(cookie)
  if (now !== undefined) headers.cookie = now
  if (contentType !== null) headers['content-type'] = contentType
  const bytes = Buffer.from(body, 'base64')
  const isForm = contentType?.startsWith('application/x-www-form-urlencoded') === true
  const response = await fetch(url + path + (query === undefined ? '' : `?${fieldsOf(query, cookie)}`), {
    method,
    headers,
    redirect: 'manual',
    ...(method !== 'GET' && { body: isForm ? fieldsOf(bytes.toString(), cookie) : bytes }),
  })
  const reply = await response.text()
  const set = response.headers.getSetCookie()[0]?.split(';')[0]
  if (set !== undefined && setCookie !== null) cookies.set(setCookie, set)
  if (message === null) return
  const answered = /"message":"((?:[^"\\]|\\.)*)"/.exec(reply)?.[1]
  if (answered !== undefined) messages.set(`${setCookie ?? cookie} ${message}`, answered)
}

const ordered = recorded.toSorted((one, other) => one.startedAt - other.startedAt)
const sent: Promise<void>[] = []
const started = performance.now()
const before = process.cpuUsage()
for (const request of ordered) {
  const ended = ordered.flatMap(({ endedAt }, index) => (endedAt <= request.startedAt ? [sent[index]] : []))
  sent.push(Promise.all(ended).then(() => again(request)))
}
await Promise.all(sent)
const milliseconds = performance.now() - started
const { user, system } = process.cpuUsage(before)
console.log(JSON.stringify({ milliseconds, processor: (user + system) / 1000, requests: ordered.length }))
process.exit()
