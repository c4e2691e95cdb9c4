import { createReferenceBackend, type ReferenceOptions } from 'phone-auth-kit/reference'
import { listen } from 'phone-auth-kit/server'
import { describe, expect, onTestFinished, test } from 'vitest'
import { png } from '../image.ts'
import { Visitor } from '../visitor.ts'

async function serve(options: ReferenceOptions = {}) {
  const backend = createReferenceBackend(options)
  const listener = await listen(backend)
  onTestFinished(() => listener.close())
  return { backend, url: listener.url }
}

const page = 'http://localhost:5173'

describe('a page from another origin', () => {
  test('may call with credentials and read the answer', async () => {
    const { url } = await serve()
    const { headers } = await fetch(`${url}/register?userId=1`, { headers: { origin: page } })
    expect(headers.get('access-control-allow-origin')).toBe(page)
    expect(headers.get('access-control-allow-credentials')).toBe('true')
    expect(headers.get('vary')).toBe('Origin')
  })

  test('gets an answer to its preflight request', async () => {
    const { url } = await serve()
    const response = await fetch(`${url}/log`, {
      method: 'OPTIONS',
      headers: {
        origin: page,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,x-trace',
      },
    })
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-methods')).toContain('POST')
    expect(response.headers.get('access-control-allow-headers')).toBe('content-type,x-trace')
  })

  test('is allowed only if its origin is listed, where a list is given', async () => {
    const { url } = await serve({ origins: [page, 'capacitor://localhost', 'null'] })
    const allowed = async (origin: string) =>
      (await fetch(`${url}/register?userId=1`, { headers: { origin } })).headers.get('access-control-allow-origin')
    for (const origin of [page, 'capacitor://localhost', 'null']) expect(await allowed(origin)).toBe(origin)
    expect(await allowed('http://evil.example')).toBeNull()
  })

  test.each([
    ['http://localhost:5173', true],
    ['https://localhost', true],
    ['http://app.localhost:8080', true],
    ['http://127.0.0.1:3000', true],
    ['http://127.9.9.9', true],
    ['http://[::1]:5173', true],
    ['null', false],
    ['https://evil.example', false],
    ['http://localhost.evil.example', false],
    ['http://127.0.0.1.evil.example', false],
    ['http://notlocalhost:5173', false],
    ['capacitor://localhost', false],
  ])('is allowed by default only from this machine: %s', async (origin, isAllowed) => {
    const headersOf = async (origins?: 'all') => {
      const { url } = await serve(origins ? { origins } : {})
      const { headers } = await fetch(`${url}/register?userId=1`, { headers: { origin } })
      return ['access-control-allow-origin', 'access-control-allow-credentials'].map((name) => headers.get(name))
    }
    expect(await headersOf()).toEqual(isAllowed ? [origin, 'true'] : [null, null])
    expect(await headersOf('all')).toEqual([origin, 'true'])
  })

  test('may show an upload and then fetch it: caches keep the two answers apart', async () => {
    const { url } = await serve({ pathStyle: 'url' })
    const { message } = await new Visitor(url).upload(png())
    for (const headers of [{}, { origin: page }])
      expect((await fetch(message ?? '', { headers })).headers.get('vary')).toBe('Origin')
  })

  test('is not allowed where origins is none', async () => {
    const { url } = await serve({ origins: 'none' })
    const response = await fetch(`${url}/log`, { method: 'OPTIONS', headers: { origin: page } })
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('HEAD', () => {
  test('answers like GET but sends no code', async () => {
    const { backend, url } = await serve()
    const response = await fetch(`${url}/register?userId=13800138000`, { method: 'HEAD' })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toContain('application/json')
    expect(await response.text()).toBe('')
    expect(backend.inbox.list()).toEqual([])
  })
})

test.each([
  ['GET', '/log', 'POST, OPTIONS'],
  ['GET', '/upload', 'POST, OPTIONS'],
  ['DELETE', '/register', 'GET, POST, HEAD, OPTIONS'],
  ['HEAD', '/log', 'POST, OPTIONS'],
])('%s %s gets 405 and the allowed methods', async (method, path, allow) => {
  const { url } = await serve()
  const response = await fetch(`${url}${path}`, { method })
  expect(response.status).toBe(405)
  expect(response.headers.get('allow')).toBe(allow)
})

test.each(['/', '/Register', '/register/', '/inbox', '/uploads/x', '//register', '/constructor', '/__proto__'])(
  'the unknown path %s gets 404 and the known paths',
  async (path) => {
    const { url } = await serve()
    const response = await fetch(`${url}${path}`)
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('/register, /upload, /log')
  },
)

describe('the inbox', () => {
  test('serves the newest message to a phone as JSON, and 404 where there is none', async () => {
    const { url } = await serve({ serveInbox: true })
    expect((await fetch(`${url}/inbox.json?userId=13800138000`)).status).toBe(404)
    await new Visitor(url).sendCode('13800138000')
    const { message: code } = await new Visitor(url).sendCode('13800138000')
    const newest = await (await fetch(`${url}/inbox.json?userId=13800138000`)).json()
    expect(newest).toEqual({
      userId: '13800138000',
      code,
      text: expect.stringContaining(code ?? ''),
      sentAt: expect.any(Number),
    })
    expect(await (await fetch(`${url}/inbox.json`)).json()).toHaveLength(2)
  })

  test('serves a page that shows every code and executes no input', async () => {
    const { url } = await serve({ serveInbox: true, phones: 'anything' })
    const { message: code } = await new Visitor(url).sendCode('<script>alert(1)</script>')
    const response = await fetch(`${url}/inbox`)
    const html = await response.text()
    expect(html).toContain(`<b>${code}</b>`)
    expect(html).toMatch(/<time datetime="\d{4}-\d\d-\d\dT[^"]+Z" title="[^"]+">\d\d:\d\d:\d\d<\/time>/)
    expect(html).not.toContain('<script>')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  test('cannot be read by a page from another origin', async () => {
    const { url } = await serve({ serveInbox: true })
    for (const path of ['/inbox', '/inbox.json']) {
      const { headers } = await fetch(`${url}${path}`, { headers: { origin: page } })
      expect(headers.get('access-control-allow-origin')).toBeNull()
    }
  })
})
