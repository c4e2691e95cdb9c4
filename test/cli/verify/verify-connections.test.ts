import { writeFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:https'
import { type AddressInfo, connect, createServer as createTcpServer, type Server } from 'node:net'
import { join } from 'node:path'
import { createReferenceBackend } from 'phone-auth-kit/reference'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { authority, expired, otherHost, selfSigned, trusted } from '../../http/node/certificates.ts'
import { startBackend } from '../backends.ts'
import { reportIn } from '../report-file.ts'
import { runCommand, temporaryFolder } from '../run-command.ts'

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

/** The reference backend behind TLS. */
async function behindTls(certificate: { readonly key: string; readonly cert: string }): Promise<string> {
  const backend = createReferenceBackend({ hashCost: 1 })
  const server = createServer({ ...certificate }, async (request, response) => {
    const { method = 'GET', headers } = request
    const reply = await backend.fetch(
      new Request(`https://localhost${request.url}`, {
        method,
        headers: headers as Record<string, string>,
        ...(method === 'POST' && { body: request as unknown as ReadableStream, duplex: 'half' }),
      }),
    )
    response.writeHead(reply.status, [...reply.headers].flat())
    response.end(Buffer.from(await reply.arrayBuffer()))
  })
  return `https://localhost:${await portOf(server)}`
}

async function verify(argv: readonly string[]) {
  const directory = await temporaryFolder()
  const run = await runCommand(['verify', ...argv, '--json', 'report.json'], { directory })
  return { ...run, report: reportIn(directory) }
}

describe('TLS that can not be agreed on says nothing of the backend', () => {
  test.each([
    ['of a private CA', trusted, /not trusted: give its CA with --cacert FILE/],
    ['that is self-signed', selfSigned, /not trusted: give its CA with --cacert FILE/],
  ])('a certificate %s: exit 3, no code counted, and what to set', async (_, certificate, reason) => {
    const { code, report, stdout } = await verify([await behindTls(certificate)])
    expect([code, report.verdict, report.sms.sent, report.requests]).toEqual([3, 'aborted', 0, 0])
    expect(report.cases.flatMap(({ findings }) => findings)).toEqual([])
    expect(report.reason).toMatch(reason)
    expect(stdout.replace(/\s+/g, ' ')).toMatch(reason)
  })

  test.each([
    ['has expired', expired, /has expired/],
    ['is for another host', otherHost, /for another host name/],
  ])('a certificate of a known CA that %s', async (_, certificate, reason) => {
    const directory = await temporaryFolder()
    writeFileSync(join(directory, 'ca.pem'), authority)
    const run = await runCommand(
      ['verify', await behindTls(certificate), '--cacert', 'ca.pem', '--json', 'report.json'],
      { directory },
    )
    expect(run.code).toBe(3)
    expect(reportIn(directory).reason).toMatch(reason)
  })

  test('an https address where http is spoken, and the other way round', async () => {
    const { url } = await startBackend()
    const plain = await verify([url.replace('http:', 'https:')])
    expect([plain.code, plain.report.reason]).toEqual([3, expect.stringContaining('use an http:// address')])
    const tls = await verify([(await behindTls(trusted)).replace('https:', 'http:')])
    expect([tls.code, tls.report.sms.sent]).toEqual([3, 0])
    expect(tls.report.reason).toContain('use an https:// address')
  })

  test('a port that answers in another protocol', async () => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => {})
      socket.end('SSH-2.0-OpenSSH_9.2p1 Debian\r\n')
    })
    const { code, report } = await verify([`http://127.0.0.1:${await portOf(server)}`])
    expect([code, report.verdict, report.sms.sent]).toEqual([3, 'aborted', 0])
    expect(report.reason).toContain('not HTTP')
  })
})

describe('a backend behind TLS conforms', () => {
  test('with its CA in --cacert', async () => {
    const directory = await temporaryFolder()
    writeFileSync(join(directory, 'ca.pem'), authority)
    const url = await behindTls(trusted)
    const run = await runCommand(['verify', url, '--cacert', 'ca.pem', '--json', 'report.json'], { directory })
    expect(run.code).toBe(0)
    expect(reportIn(directory)).not.toHaveProperty('insecure')
  })

  test('with --insecure, and the report says so', async () => {
    const { code, report, stdout } = await verify([await behindTls(selfSigned), '--insecure'])
    expect([code, report.insecure]).toEqual([0, true])
    expect(stdout).toContain('TLS certificates were not checked')
  })
})

test('a file of certificates that is none is wrong usage', async () => {
  const directory = await temporaryFolder()
  writeFileSync(join(directory, 'ca.pem'), 'no certificate')
  const { code, stderr } = await runCommand(['verify', 'https://localhost:1', '--cacert', 'ca.pem'], { directory })
  expect([code, stderr]).toEqual([2, expect.stringContaining('PEM certificates')])
  const missing = await runCommand(['verify', 'https://localhost:1', '--cacert', 'none.pem'], { directory })
  expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('--cacert')])
})

describe('a proxy of the environment', () => {
  /** A proxy that hands requests on, and counts them. */
  async function startProxy() {
    const seen = { requests: 0 }
    const server = createHttpServer((request, response) => {
      seen.requests++
      const url = new URL(request.url ?? '')
      const behind = connect(Number(url.port), url.hostname, () => {
        const headers = request.rawHeaders.flatMap((text, index, all) =>
          index % 2 ? [] : [`${text}: ${all[index + 1]}`],
        )
        behind.write(`${request.method} ${url.pathname}${url.search} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`)
        request.pipe(behind, { end: false })
      })
      behind.on('error', () => response.destroy())
      if (response.socket) behind.pipe(response.socket)
    })
    return { seen, url: `http://127.0.0.1:${await portOf(server)}` }
  }

  test('carries the requests, but not those to hosts in NO_PROXY', async () => {
    const proxy = await startProxy()
    vi.stubEnv('http_proxy', proxy.url)
    vi.stubEnv('no_proxy', '')
    onTestFinished(() => void vi.unstubAllEnvs())
    const { url } = await startBackend()
    const through = await verify([url])
    expect([through.code, proxy.seen.requests]).toEqual([0, through.report.requests])
    vi.stubEnv('no_proxy', '127.0.0.1')
    expect((await verify([url])).code).toBe(0)
    expect(proxy.seen.requests).toBe(through.report.requests)
  })

  test('that is not there ends the run, and the reason names the variables', async () => {
    vi.stubEnv('http_proxy', 'http://127.0.0.1:9')
    vi.stubEnv('no_proxy', '')
    onTestFinished(() => void vi.unstubAllEnvs())
    const { url } = await startBackend()
    const { code, report } = await verify([url])
    expect([code, report.reason]).toEqual([3, expect.stringContaining('HTTP_PROXY')])
  })
})

test.each(['127.1', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]', '0.0.0.0', 'localhost.', 'anything.localhost'])(
  'this machine is this machine, however it is spelt: %s',
  async (host) => {
    const { url } = await startBackend()
    const { code } = await runCommand(['verify', url.replace('127.0.0.1', host), '--plan'])
    expect(code).toBe(0)
  },
)
