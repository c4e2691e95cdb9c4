import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { PassThrough, Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { describe, expect, test, vi } from 'vitest'
import { createNodeWire } from '../../../src/http/node/node-wire.ts'
import type { Failure } from '../../../src/http/node/outcome.ts'
import type { Body, BodyStream } from '../../../src/http/node/request.ts'
import fc from '../../harness/fast-check.ts'
import { stopTimers } from '../../harness/stop-timers.ts'
import { ok, onRequest, type RawServer, rawServer } from './raw-server.ts'

const wire = createNodeWire()
const answering = () => rawServer((socket) => onRequest(socket, () => socket.write(ok())))
const upload = (url: string, body: Body) => wire.send({ url, method: 'POST', body })

/** Waits until a count has begun and goes on no more, since nobody takes what it counts. */
async function whenStill(count: () => number): Promise<void> {
  for (let seen = 0, turns = 0; turns < 1000; ) {
    await new Promise((resolve) => setImmediate(resolve))
    turns = count() > seen || seen === 0 ? 0 : turns + 1
    seen = count()
  }
}

async function* pieces(...all: unknown[]) {
  yield* all
}

function bodyOf({ received }: RawServer): string {
  const [head = '', ...rest] = (received.at(-1) ?? '').split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  if (/\r\nContent-Length: /.test(head)) return body
  const chunks = body.matchAll(/([0-9a-f]+)\r\n(.*?)\r\n(?=[0-9a-f]+\r\n|$)/gs)
  return [...chunks].map(([, , chunk]) => chunk).join('')
}

const file = fileURLToPath(import.meta.url)

describe('a stream', () => {
  test.each<[string, BodyStream['stream'], string]>([
    ['of Node', Readable.from(['ab', 'cd'], { objectMode: false }), 'abcd'],
    ['of Node in object mode', Readable.from([new ArrayBuffer(4)]), '\0\0\0\0'],
    ['of the web', new Blob(['abcd']).stream(), 'abcd'],
    ['of text', pieces('小', '明'), Buffer.from('小明').toString('latin1')],
    [
      'of bytes in any form',
      pieces(new Uint8Array([65]), new Uint16Array([16961]), new DataView(new ArrayBuffer(1)), Buffer.from('C')),
      'AAB\0C',
    ],
    ['of nothing', pieces(), ''],
    ['of empty pieces', pieces('', new Uint8Array(), 'a', ''), 'a'],
  ])('%s is sent as its bytes', async (_, stream, expected) => {
    const server = await answering()
    expect(await upload(server.url, { stream })).toMatchObject({ status: 200, requestComplete: true })
    expect(server.received[0]).toContain('\r\nTransfer-Encoding: chunked\r\n')
    expect(bodyOf(server)).toBe(expected)
  })

  test('of a file is sent with its length', async () => {
    const server = await answering()
    const stream = createReadStream(file)
    const handle = await open(file)
    const { size } = await handle.stat()
    await handle.close()
    expect(await upload(server.url, { stream, length: size })).toMatchObject({ status: 200 })
    expect(server.received[0]).toContain(`\r\nContent-Length: ${size}\r\n`)
    expect(stream.closed || stream.destroyed).toBe(true)
  })

  test('of any pieces arrives complete, with a declared length and without', async () => {
    const server = await answering()
    const all = fc.array(fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.string({ unit: 'grapheme' })), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(all, fc.boolean(), async (parts, isLengthKnown) => {
        const whole = Buffer.concat(parts.map((part) => Buffer.from(part as string)))
        const stream = pieces(...parts)
        const outcome = await upload(server.url, isLengthKnown ? { stream, length: whole.length } : { stream })
        expect(outcome).toMatchObject({ status: 200 })
        if (isLengthKnown) expect(bodyOf(server)).toBe(whole.toString('latin1'))
        else expect(server.received.at(-1)).toMatch(/0\r\n\r\n$/)
      }),
      { numRuns: 60 },
    )
  })

  const secret = () => Object.assign(new Error('secret'), { code: 'EPERM', path: 'secret' })
  const destroyed = (error?: Error) => {
    const stream = new PassThrough()
    stream.on('error', () => {})
    return stream.destroy(error)
  }
  const failing = (error: unknown) =>
    (async function* () {
      yield 'a'
      throw error
    })()
  const locked = () => {
    const stream = new Blob(['a']).stream()
    stream.getReader()
    return stream
  }
  const during = (act: (stream: PassThrough) => void) => {
    const stream = new PassThrough()
    stream.write('a')
    setTimeout(() => act(stream), 10)
    return stream
  }

  test.each<[string, () => BodyStream, Partial<Failure>]>([
    ['fails', () => ({ stream: failing(secret()) }), { systemCode: 'EPERM' }],
    ['fails with a text', () => ({ stream: failing('secret') }), {}],
    ['fails with nothing', () => ({ stream: failing(undefined) }), {}],
    ['fails with a code that is none', () => ({ stream: failing({ code: 'secret' }) }), {}],
    ['fails before it yields', () => ({ stream: Readable.from(failing(secret())).drop(1) }), { sent: false }],
    [
      'is a file that is not there',
      () => ({ stream: createReadStream('/no/secret') }),
      { systemCode: 'ENOENT', sent: false },
    ],
    ['was destroyed', () => ({ stream: destroyed() }), { sent: false }],
    ['was destroyed with an error', () => ({ stream: destroyed(secret()) }), { systemCode: 'EPERM', sent: false }],
    ['is destroyed while it is read', () => ({ stream: during((stream) => stream.destroy()) }), {}],
    [
      'is destroyed with an error while it is read',
      () => ({ stream: during((stream) => stream.destroy(secret())) }),
      {},
    ],
    ['is read by somebody else', () => ({ stream: locked() }), { hint: 'body-locked', sent: false }],
    ['is no stream', () => ({ stream: {} as never }), { sent: false }],
    ['is nothing', () => ({ stream: undefined as never }), { sent: false }],
    [
      'has an iterator that throws',
      () => ({
        stream: {
          [Symbol.asyncIterator]: () => {
            throw secret()
          },
        },
      }),
      { sent: false },
    ],
    [
      'has an iterator without next',
      () => ({ stream: { [Symbol.asyncIterator]: () => ({}) } as never }),
      { sent: false },
    ],
    ['yields a number', () => ({ stream: pieces(1) }), { hint: 'body-not-bytes', sent: false }],
    ['yields an object', () => ({ stream: Readable.from([{ secret: 1 }]) }), { hint: 'body-not-bytes', sent: false }],
    ['yields null', () => ({ stream: pieces('a', null) }), { hint: 'body-not-bytes' }],
    ['is shorter than announced', () => ({ stream: pieces('abc'), length: 4 }), { hint: 'body-length' }],
    ['is longer than announced', () => ({ stream: pieces('abc', 'de'), length: 4 }), { hint: 'body-length' }],
    ['is longer than nothing', () => ({ stream: pieces('a'), length: 0 }), { hint: 'body-length', sent: false }],
    [
      'goes on after its announced length',
      () => ({ stream: pieces('abcd', 'e'), length: 4 }),
      { hint: 'body-length', sent: false },
    ],
    [
      'fails after its announced length',
      () => ({ stream: failing(secret()), length: 1 }),
      { systemCode: 'EPERM', sent: false },
    ],
  ])('that %s fails the request, and the server never gets a complete one', async (_, body, expected) => {
    let requests = 0
    const server = await rawServer((socket) => onRequest(socket, () => requests++))
    const failure = await upload(server.url, body())
    expect(failure).toMatchObject({ kind: 'failure', code: 'body-failed', ...expected })
    expect(JSON.stringify(failure)).not.toContain('secret')
    await server.closed()
    expect(requests).toBe(0)
    if (!(failure as Failure).sent) expect(server.received.join('')).toBe('')
  })

  test('that never yields ends at the time limit', async () => {
    const server = await answering()
    const body = { stream: { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) } }
    expect(await wire.send({ url: server.url, method: 'POST', body, timeoutMs: 30 })).toMatchObject({
      code: 'timeout',
      phase: 'sending',
      sent: false,
    })
    await server.closed()
  })

  test.each<[string, (url: string) => { url: string; headers?: [string, string][]; signal?: AbortSignal }]>([
    ['is refused', (url) => ({ url, headers: [['A', '\n']] })],
    ['is aborted before it starts', (url) => ({ url, signal: AbortSignal.abort() })],
    ['finds nobody', () => ({ url: 'http://nowhere.invalid' })],
    ['is aborted on its way', (url) => ({ url, signal: AbortSignal.timeout(20) })],
  ])('is closed if the request %s', async (_, request) => {
    const server = await rawServer((socket) => socket.pause())
    const file = createReadStream('/dev/zero')
    const cancelled: string[] = []
    const web = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1 << 16)),
      cancel: () => void cancelled.push('web'),
    })
    async function* generator() {
      try {
        for (;;) yield new Uint8Array(1 << 16)
      } finally {
        cancelled.push('generator')
      }
    }
    const iterator = generator()
    // A generator that was never started has nothing to clean up.
    await iterator.next()
    for (const stream of [file, web, iterator]) {
      expect(await wire.send({ ...request(server.url), method: 'POST', body: { stream } })).toMatchObject({
        kind: 'failure',
      })
    }
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(file.destroyed).toBe(true)
    expect(cancelled.sort()).toEqual(['generator', 'web'])
  })

  test('is read no faster than the server reads', async () => {
    const server = await rawServer((socket) => socket.pause())
    let read = 0
    async function* endless() {
      for (;;) {
        read += 1 << 16
        yield new Uint8Array(1 << 16)
      }
    }
    stopTimers()
    const outcome = wire.send({ url: server.url, method: 'POST', body: { stream: endless() }, timeoutMs: 300 })
    await whenStill(() => read)
    vi.advanceTimersByTime(300)
    expect(await outcome).toMatchObject({ code: 'timeout', phase: 'sending', sent: true })
    const soon = read
    for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve))
    expect(read).toBe(soon)
    // What the buffers of the system hold, and little more.
    expect(read).toBeLessThan(64 << 20)
  })
})

