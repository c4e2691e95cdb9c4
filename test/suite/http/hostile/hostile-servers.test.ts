import { gzipSync } from 'node:zlib'
import { type ContractOptions, type ContractReport, runContract } from 'phone-auth-kit/contract-tests'
import { describe, expect, test } from 'vitest'
import { inProcess, rightBackend } from '../../backends.ts'
import { head, inFrontOfRight, keepWriting, type OnRequest, onSockets, waitingClock } from './servers.ts'

const envelope = '{"result":"0000","message":null}'
const json = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'
/** What a run reads of one reply, plus what the machine buffers. */
const mebibytesOfOneReply = 24
const mebibyte = 1024 * 1024

function mustFindings({ cases }: ContractReport) {
  return cases
    .filter(({ level }) => level === 'must')
    .flatMap(({ id, findings }) => findings.map((one) => ({ id, ...one })))
}

function run(baseUrl: string, options: Partial<ContractOptions> = {}): Promise<ContractReport> {
  return runContract({ baseUrl, seed: 7, ...options })
}

describe('a server that never sends a complete reply is reported once', () => {
  const zeros = gzipSync(Buffer.alloc(300 * mebibyte))
  const servers: Record<string, { onRequest: OnRequest | 'never read'; actual: RegExp }> = {
    'is silent': { onRequest: () => {}, actual: /no complete reply within 0.2 s \(0 bytes/ },
    'accepts and never reads': { onRequest: 'never read', actual: /no complete reply within 0.2 s \(0 bytes/ },
    'sends byte by byte': {
      onRequest: (socket) => {
        socket.write(`${json}Content-Length: 100000\r\n\r\n`)
        keepWriting(socket, ' ', 20)
      },
      actual: /no complete reply within 0.2 s \(\d+ bytes/,
    },
    'never ends its body': {
      onRequest: (socket) => {
        socket.write(`${json}Transfer-Encoding: chunked\r\n\r\n`)
        keepWriting(socket, `10000\r\n${' '.repeat(0x10000)}\r\n`)
      },
      actual: /longer than 8 MiB/,
    },
    'pads its body with 64 MiB': {
      onRequest: (socket) => {
        socket.write(`${json}Content-Length: ${64 * mebibyte}\r\n\r\n${envelope}`)
        keepWriting(socket, ' '.repeat(0x10000))
      },
      actual: /longer than 8 MiB/,
    },
    'sends a gzip bomb': {
      onRequest: (socket) => {
        socket.write(`${json}Content-Encoding: gzip\r\nContent-Length: ${zeros.byteLength}\r\n\r\n`)
        socket.write(zeros)
      },
      actual: /longer than 8 MiB/,
    },
    'says gzip but sends plain text': {
      onRequest: (socket) => {
        socket.write(`${json}Content-Encoding: gzip\r\nContent-Length: ${envelope.length}\r\n\r\n${envelope}`)
      },
      actual: /the connection broke/,
    },
    'resets before its reply': { onRequest: (socket) => void socket.resetAndDestroy(), actual: /the connection broke/ },
    'resets inside the body': {
      onRequest: (socket) => {
        socket.write(`${json}Content-Length: 1000\r\n\r\n{"result":`, () =>
          setTimeout(() => socket.resetAndDestroy(), 5),
        )
      },
      actual: /the connection broke/,
    },
    'promises a longer body than it sends': {
      onRequest: (socket) => void socket.end(`${json}Content-Length: 1000\r\n\r\n${envelope}`),
      actual: /the connection broke/,
    },
    'has a Content-Length that is not a number': {
      onRequest: (socket) => void socket.write(`${json}Content-Length: many\r\n\r\n${envelope}`),
      actual: /the connection broke/,
    },
    'sends malformed chunks': {
      onRequest: (socket) => void socket.write(`${json}Transfer-Encoding: chunked\r\n\r\nZZ\r\n${envelope}\r\n`),
      actual: /the connection broke/,
    },
    'sends a body without a head': { onRequest: (socket) => void socket.end(envelope), actual: /the connection broke/ },
    'sends endless interim replies': {
      onRequest: (socket) => keepWriting(socket, 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'),
      actual: /within 0.2 s|the connection broke/,
    },
    'sends endless headers': {
      onRequest: (socket) => {
        socket.write('HTTP/1.1 200 OK\r\n')
        keepWriting(socket, `X-More: ${'a'.repeat(1000)}\r\n`)
      },
      actual: /the connection broke/,
    },
    'switches protocols': {
      onRequest: (socket) =>
        void socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n'),
      actual: /the connection broke/,
    },
  }

  test.each(Object.entries(servers))('if it %s', async (_name, { onRequest, actual }) => {
    const { url, sent } = await onSockets(onRequest)
    // Only servers that run into the timeout need a short one.
    const report = await run(url, { timeout: actual.source.includes('0.2 s') ? 200 : 10_000 })
    expect(report.verdict).toBe('fails')
    expect(report.reason).toContain('does not answer')
    const findings = mustFindings(report)
    expect(findings.map(({ id }) => id)).toEqual(['sendCode/envelope'])
    expect(findings[0]?.message).toMatch(/the backend does not answer: \d+ requests got no complete reply/)
    expect(findings[0]?.actual).toMatch(actual)
    expect(findings[0]?.curl.at(-1)).toMatch(/^curl .*\/register'$/)
    expect(report.sms.sent).toBeLessThanOrEqual(6)
    expect(sent() / mebibyte).toBeLessThan(report.requests * mebibytesOfOneReply)
  })
})

describe('a server whose replies cannot be read', () => {
  test.each<[name: string, onRequest: OnRequest, actual: RegExp]>([
    [
      'because they redirect endlessly',
      (socket, request) =>
        void socket.write(`HTTP/1.1 302 Found\r\nLocation: ${request.split(' ')[1]}\r\nContent-Length: 0\r\n\r\n`),
      /a redirect \(302\)/,
    ],
    [
      'because Content-Length cuts them off',
      (socket) => void socket.write(`${json}Content-Length: 5\r\n\r\n${envelope}`),
      /JSON that is cut off/,
    ],
    ['because they are empty', (socket) => void socket.write('HTTP/1.1 204 No Content\r\n\r\n'), /an empty body/],
  ])('gets few requests, %s', async (_name, onRequest, actual) => {
    const { url } = await onSockets(onRequest)
    const report = await run(url)
    expect(report.verdict).toBe('fails')
    const findings = mustFindings(report)
    expect(findings.map(({ id }) => id)).toEqual(['sendCode/envelope', 'uploadAvatar/envelope'])
    for (const finding of findings) expect(finding.actual).toMatch(actual)
    expect(report.sms.sent).toBeLessThanOrEqual(6)
  })
})

describe('a server that goes away during a run', () => {
  function expectOneFinding(report: ContractReport): void {
    expect(report.verdict).toBe('fails')
    expect(report.reason).toContain('stopped answering')
    const findings = mustFindings(report)
    expect(findings).toHaveLength(1)
    expect(findings[0]?.message).toMatch(/the backend stopped answering: the last \d+ requests/)
    expect(report.summary.must.passed).toBeGreaterThan(0)
    expect(report.summary.must.inconclusive + report.summary.must.notRun).toBeGreaterThan(0)
    expect(report.cases.find(({ id }) => id === 'journey/registration')?.status).toBe('passed')
  }

  test('by closing its port is reported once, and earlier results are kept', async () => {
    const url = await inFrontOfRight(({ count, send, server }) => {
      if (count <= 40) return send()
      server.close()
      server.closeAllConnections()
    })
    expectOneFinding(await run(url))
  })

  // The first unanswered request differs: a large upload, an empty field, a login.
  test.each([12, 40, 70, 75, 80, 90, 125, 140])(
    'by falling silent after %i replies is reported once, and earlier results are kept',
    async (replies) => {
      const { fetch, hold } = waitingClock(1500)
      const url = await inFrontOfRight(({ count, send }) => (count <= replies ? send() : hold()))
      expectOneFinding(await run(url, { fetch, timeout: 1500 }))
    },
  )

  test('or was never there is not a finding, and no code counts as sent', async () => {
    const report = await run('http://127.0.0.1:9')
    expect(report.verdict).toBe('aborted')
    expect(report.cases.flatMap(({ findings }) => findings)).toEqual([])
    expect([report.requests, report.sms.sent]).toEqual([0, 0])
  })
})

describe('a server that breaks some of its replies', () => {
  test('by resetting every fifth connection fails the rules for every reply', async () => {
    const url = await inFrontOfRight(({ count, socket, send }) => (count % 5 === 0 ? socket.resetAndDestroy() : send()))
    const report = await run(url)
    expect(report.verdict).toBe('fails')
    expect(mustFindings(report).map(({ actual }) => actual)).toContainEqual(
      expect.stringContaining('the connection broke'),
    )
  })

  test('by never answering login fails only there', async () => {
    const { fetch, hold } = waitingClock(1500)
    const url = await inFrontOfRight(({ request, send }) => (request.url?.startsWith('/log') ? hold() : send()))
    const report = await run(url, { fetch, timeout: 1500 })
    expect(report.verdict).toBe('fails')
    expect(mustFindings(report).map(({ id }) => id)).toEqual(['login/envelope'])
  })
})

describe('an unusual but correct server conforms', () => {
  test.each<[name: string, onReply: Parameters<typeof inFrontOfRight>[0]]>([
    [
      'that speaks HTTP/1.0',
      (reply) => void reply.socket.end(Buffer.concat([Buffer.from(head(reply, '1.0')), reply.body])),
    ],
    [
      'that closes each connection unannounced',
      (reply) => {
        const length = `Content-Length: ${reply.body.byteLength}`
        reply.socket.end(Buffer.concat([Buffer.from(head(reply, '1.1', [length])), reply.body]))
      },
    ],
    [
      'that sends an interim reply first',
      ({ socket, send }) => {
        socket.write('HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n')
        send()
      },
    ],
  ])('%s', async (_name, onReply) => {
    const report = await run(await inFrontOfRight(onReply))
    expect(mustFindings(report)).toEqual([])
    expect(report.verdict).toBe('conforms')
  })
})

describe('the deadline of a run', () => {
  test('ends it and keeps earlier results', async () => {
    const { fetch, hold } = waitingClock(5000)
    const url = await inFrontOfRight(({ count, send }) => (count < 12 ? send() : hold()))
    const report = await run(url, { fetch, deadline: 5000 })
    expect(report.reason).toContain('deadline')
    expect(report.cases.find(({ id }) => id === 'journey/registration')?.status).toBe('passed')
    expect(report.summary.must.notRun).toBeGreaterThan(0)
    expect(report.verdict).not.toBe('conforms')
  })
})

describe('an injected fetch', () => {
  const never = () => new Promise<Response>(() => {})
  test.each<[name: string, fetch: (request: Request) => Promise<Response>]>([
    ['never settles', never],
    [
      'throws at once',
      () => {
        throw new Error('at once')
      },
    ],
    ['rejects with nothing', () => Promise.reject()],
    ['resolves to something other than a Response', async () => 'reply' as unknown as Response],
    ['has a body that fails', async () => new Response(new ReadableStream({ pull: (body) => body.error('broken') }))],
    ['has a body that never comes', async () => new Response(new ReadableStream({ pull: never as never }))],
  ])('that %s is reported once', async (_name, fetch) => {
    const report = await run(inProcess, { fetch, timeout: 500 })
    expect(report.verdict).toBe('fails')
    expect(mustFindings(report).map(({ id }) => id)).toEqual(['sendCode/envelope'])
  })

  test('that works is not affected by one that does not', async () => {
    const [right] = await Promise.all([
      run(inProcess, { fetch: rightBackend() }),
      run(inProcess, { fetch: never, timeout: 500 }),
    ])
    expect(right.verdict).toBe('conforms')
  })
})
