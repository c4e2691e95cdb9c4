import { createServer, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { Failure, Outcome } from 'phone-auth-kit'

/** What a hostile or broken server does after it has read a request; `good` is the reply that it should have sent. */
type Misbehaviour = (socket: Socket, good: { readonly result: string; readonly message: string | null }) => void

/** A way in which a call can fail, or only seem to fail. */
export interface Fault {
  readonly name: string
  readonly act: Misbehaviour | 'no listener'
  readonly kind: Outcome['kind']
  /** Members of the outcome that say what was wrong, and where. */
  readonly shows?: Partial<Failure> & Record<string, unknown>
  /** The caller's signal, created with the call. */
  readonly signal?: () => AbortSignal
  /** How many requests arrive per call. */
  readonly arrive?: 0
}

function reply(head: string, body: string | Buffer = ''): Misbehaviour {
  return (socket) => {
    const bytes = Buffer.from(body)
    socket.end(Buffer.concat([Buffer.from(`HTTP/1.1 ${head}\r\ncontent-length: ${bytes.length}\r\n\r\n`), bytes]))
  }
}

function envelope(
  change: (good: { result: string; message: string | null }) => string | Buffer,
  head = '',
): Misbehaviour {
  return (socket, good) => reply(`200 OK${head}`, change(good))(socket, good)
}

/** Sends a piece every few milliseconds, until the client closes the connection. */
function drip(start: string, piece: string | Buffer, milliseconds: number): Misbehaviour {
  return (socket) => {
    socket.write(start)
    const timer = setInterval(() => socket.write(piece), milliseconds)
    socket.on('close', () => clearInterval(timer))
  }
}

const html = '<!doctype html><title>Bad gateway</title><p>secret: canary-html'
const json = (value: unknown): string => JSON.stringify(value)

/** What goes wrong, and the outcome that must report it. */
export const faults: readonly Fault[] = [
  { name: 'nobody listens', act: 'no listener', kind: 'network', shows: { code: 'ECONNREFUSED' }, arrive: 0 },
  { name: 'the connection is reset before the reply', act: (socket) => socket.resetAndDestroy(), kind: 'network' },
  { name: 'the connection is closed before the reply', act: (socket) => socket.end(), kind: 'network' },
  {
    name: 'the connection is reset inside the headers',
    act: (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-le', () => socket.resetAndDestroy()),
    kind: 'network',
  },
  {
    name: 'the connection is reset inside the body',
    act: (socket) =>
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"result":"0000",', () => socket.resetAndDestroy()),
    kind: 'network',
  },
  {
    name: 'the body is shorter than its Content-Length',
    act: (socket, good) => socket.end(`HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n${json(good)}`),
    kind: 'network',
  },
  { name: 'the reply is not HTTP', act: (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'), kind: 'network' },
  { name: 'the server is silent', act: () => {}, kind: 'timeout' },
  { name: 'the headers never end', act: drip('HTTP/1.1 200 OK\r\n', 'x-more: 1\r\n', 10), kind: 'timeout' },
  {
    name: 'the body drips',
    act: drip('HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n{', ' ', 10),
    kind: 'timeout',
  },
  {
    name: 'the body is endless',
    act: drip('HTTP/1.1 200 OK\r\n\r\n', Buffer.alloc(300_000, 0x20), 1),
    kind: 'malformed',
    shows: { at: 'body', reason: 'the reply is larger than maxReplyBytes' },
  },
  { name: '204', act: reply('204 No Content'), kind: 'malformed', shows: { at: 'body', reason: 'the body is empty' } },
  { name: 'an empty 200', act: reply('200 OK'), kind: 'malformed', shows: { at: 'body' } },
  { name: 'an empty 500', act: reply('500 Oops'), kind: 'http', shows: { status: 500 } },
  {
    name: "a proxy's HTML with 502",
    act: reply('502 Bad Gateway\r\ncontent-type: text/html', html),
    kind: 'http',
    shows: { status: 502 },
  },
  {
    name: "a proxy's HTML with 200",
    act: reply('200 OK\r\ncontent-type: text/html', `\n  ${html}`),
    kind: 'http',
    shows: { status: 200 },
  },
  { name: "a framework's 404", act: reply('404 Not Found', json({ detail: 'Not Found' })), kind: 'http' },
  {
    name: 'truncated JSON',
    act: envelope((good) => json(good).slice(0, -4)),
    kind: 'malformed',
    shows: { at: 'body' },
  },
  {
    name: 'a body longer than its Content-Length',
    act: (socket, good) => socket.end(`HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n${json(good)}`),
    kind: 'malformed',
    shows: { at: 'body' },
  },
  {
    name: 'JSON in a JSON string',
    act: envelope((good) => json(json(good))),
    kind: 'malformed',
    shows: { at: 'body' },
  },
  { name: 'a JSON array', act: envelope((good) => json([good])), kind: 'malformed', shows: { at: 'body' } },
  { name: 'JSON null', act: envelope(() => 'null'), kind: 'malformed', shows: { at: 'body' } },
  { name: 'single quotes', act: envelope((good) => json(good).replaceAll('"', "'")), kind: 'malformed' },
  { name: 'UTF-16', act: envelope((good) => Buffer.from(`\ufeff${json(good)}`, 'utf16le')), kind: 'malformed' },
  {
    name: 'bytes that are not UTF-8',
    act: envelope((good) => Buffer.concat([Buffer.from(json(good).slice(0, -2)), Buffer.of(0xff, 0x22, 0x7d)])),
    kind: 'malformed',
    shows: { at: 'body' },
  },
  { name: 'no result', act: envelope(({ message }) => json({ message })), kind: 'malformed', shows: { at: 'result' } },
  {
    name: 'a number as result',
    act: envelope(({ message }) => json({ result: 0, message })),
    kind: 'malformed',
    shows: { at: 'result' },
  },
  {
    name: 'a number as message',
    act: envelope(() => json({ result: '0000', message: 1234 })),
    kind: 'malformed',
    shows: { at: 'message' },
  },
  {
    name: "Python's None as a string",
    act: envelope(() => json({ result: '0000', message: 'None' })),
    kind: 'malformed',
    shows: { at: 'message' },
  },
  {
    name: 'a code of no endpoint',
    act: envelope(() => json({ result: '0003', message: null })),
    kind: 'undocumented',
    shows: { result: '0003' },
  },
  {
    name: 'a code that only looks like one of an object',
    act: envelope(() => json({ result: 'constructor', message: null })),
    kind: 'undocumented',
    shows: { result: 'constructor' },
  },
  {
    name: 'a redirect',
    act: reply('302 Found\r\nlocation: http://127.0.0.1:9/elsewhere?userId=canary-location'),
    kind: 'http',
    shows: { status: 302, location: 'http://127.0.0.1:9/elsewhere' },
  },
  {
    name: 'a redirect with a valid envelope',
    act: (socket, good) => reply('307 Temporary Redirect\r\nlocation: /moved', json(good))(socket, good),
    kind: 'http',
    shows: { status: 307 },
  },
  {
    name: 'gzip that is none',
    act: envelope((good) => json(good), '\r\ncontent-encoding: gzip'),
    kind: 'malformed',
    shows: { at: 'body' },
  },
  {
    name: 'a caller who aborts before',
    act: () => {},
    kind: 'aborted',
    signal: () => AbortSignal.abort(new Error('canary-reason')),
    arrive: 0,
  },
  {
    name: "the caller's own AbortSignal.timeout",
    act: () => {},
    kind: 'aborted',
    signal: () => AbortSignal.timeout(30),
  },
  {
    name: 'a caller who aborts inside the body',
    act: drip('HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n{', ' ', 5),
    kind: 'aborted',
    signal: () => AbortSignal.timeout(60),
  },
  // These only seem wrong.
  { name: 'a byte order mark', act: envelope((good) => `\ufeff${json(good)}`), kind: 'ok' },
  { name: 'members nobody asked for', act: envelope((good) => json({ ...good, trace: { id: 7 } })), kind: 'ok' },
  {
    name: 'an envelope with status 500',
    act: (socket, good) => reply('500 Oops', json(good))(socket, good),
    kind: 'ok',
  },
  { name: 'JSON under another type', act: envelope(json, '\r\ncontent-type: text/html'), kind: 'ok' },
  {
    name: 'gzip nobody asked for',
    act: envelope((good) => gzipSync(json(good)), '\r\ncontent-encoding: gzip'),
    kind: 'ok',
  },
  {
    name: 'a chunked body',
    act: (socket, good) => {
      const [one, two] = [json(good).slice(0, 7), json(good).slice(7)]
      const chunk = (text: string): string => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`
      socket.end(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${chunk(one)}${chunk(two)}0\r\n\r\n`)
    },
    kind: 'ok',
  },
]

const good: Record<string, { result: string; message: string | null }> = {
  'GET /register': { result: '0000', message: '4821' },
  'POST /register': { result: '0000', message: null },
  'POST /upload': { result: '0000', message: '/srv/avatars/1.png' },
  'POST /log': { result: '0000', message: 'canary-token' },
}

/** A raw socket that does one thing wrong and counts the requests that it receives. */
export async function misbehave(
  act: Fault['act'],
): Promise<{ baseUrl: string; requests: () => number; close: () => Promise<void> }> {
  // A port that was just closed may be reused by chance; this one never is.
  if (act === 'no listener') return { baseUrl: 'http://127.0.0.1:2', requests: () => 0, close: async () => {} }
  let requests = 0
  const server = createServer((socket) => {
    let received = Buffer.alloc(0)
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk])
      const end = received.indexOf('\r\n\r\n')
      const head = received.subarray(0, Math.max(0, end)).toString()
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
      if (end < 0 || received.length < end + 4 + length) return
      received = Buffer.alloc(0)
      requests++
      const [, method, path] = /^(\w+) ([^ ?]+)/.exec(head) ?? []
      act(socket, good[`${method} ${path}`] ?? { result: '0000', message: null })
    })
  })
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port))
  })
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => sockets.add(socket))
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
  return { baseUrl: `http://127.0.0.1:${port}`, requests: () => requests, close }
}
