import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { createNodeWire } from '../../../src/http/node/node-wire.ts'
import fc from '../../harness/fast-check.ts'
import { onRequest, rawServer } from './raw-server.ts'

const codings = {
  gzip: gzipSync,
  'x-gzip': gzipSync,
  GZIP: gzipSync,
  deflate: deflateSync,
  br: brotliCompressSync,
  zstd: zstdCompressSync,
}

async function serving() {
  const reply = { head: '', body: Buffer.alloc(0) }
  const { url } = await rawServer((socket) => {
    onRequest(socket, () => {
      socket.write(`HTTP/1.1 200 OK\r\n${reply.head}Content-Length: ${reply.body.length}\r\n\r\n`)
      socket.write(reply.body)
    })
  })
  const wire = createNodeWire()
  return {
    get: (head: string, body: Buffer, maxBytes?: number) => {
      Object.assign(reply, { head, body })
      return wire.send({ url, decode: true, ...(maxBytes !== undefined && { maxBytes }) })
    },
  }
}

const text = '{"result":"0000","message":"小明"}'.repeat(20)

describe.each(Object.entries(codings))('a body in %s', (name, encode) => {
  const encoded = encode(text)

  test('is decoded', async () => {
    const { get } = await serving()
    expect(await get(`Content-Encoding: ${name}\r\n`, encoded)).toMatchObject({
      kind: 'reply',
      cut: false,
      body: Buffer.from(text),
    })
  })

  test('stays encoded unless the request asks for decoding', async () => {
    const { url } = await rawServer((socket) => {
      onRequest(socket, () => {
        socket.write(`HTTP/1.1 200 OK\r\nContent-Encoding: ${name}\r\nContent-Length: ${encoded.length}\r\n\r\n`)
        socket.write(encoded)
      })
    })
    expect(await createNodeWire().send({ url })).toMatchObject({ body: encoded })
  })

  test('that is not what it claims fails, with its status and bytes', async () => {
    const { get } = await serving()
    expect(await get(`Content-Encoding: ${name}\r\n`, Buffer.from('{"result":"0000"}'))).toMatchObject({
      kind: 'failure',
      code: 'undecodable',
      phase: 'reading',
      sent: true,
      partial: { status: 200, body: Buffer.from('{"result":"0000"}') },
    })
  })

  test('that lacks its end fails', async () => {
    const { get } = await serving()
    expect(await get(`Content-Encoding: ${name}\r\n`, encoded.subarray(0, -1))).toMatchObject({ code: 'undecodable' })
  })

  test('is cut at the limit', async () => {
    const { get } = await serving()
    const bomb = encode(Buffer.alloc(1 << 24, 'a'))
    expect(await get(`Content-Encoding: ${name}\r\n`, bomb, 1 << 16)).toMatchObject({
      cut: true,
      body: Buffer.alloc(1 << 16, 'a'),
    })
    expect(await get(`Content-Encoding: ${name}\r\n`, encoded, Buffer.byteLength(text))).toMatchObject({ cut: false })
    expect(await get(`Content-Encoding: ${name}\r\n`, encoded, Buffer.byteLength(text) - 1)).toMatchObject({
      cut: true,
    })
  })

  test('cut before decoding is decoded as far as possible', async () => {
    const { get } = await serving()
    const long = Buffer.from(Array.from({ length: 200_000 }, (_, index) => (index * 7919) % 251))
    const outcome = await get(
      `Content-Encoding: ${name}\r\n`,
      Buffer.concat([encode(long), Buffer.alloc(1 << 20)]),
      100_000,
    )
    expect(outcome).toMatchObject({ kind: 'reply', cut: true })
    if (outcome.kind === 'reply') expect(long.indexOf(outcome.body)).toBe(0)
  })
})

test.each<[string, Buffer, string]>([
  ['deflate', deflateRawSync('raw'), 'raw'],
  ['br, gzip', gzipSync(brotliCompressSync('both')), 'both'],
  ['identity', Buffer.from('plain'), 'plain'],
  ['', Buffer.from('plain'), 'plain'],
  ['compress', Buffer.from('unknown'), 'unknown'],
  ['gzip, compress', Buffer.from('unknown'), 'unknown'],
  ['toString', Buffer.from('unknown'), 'unknown'],
  ['gzip', Buffer.alloc(0), ''],
  [Array.from({ length: 99 }, () => 'gzip').join(), Buffer.from('too many'), 'too many'],
])('a body with Content-Encoding %j is read', async (coding, body, expected) => {
  const { get } = await serving()
  expect(await get(`Content-Encoding: ${coding}\r\n`, body)).toMatchObject({
    kind: 'reply',
    cut: false,
    body: Buffer.from(expected),
  })
})

test('codings in several header lines are decoded in turn', async () => {
  const { get } = await serving()
  const body = gzipSync(deflateSync('both'))
  expect(await get('Content-Encoding: deflate\r\ncontent-encoding: gzip\r\n', body)).toMatchObject({
    body: Buffer.from('both'),
  })
})

test('any body survives encoding and decoding, and any bytes have an outcome', async () => {
  const { get } = await serving()
  const coding = fc.constantFrom(...(Object.keys(codings) as (keyof typeof codings)[]))
  await fc.assert(
    fc.asyncProperty(coding, fc.uint8Array({ maxLength: 500 }), async (name, bytes) => {
      const head = `Content-Encoding: ${name}\r\n`
      expect(await get(head, codings[name](bytes))).toMatchObject({ kind: 'reply', body: Buffer.from(bytes) })
      const { kind } = await get(head, Buffer.from(bytes))
      expect(kind).toMatch(/^(?:reply|failure)$/)
    }),
    { numRuns: 100 },
  )
})
