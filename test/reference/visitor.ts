/** The envelope of a reply, with its HTTP status. */
export interface Seen {
  status: number
  result: string
  message: string | null | undefined
  headers: Headers
}

type Fetch = (url: string, init?: RequestInit) => Promise<Response>

/** A visitor who sends raw requests and keeps one cookie. No client smooths anything over. */
export class Visitor {
  cookie = ''
  private readonly base: string
  private readonly send: Fetch

  constructor(base: string, send: Fetch = fetch) {
    this.base = base
    this.send = send
  }

  async request(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    if (this.cookie) headers.set('cookie', this.cookie)
    const response = await this.send(`${this.base}${path}`, { ...init, headers })
    const [set] = response.headers.getSetCookie()
    if (set) this.cookie = set.split(';', 1)[0] ?? ''
    return response
  }

  private async seen(path: string, init?: RequestInit): Promise<Seen> {
    const response = await this.request(path, init)
    const { result, message } = await response.json()
    return { status: response.status, result, message, headers: response.headers }
  }

  sendCode(userId: string): Promise<Seen> {
    return this.seen(`/register?${new URLSearchParams({ userId })}`)
  }

  post(path: string, fields: Record<string, string>): Promise<Seen> {
    return this.seen(path, { method: 'POST', body: new URLSearchParams(fields) })
  }

  verifyCode(code: string, codeV = code): Promise<Seen> {
    return this.post('/register', { code_v: codeV, code })
  }

  upload(bytes: Uint8Array<ArrayBuffer>, filename = 'avatar.png', type = 'image/png'): Promise<Seen> {
    const body = new FormData()
    body.append('img', new Blob([bytes], { type }), filename)
    return this.seen('/upload', { method: 'POST', body })
  }

  complete(password: string, fields: Record<string, string> = {}): Promise<Seen> {
    return this.post('/register', { password, register: '1', ...fields })
  }

  login(userId: string, password: string): Promise<Seen> {
    return this.post('/log', { userId, password })
  }

  /** Asks for a code and verifies it. */
  async verified(userId: string): Promise<this> {
    const sent = await this.sendCode(userId)
    await this.verifyCode(sent.message ?? '')
    return this
  }
}
