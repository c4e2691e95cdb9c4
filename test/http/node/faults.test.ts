import type { Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createNodeWire } from '../../../src/http/node/node-wire.ts'
import type { Outcome, Reply } from '../../../src/http/node/outcome.ts'
import fc from '../../harness/fast-check.ts'
import { ok, onRequest, rawServer } from './raw-server.ts'

const unhandled: unknown[] = []
const note = (error: unknown): number => unhandled.push(error)
beforeAll(() => {
  process.on('unhandledRejection', note)
  process.on('uncaughtException', note)
})
afterAll(() => {
  process.off('unhandledRejection', note)
  process.off('uncaughtException', note)
  expect(unhandled).toEqual([])
})

/** How a connection ends after some bytes of a reply. */
type End = 'close' | 'reset' | 'stay'

/** One server whose reply is set before each request, so that hundreds of them need no port of their own. */
async function scripted() {
  const script: { parts: readonly Uint8Array[]; end: End; socket?: Socket } = { parts: [], end: 'close' }
  const server = await rawServer((socket) => {
    onRequest(socket, async () => {
      const { parts, end } = script
      script.socket = socket
      for (const part of parts) {
        socket.write(part)
        // A turn, so that parts may arrive apart.
        await new Promise(setImmediate)
      }
      if (end === 'close') socket.end()
      // A reset throws away what is still on its way: what came of the reply is up to chance.
      else if (end === 'reset') socket.resetAndDestroy()
    })
  })
  return { ...server, script }
}

const replies = {
  'with a length': 'HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nContent-Length: 6\r\n\r\nabcdef',
  'in chunks':
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n3;x=1\r\ndef\r\n0\r\nTrailer: 1\r\n\r\n',
  'after an interim one':
    'HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabcdef',
}

/** Whatever comes, an outcome is one of these, and it fits together. */
function expectSound(outcome: Outcome): void {
  if (outcome.kind === 'reply') {
    expect(outcome.status).toBeGreaterThanOrEqual(100)
    expect(outcome.status).toBeLessThan(1000)
    expect(outcome.body).toBeInstanceOf(Uint8Array)
    return
  }
  expect(outcome.code).toMatch(/^(?:reset|closed-early|not-http|header-overflow|interim-overflow|timeout|broken)$/)
  expect(outcome.sent).toBe(true)
  expect(outcome.phase).toMatch(/^(?:sending|waiting|reading)$/)
  expect(outcome.phase === 'reading').toBe(outcome.partial !== undefined)
}

describe.each(Object.entries(replies))('a reply %s', (_, text) => {
  const bytes = Buffer.from(text, 'latin1')

  test.each(['close', 'reset'] as const)('that ends at any byte by a %s is complete or a failure', async (end) => {
    const { url, script } = await scripted()
    const wire = createNodeWire()
    for (let length = 0; length <= bytes.length; length++) {
      Object.assign(script, { parts: [bytes.subarray(0, length)], end })
      const outcome = await wire.send({ url, method: 'POST', body: 'a' })
      expectSound(outcome)
      const isWhole = length === bytes.length
      if (end === 'close') expect(outcome.kind, `${length} bytes`).toBe(isWhole ? 'reply' : 'failure')
      else if (!isWhole) expect(outcome.kind, `${length} bytes`).toBe('failure')
      if (outcome.kind === 'reply') expect(Buffer.from(outcome.body).toString()).toBe('abcdef')
    }
  })

  test('is the same in any pieces', async () => {
    const { url, script } = await scripted()
    const wire = createNodeWire()
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 6 }), async (cuts) => {
        const edges = [0, ...cuts.sort((one, other) => one - other), bytes.length]
        const parts = edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge))
        Object.assign(script, { parts, end: 'stay' })
        const outcome = (await wire.send({ url, method: 'POST', body: 'a' })) as Reply
        expect(outcome).toMatchObject({ kind: 'reply', status: 200 })
        expect(Buffer.from(outcome.body).toString()).toBe('abcdef')
      }),
      { numRuns: 60 },
    )
  })
})

