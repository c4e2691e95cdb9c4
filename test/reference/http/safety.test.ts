import { createConnection } from 'node:net'
import { createReferenceBackend, type LoggedExchange, type ReferenceOptions } from 'phone-auth-kit/reference'
import { type Listener, listen } from 'phone-auth-kit/server'
import { describe, expect, onTestFinished, test } from 'vitest'
import { png } from '../image.ts'
import { startMock } from '../mock-process.ts'
import { Visitor } from '../visitor.ts'

const phone = '13800138000'

async function serve(options: ReferenceOptions = {}): Promise<Listener> {
  const listener = await listen(createReferenceBackend({ hashCost: 10, ...options }))
  onTestFinished(() => listener.close())
  return listener
}

describe('input', () => {
  test.each([
    '../../../etc/passwd',
    '..\\..\\windows\\system32',
    '/etc/passwd',
    'C:\\boot.ini',
    'a\0.png',
    '....//....//x.png',
    '%2e%2e%2f%2e%2e%2fx.png',
    'x.png/../../y',
    `${'a'.repeat(5000)}.png`,
    'avatar.php',
    '头像.png',
  ])('cannot influence the path of an upload: file name %s', async (filename) => {
    const { url } = await serve()
    const { message } = await new Visitor(url).upload(png(), filename)
    expect(message).toMatch(/^\/var\/lib\/phone-auth-kit\/uploads\/[0-9a-f]{32}(\.png)?$/)
  })

  test('cannot influence the URL of an upload: an invalid Host header', async () => {
    const { url, port, close } = await listen(createReferenceBackend({ pathStyle: 'url' }), { allowHosts: ['a/../..'] })
    onTestFinished(close)
    const body = '--X\r\nContent-Disposition: form-data; name="img"; filename="a.png"\r\n\r\nx\r\n--X--'
    const head = `POST /upload HTTP/1.1\r\nHost: a/../..\r\nConnection: close\r\nContent-Length: ${body.length}\r\n`
    const socket = createConnection(port, '127.0.0.1')
    socket.end(`${head}Content-Type: multipart/form-data; boundary=X\r\n\r\n${body}`)
    let text = ''
    for await (const chunk of socket) text += chunk
    expect(text).toContain(`"message":"${url}/uploads/`)
  })

  test.each([
    ['/register', '0006'],
    ['/log', '0007'],
    ['/upload', '0006'],
  ])('that is too long gets an envelope and status 413: POST %s', async (path, result) => {
    const { url } = await serve({ bodyLimit: 1000, uploadLimit: 1000 })
    const form = `userId=${phone}&password=${'a'.repeat(3000)}`
    const file = new FormData()
    file.append('img', new Blob([new Uint8Array(3000)]), 'a.png')
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      body: path === '/upload' ? file : new URLSearchParams(form),
    })
    expect(response.status).toBe(413)
    expect(await response.json()).toEqual({ result, message: null })
  })

  test('that never ends gets an envelope and status 413', async () => {
    const { url } = await serve()
    const kilobyte = new TextEncoder().encode('a'.repeat(1024))
    let sent = 0
    const endless = new ReadableStream({
      pull: (controller) => {
        sent += 1
        if (sent > 64 * 1024) controller.error(new Error('nobody stopped reading'))
        else controller.enqueue(kilobyte)
      },
    })
    const response = await fetch(`${url}/log`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: endless,
      duplex: 'half',
    } as RequestInit)
    expect(response.status).toBe(413)
    expect(await response.json()).toEqual({ result: '0007', message: null })
  })

  test.each([
    ['a field that is too long', `password=${'a'.repeat(5000)}`],
    ['too many fields', 'a=b&'.repeat(100)],
  ])('with %s gets an envelope and status 413', async (_what, body) => {
    const { url } = await serve()
    const response = await fetch(`${url}/log`, { method: 'POST', body: new URLSearchParams(body) })
    expect(response.status).toBe(413)
    expect(await response.json()).toEqual({ result: '0007', message: null })
  })

  test.each([
    ['boundary', '', 'X'],
    ['name', 'X', ''],
  ])('cannot hang the server: a quoted %s of backslashes without an end', async (_what, ...quoted) => {
    // In a process of its own: a regular expression that never ends would stop this one.
    const { url } = await startMock()
    const [boundary, name] = quoted.map((text) => text || `"${'\\'.repeat(44)}`)
    const body = `--X\r\nContent-Disposition: form-data; name=${name}\r\n\r\nx\r\n--X--`
    const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` }
    const signal = AbortSignal.timeout(30_000)
    const response = await fetch(`${url}/upload`, { method: 'POST', headers, body, signal })
    expect(await response.json()).toEqual({ result: '0006', message: null })
  })

  test('that is cut off does not affect other requests', async () => {
    const { url, port } = await serve()
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const socket = createConnection(port, '127.0.0.1')
      socket.write('POST /log HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n')
      socket.write('Content-Length: 1000\r\n\r\nuserId=1')
      await new Promise((resolve) => socket.write('3', resolve))
      socket.destroy()
    }
    expect(await new Visitor(url).sendCode(phone)).toMatchObject({ result: '0000' })
  })

  test('is refused when a field travels in another way than documented', async () => {
    const { url } = await serve()
    const visitor = new Visitor(url)
    const code = (await visitor.sendCode(phone)).message ?? ''
    const query = await visitor.request(`/register?code=${code}&code_v=${code}`, { method: 'POST' })
    expect((await query.json()).result).not.toBe('0000')
    const plain = await visitor.request('/register', { method: 'POST', body: `code=${code}&code_v=${code}` })
    expect((await plain.json()).result).not.toBe('0000')
  })
})

describe('sessions', () => {
  test('get their ids from the backend only', async () => {
    const { url } = await serve()
    const visitor = new Visitor(url)
    visitor.cookie = 'phone-auth-session=chosen-by-an-attacker'
    await visitor.sendCode(phone)
    expect(visitor.cookie).toMatch(/^phone-auth-session=[0-9a-f]{48}$/)
  })

  test('refuse a code that was sent in another session', async () => {
    const { url } = await serve()
    const [one, other] = [new Visitor(url), new Visitor(url)]
    const code = (await one.sendCode(phone)).message ?? ''
    let otherCode = ''
    do otherCode = (await other.sendCode('13900139000')).message ?? ''
    while (otherCode === code)
    expect(await other.verifyCode(code)).toMatchObject({ result: '0004' })
    expect(await other.complete('abcd1234')).toMatchObject({ result: '0006' })
  })

  test('verified for one phone cannot register another', async () => {
    const { url } = await serve()
    const visitor = await new Visitor(url).verified(phone)
    await visitor.sendCode('13900139000')
    expect(await visitor.complete('abcd1234')).toMatchObject({ result: '0006' })
  })

  test('refuse a pair of equal codes that was never issued', async () => {
    const { url } = await serve()
    const visitor = new Visitor(url)
    const code = (await visitor.sendCode(phone)).message ?? ''
    expect(await visitor.verifyCode(code === '1234' ? '4321' : '1234')).toMatchObject({ result: '0004' })
  })
})

test('the log contains no secrets', async () => {
  const exchanges: LoggedExchange[] = []
  const { url } = await serve({ onExchange: (exchange) => exchanges.push(exchange) })
  const visitor = new Visitor(url)
  const code = (await visitor.sendCode(phone)).message ?? ''
  await visitor.verifyCode(code === '1234' ? '4321' : '1234')
  await visitor.verifyCode(code)
  await visitor.complete('secret1234')
  await visitor.login(phone, 'wrong1234')
  const { message: token } = await visitor.login(phone, 'secret1234')
  await visitor.request(`/${phone}`)
  await visitor.request(`/log?userId=${phone}&password=secret1234`)
  const log = JSON.stringify(exchanges)
  const cookie = visitor.cookie.split('=')[1] ?? ''
  for (const secret of ['secret1234', 'wrong1234', token ?? '', phone, cookie]) expect(log).not.toContain(secret)
  expect(exchanges.map(({ endpoint, result, userId }) => [endpoint, result, userId])).toEqual([
    ['sendCode', '0000', '138****8000'],
    ['verifyCode', '0004', '138****8000'],
    ['verifyCode', '0000', '138****8000'],
    ['completeRegistration', '0000', '138****8000'],
    ['login', '0008', '138****8000'],
    ['login', '0000', '138****8000'],
    [null, null, null],
    [null, null, null],
  ])
  // Times contain four digits, too, so look for the code only in the texts: none has four digits in a row.
  for (const { reason, path } of exchanges) expect(`${reason} ${path}`).not.toMatch(/[0-9]{4}/)
})

test('a failing store gets an envelope with status 500, and its error is not shown', async () => {
  const { memoryStore } = await import('phone-auth-kit/reference')
  const exchanges: LoggedExchange[] = []
  const broken = () => {
    throw Object.assign(new Error(`cannot keep ${phone}`), { code: 'ENOSPC' })
  }
  const store = { ...memoryStore(), createSession: broken }
  const { url } = await serve({ store, onExchange: (exchange) => exchanges.push(exchange) })
  expect(await new Visitor(url).sendCode(phone)).toMatchObject({ status: 500, result: '0002', message: null })
  expect(JSON.stringify(exchanges)).not.toContain(phone)
  expect(exchanges.map(({ reason }) => reason)).toEqual(['the backend failed: Error ENOSPC'])
})

test('people who cannot be added and uploads that cannot be read get status 500, too', async () => {
  const { memoryStore } = await import('phone-auth-kit/reference')
  const reasons: (string | null)[] = []
  const onExchange = ({ reason }: LoggedExchange) => reasons.push(reason)
  const broken = () => {
    throw new RangeError(`cannot keep ${phone}`)
  }
  const people = [{ userId: phone, password: 'abcd1234' }]
  const unkept = await serve({ store: { ...memoryStore(), addPerson: broken }, people, onExchange })
  expect(await new Visitor(unkept.url).login(phone, 'abcd1234')).toMatchObject({ status: 500, result: '0007' })
  const unread = await serve({ store: { ...memoryStore(), upload: broken }, serveUploads: true, onExchange })
  expect((await fetch(`${unread.url}/uploads/one.png`)).status).toBe(500)
  expect(reasons).toEqual(['the backend failed: RangeError', 'the backend failed: RangeError'])
})

test('an onExchange that throws gets status 500', async () => {
  const { url } = await serve({
    onExchange: () => {
      throw new Error('an error of the caller')
    },
  })
  const response = await fetch(`${url}/register?userId=${phone}`)
  expect([response.status, await response.text()]).toEqual([500, expect.stringContaining('onExchange')])
})

test('a request may contain the whole URL, as through a proxy', async () => {
  const { port, url } = await serve()
  const socket = createConnection(port, '127.0.0.1')
  socket.end(`GET ${url}/register?userId=${phone} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`)
  let text = ''
  for await (const chunk of socket) text += chunk
  expect(text).toContain('{"result":"0000"')
})

test('the listener warns only when other machines can reach it', async () => {
  const warnings: string[] = []
  const onWarning = (warning: string) => warnings.push(warning)
  const near = await listen(createReferenceBackend(), { host: 'localhost', onWarning })
  await near.close()
  expect(warnings).toEqual([])
  const far = await listen(createReferenceBackend(), { host: '0.0.0.0', onWarning })
  await far.close()
  expect(warnings).toEqual([expect.stringContaining('other machines can reach this backend')])
})

test('the listener keeps idle connections for longer than a busy client pauses', async () => {
  const { url } = await serve()
  const { headers } = await fetch(`${url}/register?userId=${phone}`)
  expect(headers.get('keep-alive')).toBe('timeout=75')
})

test('closing the listener ends pending requests', async () => {
  const backend = createReferenceBackend()
  const listener = await listen(backend)
  backend.force('sendCode', 'never')
  const waiting = new Visitor(listener.url).sendCode(phone)
  const refused = expect(waiting).rejects.toThrow(TypeError)
  await listener.close()
  await refused
})

test('listening on a port that is in use rejects with EADDRINUSE', async () => {
  const { port } = await serve()
  await expect(listen(createReferenceBackend(), { port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})
