import { createReadStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import NodeFormData from 'form-data'
import { type AvatarImage, createClient, type UploadProgress } from 'phone-auth-kit'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { json, type Received, serve } from './serve.ts'

const content = Buffer.from(Array.from({ length: 300_000 }, (_, at) => at % 251))
let folder = ''
let file = ''
const unhandled: unknown[] = []
const onUnhandled = (reason: unknown): number => unhandled.push(reason)

beforeAll(async () => {
  process.on('unhandledRejection', onUnhandled)
  folder = await mkdtemp(join(tmpdir(), 'phone-auth-kit-'))
  file = join(folder, '头像.png')
  await writeFile(file, content)
})

afterAll(async () => {
  await rm(folder, { recursive: true })
  process.off('unhandledRejection', onUnhandled)
  expect(unhandled).toEqual([])
})

const good = { result: '0000', message: '/srv/avatars/1.png' }

async function partOf({ body, headers }: Received): Promise<File> {
  const type = headers['content-type'] ?? ''
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
  expect([...form.keys()]).toEqual(['img'])
  return form.get('img') as File
}

async function upload(img: AvatarImage): Promise<{ received: Received; part: File }> {
  const { baseUrl, received } = await serve((_, response) => json(response, good))
  const outcome = await createClient({ baseUrl }).uploadAvatar({ img })
  expect(outcome).toMatchObject({ ok: true, message: good.message })
  expect(received).toHaveLength(1)
  const [only] = received as [Received]
  return { received: only, part: await partOf(only) }
}

function pieces(): Buffer[] {
  return [content.subarray(0, 100_000), content.subarray(100_000)]
}

describe('every kind of image arrives complete, with its name, its type and the right Content-Length', () => {
  const kinds: [string, () => AvatarImage, { name: string; type: string; chunked?: true }][] = [
    ['a File', () => new File([content], 'me.jpg', { type: 'image/jpeg' }), { name: 'me.jpg', type: 'image/jpeg' }],
    ['a Blob', () => new Blob([content], { type: 'image/png' }), { name: 'avatar.png', type: 'image/png' }],
    ['bytes', () => new Uint8Array(content), { name: 'avatar', type: 'application/octet-stream' }],
    [
      'bytes of a PNG without a name',
      () => Buffer.concat([Buffer.of(0x89, 0x50, 0x4e, 0x47), content]).subarray(0, content.length),
      { name: 'avatar.png', type: 'image/png' },
    ],
    [
      'bytes with a name',
      () => ({ bytes: new Uint8Array(content).buffer, name: 'me.webp', type: 'image/webp' }),
      { name: 'me.webp', type: 'image/webp' },
    ],
    ['a path', () => ({ path: file }), { name: '头像.png', type: 'image/png' }],
    [
      'a file URL with another name and type',
      () => ({ path: pathToFileURL(file), name: 'me', type: 'image/webp' }),
      { name: 'me', type: 'image/webp' },
    ],
    ['an fs stream', () => createReadStream(file), { name: '头像.png', type: 'image/png' }],
    [
      'a Readable with a name and a length',
      () => ({ stream: Readable.from(pieces()), name: 'me.png', length: content.length }),
      { name: 'me.png', type: 'image/png' },
    ],
    [
      'a Readable of unknown length',
      () => ({ stream: Readable.from(pieces()), name: 'me.jpg' }),
      { name: 'me.jpg', type: 'image/jpeg', chunked: true },
    ],
    [
      'a web stream',
      () => ({ stream: new Blob([content]).stream(), name: 'me.png', length: content.length }),
      { name: 'me.png', type: 'image/png' },
    ],
    [
      'an async generator',
      () => ({
        stream: (async function* () {
          yield* pieces()
        })(),
        name: 'me.png',
      }),
      { name: 'me.png', type: 'image/png', chunked: true },
    ],
  ]

  test.each(kinds)('%s', async (_, img, { name, type, chunked }) => {
    const { received, part } = await upload(img())
    expect([part.name, part.type, part.size]).toEqual([name, type, content.length])
    if (name !== 'avatar.png') expect(Buffer.from(await part.arrayBuffer()).equals(content)).toBe(true)
    expect(received.headers['content-length']).toBe(chunked ? undefined : String(received.body.length))
    expect(received.headers['transfer-encoding']).toBe(chunked && 'chunked')
  })

  test('a part of a file, as an fs stream with start and end', async () => {
    const { received, part } = await upload(createReadStream(file, { start: 1000, end: 1999 }))
    expect(Buffer.from(await part.arrayBuffer()).equals(content.subarray(1000, 2000))).toBe(true)
    expect(received.headers['content-length']).toBe(String(received.body.length))
  })

  test('an empty file', async () => {
    const empty = join(folder, 'empty.png')
    await writeFile(empty, '')
    expect((await upload({ path: empty })).part.size).toBe(0)
    expect((await upload(new Uint8Array())).part.size).toBe(0)
  })
})

describe('file names arrive unchanged', () => {
  const names = ['我的头像.png', 'é "quoted" à.png', 'two\r\nlines.png', "it's; filename=x.png", '😀.png']
  const withName: [string, (name: string) => AvatarImage][] = [
    ['with a File', (name) => new File(['pixels'], name)],
    ['with bytes', (name) => ({ bytes: Buffer.from('pixels'), name })],
    ['with a stream', (name) => ({ stream: Readable.from([Buffer.from('pixels')]), name, length: 6 })],
  ]
  test.each(withName)('%s', async (_, img) => {
    for (const name of names) {
      const { received, part } = await upload(img(name))
      // Exactly what a browser escapes is escaped, so servers unescape it as they do for browsers.
      const escaped = name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
      expect(received.body.toString()).toContain(`name="img"; filename="${escaped}"\r\n`)
      expect([escaped, name]).toContain(part.name)
      expect(await part.text()).toBe('pixels')
    }
  })
})

describe('a value that is not an image is refused before anything is sent', () => {
  const native = new FormData()
  native.append('img', new Blob(['pixels']), 'me.png')
  const nodes = new NodeFormData()
  nodes.append('img', Buffer.from('pixels'), 'me.png')
  const wrong: [string, unknown][] = [
    ['a form-data instance', nodes],
    ['a native FormData', native],
    ['a path as a string', 'me.png'],
    ['null', null],
    ['a number', 42],
    ['an empty object', {}],
    ['an array of bytes', [1, 2, 3]],
    ['bytes with a name that is none', { bytes: new Uint8Array(1), name: 5 }],
    ['a stream without a name', { stream: Readable.from(['x']) }],
    ['a bare Readable, which has no name', Readable.from(['x'])],
    ['a path that is none', { path: 5 }],
    ['a stream with half a byte', { stream: Readable.from(['x']), name: 'x', length: 0.5 }],
    ['a stream with less than nothing', { stream: Readable.from(['x']), name: 'x', length: -1 }],
  ]
  test.each(wrong)('%s', async (_, img) => {
    const { baseUrl, received } = await serve((_, response) => json(response, good))
    const outcome = await createClient({ baseUrl }).uploadAvatar({ img: img as AvatarImage })
    expect(outcome).toMatchObject({ kind: 'invalid-request', issues: [{ field: 'img', code: 'img.type' }] })
    expect('reason' in outcome && outcome.reason).toMatch(/File, a Blob, bytes.*\{ bytes, name \}.*\{ path \}/)
    expect(received).toEqual([])
  })
})

describe('an image that cannot be read', () => {
  async function outcomeOf(img: AvatarImage) {
    const { baseUrl, received } = await serve((_, response) => json(response, good))
    const outcome = await createClient({ baseUrl, timeout: 5000 }).uploadAvatar({ img })
    return { outcome, received }
  }
  const unreadable = (code: string) => ({
    kind: 'invalid-request',
    issues: [{ field: 'img', code: 'img.unreadable' }],
    reason: expect.stringContaining(code),
  })

  test.each([
    ['a path where nothing is', () => ({ path: join(folder, 'nothing.png') }), 'ENOENT'],
    ['a folder', () => ({ path: folder }), 'EISDIR'],
    ['an fs stream of a path where nothing is', () => createReadStream(join(folder, 'nothing.png')), 'ENOENT'],
  ])('%s is not sent', async (_, img, code) => {
    const { outcome, received } = await outcomeOf(img())
    expect(outcome).toMatchObject(unreadable(code))
    expect(received).toEqual([])
  })

  test('a stream that fails halfway is not a success, and its error reaches the caller', async () => {
    async function* failing(): AsyncGenerator<Buffer> {
      yield content.subarray(0, 100_000)
      throw Object.assign(new Error('disk on fire'), { code: 'EIO' })
    }
    for (const length of [undefined, content.length]) {
      const { outcome, received } = await outcomeOf({ stream: Readable.from(failing()), name: 'me.png', length })
      expect(outcome).toMatchObject(unreadable('EIO'))
      expect(received).toEqual([])
    }
  })

  test('a stream that had already failed or been consumed is not a success', async () => {
    const failed = new Readable({ read() {} })
    failed.on('error', () => {})
    failed.destroy(Object.assign(new Error('gone'), { code: 'EGONE' }))
    await new Promise((resolve) => setImmediate(resolve))
    expect((await outcomeOf({ stream: failed, name: 'me.png' })).outcome).toMatchObject(unreadable('EGONE'))
    const used = Readable.from(pieces())
    for await (const _ of used);
    expect((await outcomeOf({ stream: used, name: 'me.png' })).outcome).toMatchObject(unreadable('CLOSED'))
  })

  test.each([
    ['fewer', content.length + 1],
    ['more', content.length - 1],
  ])('a stream that gives %s bytes than announced is not a success', async (_, length) => {
    const { outcome, received } = await outcomeOf({ stream: Readable.from(pieces()), name: 'me.png', length })
    expect(outcome).toMatchObject(unreadable('LENGTH'))
    expect(received).toEqual([])
  })

  test('a success before the last byte was sent does not count', async () => {
    const body = JSON.stringify(good)
    let onClose = () => {}
    const closed = new Promise<void>((resolve) => {
      onClose = resolve
    })
    const server = createTcpServer((socket) => {
      socket.on('error', () => {})
      socket.on('close', onClose)
      socket.once('data', () => socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    async function* failing(): AsyncGenerator<Buffer> {
      yield content.subarray(0, 1000)
      // By then, the client has read the whole reply.
      await closed
      throw Object.assign(new Error('disk on fire'), { code: 'EIO' })
    }
    const api = createClient({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
    const outcome = await api.uploadAvatar({ img: { stream: Readable.from(failing()), name: 'me.png' } })
    expect(outcome).toMatchObject({ ok: false, kind: 'network' })
  })
})

describe('a stream that does not arrive', () => {
  const endless = (): AvatarImage => ({
    stream: Readable.from(
      (async function* () {
        for (;;) {
          yield Buffer.alloc(10_000)
          await new Promise((resolve) => setTimeout(resolve, 5))
        }
      })(),
    ),
    name: 'me.png',
  })

  test('a server that reports success after the first bytes and closes the connection is not believed', async () => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => {})
      const body = JSON.stringify(good)
      socket.once('data', () => socket.end(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const api = createClient({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
    expect(await api.uploadAvatar({ img: endless() })).toMatchObject({ kind: 'network' })
  })

  test.each([
    ['a server that closes the connection', 'network', {}],
    ['a server that refuses early', 'http', { status: 413 }],
  ])('%s', async (act, kind, shows) => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => {})
      socket.once('data', () => {
        if (act.includes('closes')) socket.destroy()
        else socket.write('HTTP/1.1 413 Too Large\r\ncontent-length: 3\r\n\r\nbig')
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const api = createClient({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
    expect(await api.uploadAvatar({ img: endless() })).toMatchObject({ kind, ...shows })
  })

  test('ends at the timeout or when the caller aborts, and its file is closed', async () => {
    const server = createTcpServer((socket) => void socket.on('error', () => {}))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const api = createClient({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
    const limited = createReadStream(file)
    const aborted = createReadStream(file)
    expect(await api.uploadAvatar({ img: limited }, { timeout: 100 })).toMatchObject({ kind: 'timeout' })
    expect(await api.uploadAvatar({ img: aborted }, { signal: AbortSignal.timeout(50) })).toMatchObject({
      kind: 'aborted',
    })
    expect([limited.destroyed, aborted.destroyed]).toEqual([true, true])
  })

  test('ends if it is destroyed without an error', async () => {
    const { baseUrl } = await serve((_, response) => json(response, good))
    const stream = new Readable({ read() {} })
    stream.push('pixels')
    setTimeout(() => stream.destroy(), 50)
    expect(await createClient({ baseUrl }).uploadAvatar({ img: { stream, name: 'me.png' } })).toMatchObject({
      kind: 'invalid-request',
      issues: [{ field: 'img', code: 'img.unreadable' }],
    })
  })

  test('ends if the server changes the protocol', async () => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => {})
      socket.once('data', () => socket.write('HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const api = createClient({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
    expect(await api.uploadAvatar({ img: endless() })).toMatchObject({ kind: 'network' })
  })

  test.each([
    ['bytes in objects of every kind', [new ArrayBuffer(4), new Uint16Array(2), 'text'], { ok: true }],
    ['a number', [7], { kind: 'invalid-request', issues: [{ field: 'img', code: 'img.unreadable' }] }],
    ['an object', [{}], { kind: 'invalid-request', issues: [{ field: 'img', code: 'img.unreadable' }] }],
  ])('in object mode yields %s', async (_, objects, expected) => {
    const { baseUrl } = await serve((_, response) => json(response, good))
    const img = { stream: Readable.from(objects), name: 'me.png' }
    expect(await createClient({ baseUrl }).uploadAvatar({ img })).toMatchObject(expected)
  })

  test('is cancelled if the call is refused or already aborted', async () => {
    const api = createClient({ baseUrl: 'http://127.0.0.1:9' })
    const open = new Set<string>()
    const cancelled = (name: string): AvatarImage => {
      open.add(name)
      const stream = new ReadableStream<Uint8Array>({ cancel: () => void open.delete(name) })
      return { stream: stream as unknown as AsyncIterable<Uint8Array>, name }
    }
    await api.uploadAvatar({ img: cancelled('aborted') }, { signal: AbortSignal.abort() })
    await api.uploadAvatar({ img: cancelled('wrong option') }, { timeout: -1 })
    await api.uploadAvatar({ img: { ...cancelled('wrong length'), length: -1 } as AvatarImage })
    expect([...open]).toEqual([])
  })

  test('does not tell the message of an error of its own', async () => {
    const { baseUrl } = await serve((_, response) => json(response, good))
    const stream = new Readable({ read() {} })
    setTimeout(() => stream.destroy(new Error('canary')), 20)
    const outcome = await createClient({ baseUrl }).uploadAvatar({ img: { stream, name: 'me.png' } })
    expect(outcome).toMatchObject({ kind: 'invalid-request' })
    expect(JSON.stringify(outcome)).not.toContain('canary')
  })

  test('closes the file of a call that was never sent', async () => {
    const stream = createReadStream(file)
    const api = createClient({ baseUrl: 'http://127.0.0.1:9' })
    expect(await api.uploadAvatar({ img: stream }, { signal: AbortSignal.abort() })).toMatchObject({ kind: 'aborted' })
    expect(stream.destroyed).toBe(true)
  })
})

describe('progress', () => {
  test.each([
    ['a path', (): AvatarImage => ({ path: file })],
    ['a File', (): AvatarImage => new File([content], 'me.png')],
    ['bytes', (): AvatarImage => new Uint8Array(content)],
  ])('is reported for %s as its bytes are sent, up to the last', async (_, img) => {
    const { baseUrl, received } = await serve((_, response) => json(response, good))
    const told: UploadProgress[] = []
    const onProgress = (progress: UploadProgress): number => told.push(progress)
    expect(await createClient({ baseUrl }).uploadAvatar({ img: img() }, { onProgress })).toMatchObject({ ok: true })
    const total = received[0]?.body.length
    expect(received[0]?.headers['content-length']).toBe(String(total))
    const sent = told.map((progress) => (progress.known ? progress.sentBytes : Number.NaN))
    expect(sent.length).toBeGreaterThan(1)
    expect(sent).toEqual(sent.toSorted((one, other) => one - other))
    expect(told.at(-1)).toEqual({ known: true, sentBytes: total, totalBytes: total })
  })

  test('has no total if the length is unknown', async () => {
    const { baseUrl, received } = await serve((_, response) => json(response, good))
    const told: UploadProgress[] = []
    const img = { stream: Readable.from(pieces()), name: 'me.png' }
    await createClient({ baseUrl }).uploadAvatar({ img }, { onProgress: (progress) => told.push(progress) })
    expect(told.at(-1)).toEqual({ known: true, sentBytes: received[0]?.body.length, totalBytes: undefined })
  })

  test('is reported as unknown if the caller’s fetch sends the upload', async () => {
    const told: UploadProgress[] = []
    const fetch = async (): Promise<Response> => Response.json(good)
    const api = createClient({ baseUrl: 'http://127.0.0.1:9', fetch })
    await api.uploadAvatar({ img: new Uint8Array(3) }, { onProgress: (progress) => told.push(progress) })
    expect(told).toEqual([{ known: false }])
  })

  test('cannot break the upload by throwing', async () => {
    const { baseUrl } = await serve((_, response) => json(response, good))
    const onProgress = (): never => {
      throw new Error('mine')
    }
    expect(await createClient({ baseUrl }).uploadAvatar({ img: { path: file } }, { onProgress })).toMatchObject({
      ok: true,
    })
  })
})

test('a stream is sent by the caller’s fetch, if there is one', async () => {
  let seen: Request | undefined
  const fetch = async (request: Request): Promise<Response> => {
    seen = request.clone()
    await request.arrayBuffer()
    return Response.json(good)
  }
  const api = createClient({ baseUrl: 'http://127.0.0.1:9', fetch })
  expect(await api.uploadAvatar({ img: { path: file } })).toMatchObject({ ok: true })
  const part = (await seen?.formData())?.get('img') as File
  expect([part.name, part.size]).toEqual(['头像.png', content.length])
})

test('the reply to a stream is cut off at the limit, and decompressed', async () => {
  const { baseUrl } = await serve((_, response) => response.end(Buffer.alloc(3_000_000, 0x20)))
  expect(await createClient({ baseUrl }).uploadAvatar({ img: { path: file } })).toMatchObject({
    kind: 'malformed',
    at: 'body',
  })
  const zipped = await serve((_, response) => {
    response.setHeader('content-encoding', 'gzip')
    response.end(gzipSync(JSON.stringify(good)))
  })
  expect(await createClient({ baseUrl: zipped.baseUrl }).uploadAvatar({ img: { path: file } })).toMatchObject({
    ok: true,
  })
  const lying = await serve((_, response) => {
    response.setHeader('content-encoding', 'gzip')
    response.end(JSON.stringify(good))
  })
  expect(await createClient({ baseUrl: lying.baseUrl }).uploadAvatar({ img: { path: file } })).toMatchObject({
    kind: 'malformed',
  })
})

test('a fetch of the caller that never reads the stream does not block the call', async () => {
  const large = join(folder, 'large.png')
  await writeFile(large, Buffer.alloc(3_000_000))
  const fetch = async (): Promise<Response> => Response.json(good)
  const api = createClient({ baseUrl: 'http://127.0.0.1:9', fetch })
  expect(await api.uploadAvatar({ img: { path: large } })).toMatchObject({ ok: true })
})

test('a fetch of the caller that reads part of a stream and reports success is not believed', async () => {
  const large = join(folder, 'half.png')
  await writeFile(large, Buffer.alloc(3_000_000))
  const fetch = async (request: Request): Promise<Response> => {
    const reader = request.body?.getReader()
    await reader?.read()
    await reader?.cancel()
    return Response.json(good)
  }
  const api = createClient({ baseUrl: 'http://127.0.0.1:9', fetch })
  expect(await api.uploadAvatar({ img: { path: large } })).toMatchObject({ kind: 'network' })
})

test('a stream of the wrong length is not a success with the caller’s fetch either', async () => {
  const fetch = async (request: Request): Promise<Response> => {
    await request.arrayBuffer()
    return Response.json(good)
  }
  const api = createClient({ baseUrl: 'http://127.0.0.1:9', fetch })
  for (const length of [content.length - 1, content.length + 1]) {
    const outcome = await api.uploadAvatar({ img: { stream: Readable.from(pieces()), name: 'me.png', length } })
    expect(outcome).toMatchObject({ kind: 'invalid-request', issues: [{ code: 'img.unreadable' }] })
  }
})

test('a stream is sent with headers and session, and its reply sets cookies', async () => {
  const { baseUrl, received } = await serve((_, response) => json(response, good, { 'set-cookie': 'sid=2; Path=/' }))
  const api = createClient({ baseUrl: `${baseUrl}/api`, headers: { 'X-App': 'one' } })
  api.session.import({ origin: baseUrl, cookies: [{ name: 'sid', value: '1', path: '/' }] })
  await api.uploadAvatar({ img: { path: file } }, { headers: { 'x-call': 'two' } })
  expect(received[0]).toMatchObject({
    url: '/api/upload',
    headers: { 'x-app': 'one', 'x-call': 'two', cookie: 'sid=1' },
  })
  expect(api.session.export().cookies).toEqual([{ name: 'sid', value: '2', path: '/' }])
})
