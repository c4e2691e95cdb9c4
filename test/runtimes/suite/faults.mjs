import { createClient } from 'phone-auth-kit'
import { cannot } from './cannot.mjs'
import { expect } from './expect.mjs'
import { png } from './png.mjs'

/** Each operation, as a call with a well-formed request. */
const calls = {
  sendCode: (api) => api.sendCode({ userId: '13800138000' }),
  verifyCode: (api) => api.verifyCode({ code_v: '0123', code: '0123' }),
  uploadAvatar: (api) => api.uploadAvatar({ img: new File([png], 'a.png', { type: 'image/png' }) }),
  completeRegistration: (api) => api.completeRegistration({ password: 'correct7horse' }),
  login: (api) => api.login({ userId: '13800138000', password: 'correct7horse' }),
}

/** What the client makes of each fault. */
const kinds = {
  'reset in body': 'network',
  silence: 'timeout',
  'silence in body': 'timeout',
  'endless body': 'malformed',
  'no content': 'malformed',
  'empty body': 'malformed',
  'error page': 'http',
  'page with 200': 'http',
  'cut JSON': 'malformed',
  'byte order mark': 'ok',
  'number as result': 'malformed',
  'code of another endpoint': 'undocumented',
  'further members': 'ok',
  redirect: 'http',
  'gzip that is one': 'ok',
  'status with an envelope': 'ok',
}

/** Everything that can happen instead of an answer: one kind each, never a rejection, never sent twice. */
export function faults({ it }, { runtime, faulty }) {
  for (const [fault, kind] of Object.entries(kinds)) {
    it(`${fault}: ${kind}, for every operation, sent once`, async () => {
      // Short only where it must run out, and even there long enough for a busy machine to send the request.
      const timeout = kind === 'timeout' ? 2_500 : 15_000
      const outcomes = await Promise.all(
        Object.entries(calls).map(async ([operation, call]) => {
          const { baseUrl, requests } = faulty(fault)
          const outcome = await call(createClient({ baseUrl, timeout, uploadTimeout: timeout }))
          return { operation, kind: outcome.kind, sent: Object.values(await requests()) }
        }),
      )
      expect(outcomes).toEqual(Object.keys(calls).map((operation) => ({ operation, kind, sent: [1] })))
    })
  }

  it('a port on which nothing listens: network', async () => {
    expect(await createClient({ baseUrl: runtime.deadUrl }).sendCode({ userId: '13800138000' })).toInclude({
      ok: false,
      kind: 'network',
    })
  })

  it('a body that is not valid gzip: malformed', async () => {
    const { baseUrl, requests } = faulty('gzip that is none')
    const { kind } = await calls.login(createClient({ baseUrl }))
    expect(await requests()).toEqual({ POST: 1 })
    if (kind === 'network') cannot('a body that cannot be unpacked looks like a lost connection: the kind is `network`')
    expect(kind).toBe('malformed')
  })

  it('names the system code of a refused connection', async () => {
    const { code } = await createClient({ baseUrl: runtime.deadUrl }).sendCode({ userId: '13800138000' })
    if (code === undefined) cannot('the runtime does not say why a connection failed')
    expect(code).toBe('ECONNREFUSED')
  })

  it('shows where a redirect points', async () => {
    const { baseUrl } = faulty('redirect')
    const { location } = await calls.login(createClient({ baseUrl }))
    if (location === undefined) cannot('the runtime hides the target of a redirect')
    expect(location).toMatch(/\/elsewhere$/)
  })

  it('sends a call once when the answer is 421', async () => {
    const { baseUrl, requests } = faulty('misdirected')
    const { kind } = await calls.login(createClient({ baseUrl }))
    expect(kind).toBe('http')
    if (total(await requests()) > 1) cannot(sentAgain)
  })

  // Below the client: some runtimes take a lost connection for a reason to send again.
  for (const operation of ['sendCode', 'login', 'uploadAvatar']) {
    it(`sends ${operation} once when the connection is reset`, async () => {
      const { baseUrl, requests } = faulty('reset')
      expect((await calls[operation](createClient({ baseUrl }))).kind).toBe('network')
      if (total(await requests()) > 1) cannot(sentAgain)
    })

    it(`sends ${operation} once when a kept-alive connection dies under it`, async () => {
      const { baseUrl, requests } = faulty('dies when kept alive')
      const api = createClient({ baseUrl })
      expect((await calls.verifyCode(api)).kind).toBe('ok')
      await calls[operation](api)
      if (total(await requests()) > 2) cannot(sentAgain)
    })
  }
}

const sentAgain = 'the runtime itself sends it again'

function total(requests) {
  return Object.values(requests).reduce((sum, count) => sum + count, 0)
}
