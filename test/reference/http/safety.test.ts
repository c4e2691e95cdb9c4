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

describe('what comes in', () => {
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
  ])('never steers the path of an upload: %s', async (filename) => {
    const { url } = await serve()
    const { message } = await new Visitor(url).upload(png(), filename)
    expect(message).toMatch(/^\/var\/lib\/phone-auth-kit\/uploads\/[0-9a-f]{32}(\.png)?$/)
  })

  test('never steers the URL of an upload by a Host that is none', async () => {
    const { url, port } = await serve({ pathStyle: 'url' })
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
  ])('gets an envelope and status 413 when it is too long: POST %s', async (path, result) => {
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

  test('gets an envelope and status 413 when it never ends, however it is sent', async () => {
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
  ])('gets an envelope and status 413 for %s', async (_what, body) => {
    const { url } = await serve()
    const response = await fetch(`${url}/log`, { method: 'POST', body: new URLSearchParams(body) })
    expect(response.status).toBe(413)
    expect(await response.json()).toEqual({ result: '0007', message: null })
  })

  test.each([
    ['boundary', '', 'X'],
    ['name', 'X', ''],
  ])(
    'takes no time worth speaking of when it is a quoted %s of backslashes without an end',
    async (_what, ...quoted) => {
      // In a process of its own: one that tries every combination would keep this test from ending.
      const { url } = await startMock()
      const [boundary, name] = quoted.map((text) => text || `"${'\\'.repeat(44)}`)
      const body = `--X\r\nContent-Disposition: form-data; name=${name}\r\n\r\nx\r\n--X--`
      const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` }
      const response = await fetch(`${url}/upload`, { method: 'POST', headers, body })
      expect(await response.json()).toEqual({ result: '0006', message: null })
    },
  )

  test('may break off in the middle without harm to anybody else', async () => {
    const { url, port } = await serve()
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const socket = createConnection(port, '127.0.0.1')
      socket.write('POST /log HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n')
      socket.write('Content-Length: 1000\r\n\r\nuserId=1')
      await new Promise((resolve) => socket.write('3', resolve))
      socket.destroy()
    }
    expect(await new Visitor(url).sendCode(phone)).toMatchObject({ result: '0000' })
  })

  test('is a refusal when a field is given in another way than documented', async () => {
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
  test('have ids that only the backend chooses', async () => {
    const { url } = await serve()
    const visitor = new Visitor(url)
    visitor.cookie = 'phone-auth-session=chosen-by-an-attacker'
    await visitor.sendCode(phone)
    expect(visitor.cookie).toMatch(/^phone-auth-session=[0-9a-f]{48}$/)
  })

  test('take no code that was sent in another one', async () => {
    const { url } = await serve()
    const [one, other] = [new Visitor(url), new Visitor(url)]
    const code = (await one.sendCode(phone)).message ?? ''
    let otherCode = ''
    do otherCode = (await other.sendCode('13900139000')).message ?? ''
    while (otherCode === code)
    expect(await other.verifyCode(code)).toMatchObject({ result: '0004' })
    expect(await other.complete('abcd1234')).toMatchObject({ result: '0006' })
  })

  test('that were verified are not for a phone asked for afterwards', async () => {
    const { url } = await serve()
    const visitor = await new Visitor(url).verified(phone)
    await visitor.sendCode('13900139000')
    expect(await visitor.complete('abcd1234')).toMatchObject({ result: '0006' })
  })

  test('take a pair of equal codes that was never issued for what it is', async () => {
    const { url } = await serve()
    const visitor = new Visitor(url)
    const code = (await visitor.sendCode(phone)).message ?? ''
    expect(await visitor.verifyCode(code === '1234' ? '4321' : '1234')).toMatchObject({ result: '0004' })
  })
})

test('nothing secret is in what a log is told', async () => {
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
  // The code has four digits, as a time has: what could hold it are texts, and no text has four digits in a row.
  for (const { reason, path } of exchanges) expect(`${reason} ${path}`).not.toMatch(/[0-9]{4}/)
})

test('a store that fails is a failure with an envelope, and its error stays inside', async () => {
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

test('people who cannot be added and uploads that cannot be read are failures too, not silence', async () => {
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

test('a function of the caller that throws is status 500, not silence', async () => {
  const { url } = await serve({
    onExchange: () => {
      throw new Error('an error of the caller')
    },
  })
  const response = await fetch(`${url}/register?userId=${phone}`)
  expect([response.status, await response.text()]).toEqual([500, expect.stringContaining('onExchange')])
})

test('a request may name the whole address, as it does through a proxy', async () => {
  const { port, url } = await serve()
  const socket = createConnection(port, '127.0.0.1')
  socket.end(`GET ${url}/register?userId=${phone} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`)
  let text = ''
  for await (const chunk of socket) text += chunk
  expect(text).toContain('{"result":"0000"')
})

test('the listener warns when other machines can reach it, and only then', async () => {
  const warnings: string[] = []
  const onWarning = (warning: string) => warnings.push(warning)
  const near = await listen(createReferenceBackend(), { host: 'localhost', onWarning })
  await near.close()
  expect(warnings).toEqual([])
  const far = await listen(createReferenceBackend(), { host: '0.0.0.0', onWarning })
  await far.close()
  expect(warnings).toEqual([expect.stringContaining('other machines can reach this backend')])
})

test('closing the listener ends what is under way', async () => {
  const backend = createReferenceBackend()
  const listener = await listen(backend)
  backend.force('sendCode', 'never')
  const waiting = new Visitor(listener.url).sendCode(phone)
  const refused = expect(waiting).rejects.toThrow(TypeError)
  await listener.close()
  await refused
})

test('a port that is taken is an error one can tell', async () => {
  const { port } = await serve()
  await expect(listen(createReferenceBackend(), { port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})