describe('progress', () => {
  const bytes = new Uint8Array(300_000)
  test.each<[string, () => Body, number | undefined]>([
    ['bytes', () => bytes, 300_000],
    ['text', () => '小'.repeat(100_000), 300_000],
    ['a stream with a length', () => ({ stream: new Blob([bytes]).stream(), length: 300_000 }), 300_000],
    ['a stream without a length', () => ({ stream: new Blob([bytes]).stream() }), undefined],
  ])('of %s is reported piece by piece, to the last byte', async (_, body, total) => {
    const { url } = await answering()
    const told: [number, number | undefined][] = []
    await wire.send({ url, method: 'POST', body: body(), onProgress: (...progress) => void told.push(progress) })
    expect(told.length).toBeGreaterThan(1)
    expect(told).toEqual(told.toSorted(([one], [other]) => one - other))
    expect(told.at(-1)).toEqual([300_000, total])
    expect(new Set(told.map(([, each]) => each))).toEqual(new Set([total]))
  })

  test('stops while the server does not read', async () => {
    stopTimers()
    const { url, sockets } = await rawServer((socket, index) => index === 0 && socket.pause())
    let sent = 0
    const size = 64 << 20
    const outcome = wire.send({
      url,
      method: 'POST',
      body: new Uint8Array(size),
      timeoutMs: 500,
      onProgress: (sentBytes) => {
        sent = sentBytes
      },
    })
    await whenStill(() => sent)
    vi.advanceTimersByTime(500)
    expect(await outcome).toMatchObject({ code: 'timeout' })
    expect(sockets).toHaveLength(1)
    expect(sent).toBeGreaterThan(0)
    expect(sent).toBeLessThan(size)
  })

  test('callbacks may throw', async () => {
    const { url } = await answering()
    const onProgress = () => {
      throw new Error('mine')
    }
    expect(await wire.send({ url, method: 'POST', body: 'a', onProgress })).toMatchObject({ status: 200 })
  })
})