describe('a server that sends anything at all', () => {
  const line = fc.oneof(
    fc.constantFrom(
      'HTTP/1.1 200 OK',
      'HTTP/1.1 100 Continue',
      'HTTP/1.1 101 Switching Protocols',
      'HTTP/1.1 204 No Content',
      'HTTP/1.0 200',
      'HTTP/2 200',
      'HTTP/1.1 99999 No',
      'Content-Length: 3',
      'Content-Length: 5',
      'Content-Length: -1',
      'Content-Length: 99999999999999999999',
      'Transfer-Encoding: chunked',
      'Transfer-Encoding: gzip',
      'Connection: keep-alive',
      'Connection: close',
      'Connection: upgrade',
      'Upgrade: h2c',
      'Content-Encoding: gzip',
      'Content-Encoding: br',
      'Set-Cookie: a=1',
      ' folded',
      ': none',
      'A',
      '',
      '3',
      'abc',
      '0',
      '{"result":"0000"}',
    ),
    fc.string(),
  )
  const lines = fc.array(line, { maxLength: 12 }).map((all) => Buffer.from(`${all.join('\r\n')}\r\n`))
  const reply = fc.tuple(fc.constant(Buffer.from('HTTP/1.1 200 OK\r\n')), lines).map((parts) => Buffer.concat(parts))
  const garbage = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes))
  const anything = fc.array(fc.oneof(lines, reply, garbage), { maxLength: 3 })

  test.each([0, 1000])('always yields an outcome, with connections kept for %d ms', async (keepAliveMs) => {
    const { url, script } = await scripted()
    const wire = createNodeWire({ keepAliveMs })
    await fc.assert(
      fc.asyncProperty(anything, fc.constantFrom<End>('close', 'reset'), fc.boolean(), async (parts, end, decode) => {
        Object.assign(script, { parts, end })
        const outcome = await wire.send({ url, method: 'POST', body: 'a', decode, timeoutMs: 5000 })
        if (outcome.kind === 'failure' && outcome.code === 'undecodable') return
        expectSound(outcome)
        if (outcome.kind === 'failure') expect(outcome.code).not.toBe('timeout')
      }),
      { numRuns: 300 },
    )
    wire.close()
  })

  test('cannot mix one reply into the next', async () => {
    const { url, script } = await scripted()
    await fc.assert(
      fc.asyncProperty(anything, async (tail) => {
        const wire = createNodeWire({ keepAliveMs: 60_000 })
        Object.assign(script, { parts: [Buffer.from(ok())], end: 'stay' })
        while (!(await wire.send({ url })).reusedConnection) await new Promise((resolve) => setTimeout(resolve, 5))
        Object.assign(script, { parts: [Buffer.from(ok('first')), ...tail], end: 'stay' })
        expect(await wire.send({ url })).toMatchObject({ kind: 'reply', body: Buffer.from('first') })
        // What the server says unasked has come before the next request is made. Line breaks alone are nothing.
        const { socket } = script
        const isSilent = /^[\r\n]*$/.test(Buffer.concat(tail).toString('latin1'))
        if (socket && !isSilent && !socket.closed) await new Promise((resolve) => socket.once('close', resolve))
        Object.assign(script, { parts: [Buffer.from(ok('second'))], end: 'stay' })
        const second = await wire.send({ url, timeoutMs: 5000 })
        expect(second).toMatchObject({ kind: 'reply', status: 200, body: Buffer.from('second') })
        wire.close()
      }),
      { numRuns: 100 },
    )
  })
})

describe('an abort at any time', () => {
  test.each([0, 60_000])(
    'ends the request, and its connection, with connections kept for %d ms',
    async (keepAliveMs) => {
      const server = await scripted()
      const wire = createNodeWire({ keepAliveMs })
      const parts = [...Buffer.from(replies['in chunks'])].map((byte) => Buffer.of(byte))
      Object.assign(server.script, { parts, end: 'stay' })
      for (let turns = 0; turns < 120; turns++) {
        const controller = new AbortController()
        const outcome = wire.send({ url: server.url, method: 'POST', body: 'a', signal: controller.signal })
        for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate)
        controller.abort()
        const { kind } = await outcome
        expect(kind === 'reply' || ((await outcome) as { code: string }).code === 'aborted').toBe(true)
      }
      wire.close()
      await server.closed()
    },
  )
})
