import { createReferenceBackend, type ReferenceOptions } from 'phone-auth-kit/reference'
import { describe, expect, test } from 'vitest'
import { png } from './image.ts'
import { Visitor } from './visitor.ts'

const phone = '13800138000'

/** A backend in this process, on a clock that moves only when told to. */
function open(options: ReferenceOptions = {}) {
  let now = Date.UTC(2026, 0, 1)
  const backend = createReferenceBackend({ hashCost: 10, now: () => now, ...options })
  return {
    backend,
    visit: () => new Visitor('http://api.example', backend.fetch),
    pass: (milliseconds: number) => {
      now += milliseconds
    },
  }
}

async function codeFor(visitor: Visitor, userId = phone): Promise<string> {
  return (await visitor.sendCode(userId)).message ?? ''
}

const otherThan = (code: string) => (code === '1111' ? '2222' : '1111')

describe('linking: userId', () => {
  test('accepts every step without a cookie, by the userId field', async () => {
    const { visit } = open({ dialect: { linking: 'userId' } })
    const sent = await visit().sendCode(phone)
    expect(sent.headers.has('set-cookie')).toBe(false)
    const code = sent.message ?? ''
    expect(await visit().post('/register', { userId: phone, code_v: code, code })).toMatchObject({ result: '0000' })
    expect(await visit().complete('abcd1234', { userId: phone })).toMatchObject({ result: '0000' })
    expect(await visit().login(phone, 'abcd1234')).toMatchObject({ result: '0000' })
  })

  test('refuses steps without a userId', async () => {
    const { visit } = open({ dialect: { linking: 'userId' } })
    const code = await codeFor(visit())
    expect(await visit().verifyCode(code)).toMatchObject({ result: '0004' })
    expect(await visit().complete('abcd1234')).toMatchObject({ result: '0006' })
  })
})

describe('bodies', () => {
  const json = (visitor: Visitor, path: string, value: unknown) =>
    visitor
      .request(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) })
      .then((response) => response.json())

  test('must be JSON where the dialect says so', async () => {
    const { visit } = open({ dialect: { body: 'json' } })
    const visitor = visit()
    const code = await codeFor(visitor)
    expect(await visitor.verifyCode(code)).toMatchObject({ result: '0006' })
    expect(await json(visitor, '/register', { code_v: code, code })).toMatchObject({ result: '0000' })
    expect(await json(visitor, '/register', { register: '1', password: 'abcd1234' })).toMatchObject({ result: '0000' })
    expect(await json(visitor, '/log', { userId: phone, password: 'abcd1234' })).toMatchObject({ result: '0000' })
  })

  test('must be forms by default', async () => {
    const { visit } = open()
    const visitor = visit()
    const code = await codeFor(visitor)
    expect(await json(visitor, '/register', { code_v: code, code })).toMatchObject({ result: '0006' })
    expect(await visitor.verifyCode(code)).toMatchObject({ result: '0000' })
  })

  test.each<[ReferenceOptions, string]>([
    [{}, 'application/x-www-form-urlencoded'],
    [{ dialect: { body: 'json' } }, 'application/json'],
    [{ anyBody: true }, 'application/x-www-form-urlencoded or application/json'],
  ])('of another type are refused with a reason that names the accepted type: %j', async (options, taken) => {
    const reasons: (string | null)[] = []
    const { visit } = open({ ...options, onExchange: ({ reason }) => reasons.push(reason) })
    for (const path of ['/log', '/upload']) await visit().request(path, { method: 'POST', body: 'some text' })
    const refusal = 'the body must be'
    expect(reasons).toEqual([`${refusal} ${taken}`, `${refusal} multipart/form-data`])
  })

  test('may be either with anyBody', async () => {
    const { visit } = open({ anyBody: true })
    const visitor = visit()
    const code = await codeFor(visitor)
    expect(await json(visitor, '/register', { code_v: code, code })).toMatchObject({ result: '0000' })
    expect(await visitor.complete('abcd1234')).toMatchObject({ result: '0000' })
  })

  test.each([[1234], [null], [['a']], ['text'], [{ code: 1234, code_v: 1234 }]])(
    'in JSON are refused unless they are a flat object of strings: %j',
    async (value) => {
      const { visit } = open({ dialect: { body: 'json' } })
      expect(['0004', '0006']).toContain((await json(visit(), '/register', value)).result)
    },
  )
})

test('codeDelivery: sms delivers the code to the inbox only', async () => {
  const { backend, visit } = open({ dialect: { codeDelivery: 'sms' } })
  const visitor = visit()
  expect(await visitor.sendCode(phone)).toMatchObject({ result: '0000', message: null })
  const code = backend.inbox.last(phone)?.code ?? ''
  expect(code).toMatch(/^[0-9]{4}$/)
  expect(await visitor.verifyCode(otherThan(code))).toMatchObject({ result: '0004' })
  expect(await visitor.verifyCode(code)).toMatchObject({ result: '0000' })
})

describe('phone numbers', () => {
  test.each([
    ['mainlandMobile', ['0000', '0002', '0002', '0002']],
    ['elevenDigits', ['0000', '0000', '0002', '0002']],
    ['anything', ['0000', '0000', '0000', '0002']],
  ] as const)('%s', async (phones, results) => {
    const { visit } = open({ phones })
    const seen = []
    for (const userId of ['13800138000', '00000000000', '+86 138', '']) seen.push(await visit().sendCode(userId))
    expect(seen.map(({ result }) => result)).toEqual(results)
  })
})

describe('wrong codes', () => {
  test.each([2, 3, 20])('lock the session at the limit of %i', async (wrongCodeLimit) => {
    const { visit } = open({ wrongCodeLimit })
    const visitor = visit()
    const wrong = otherThan(await codeFor(visitor))
    for (let attempt = 1; attempt < wrongCodeLimit; attempt += 1)
      expect(await visitor.verifyCode(wrong)).toMatchObject({ result: '0004' })
    expect(await visitor.verifyCode(wrong)).toMatchObject({ result: '0005' })
  })

  test('lock it for lockLength, after which the count starts over', async () => {
    const { visit, pass } = open({ wrongCodeLimit: 2, lockLength: 5000 })
    const visitor = visit()
    const code = await codeFor(visitor)
    await visitor.verifyCode(otherThan(code))
    await visitor.verifyCode(otherThan(code))
    pass(4999)
    expect(await visitor.verifyCode(code)).toMatchObject({ result: '0005' })
    pass(1)
    expect(await visitor.verifyCode(otherThan(code))).toMatchObject({ result: '0004' })
    expect(await visitor.verifyCode(code)).toMatchObject({ result: '0000' })
  })

  test('lock it for ever with an infinite lockLength, until a new code is sent', async () => {
    const { visit, pass } = open({
      wrongCodeLimit: 2,
      lockLength: Number.POSITIVE_INFINITY,
      sessionLifetime: 1e12,
      codeLifetime: 1e12,
    })
    const visitor = visit()
    const code = await codeFor(visitor)
    await visitor.verifyCode(otherThan(code))
    await visitor.verifyCode(otherThan(code))
    pass(1e11)
    expect(await visitor.verifyCode(code)).toMatchObject({ result: '0005' })
    expect(await visitor.verifyCode(await codeFor(visitor))).toMatchObject({ result: '0000' })
  })

  test('lock out the right code, too, unless rightCodeWhileLocked is success', async () => {
    for (const rightCodeWhileLocked of ['refusal', 'success'] as const) {
      const { visit } = open({ wrongCodeLimit: 2, rightCodeWhileLocked })
      const visitor = visit()
      const code = await codeFor(visitor)
      for (let attempt = 0; attempt < 3; attempt += 1) await visitor.verifyCode(otherThan(code))
      const expected = rightCodeWhileLocked === 'success' ? '0000' : '0005'
      expect(await visitor.verifyCode(code)).toMatchObject({ result: expected })
    }
  })

  test('are not counted when the code is missing', async () => {
    const { visit } = open({ wrongCodeLimit: 2 })
    const visitor = visit()
    const code = await codeFor(visitor)
    for (let attempt = 0; attempt < 5; attempt += 1)
      expect(await visitor.post('/register', { code_v: code })).toMatchObject({ result: '0004' })
    expect(await visitor.verifyCode(code)).toMatchObject({ result: '0000' })
  })
})

describe('time', () => {
  test('a code expires after codeLifetime', async () => {
    const { visit, pass } = open({ codeLifetime: 1000 })
    const visitor = visit()
    const code = await codeFor(visitor)
    pass(1000)
    expect(await visitor.verifyCode(code)).toMatchObject({ result: '0004' })
  })

  test('a session expires, verified or not', async () => {
    const { visit, pass } = open({ sessionLifetime: 1000 })
    const visitor = await visit().verified(phone)
    pass(1000)
    expect(await visitor.complete('abcd1234')).toMatchObject({ result: '0006' })
    expect(await (await visitor.verified(phone)).complete('abcd1234')).toMatchObject({ result: '0000' })
  })

  test('a phone gets no second code within the resend interval, whatever the session', async () => {
    const { visit, pass } = open({ resendInterval: 60_000 })
    expect(await visit().sendCode(phone)).toMatchObject({ result: '0000' })
    expect(await visit().sendCode(phone)).toMatchObject({ result: '0002', message: null })
    expect(await visit().sendCode('13900139000')).toMatchObject({ result: '0000' })
    pass(60_000)
    expect(await visit().sendCode(phone)).toMatchObject({ result: '0000' })
  })

  test('resendStatus sets the status of a refused resend only', async () => {
    const { visit } = open({ resendInterval: 60_000, resendStatus: 429 })
    expect(await visit().sendCode('1')).toMatchObject({ status: 200, result: '0002' })
    await visit().sendCode(phone)
    expect(await visit().sendCode(phone)).toMatchObject({ status: 429, result: '0002' })
  })

  test('a new code undoes a verification unless that is off, and always for another phone', async () => {
    for (const newCodeUndoesVerification of [true, false]) {
      const { visit } = open({ newCodeUndoesVerification })
      const visitor = await visit().verified(phone)
      await visitor.sendCode(phone)
      const expected = newCodeUndoesVerification ? '0006' : '0000'
      expect(await visitor.complete('abcd1234')).toMatchObject({ result: expected })
      const changing = await visit().verified('13900139000')
      await changing.sendCode('13700137000')
      expect(await changing.complete('abcd1234')).toMatchObject({ result: '0006' })
    }
  })

  test.each([
    [true, '0004'],
    [false, '0000'],
  ])('codeWorksOnce %s: a used code gets %s', async (codeWorksOnce, again) => {
    const { visit } = open({ codeWorksOnce })
    const visitor = visit()
    const code = await codeFor(visitor)
    await visitor.verifyCode(code)
    expect(await visitor.verifyCode(code)).toMatchObject({ result: again })
    expect(await visitor.complete('abcd1234')).toMatchObject({ result: '0000' })
  })
})

describe('uploads', () => {
  test.each([
    ['posix', '/srv/avatars', /^\/srv\/avatars\/[0-9a-f]{32}\.png$/],
    ['windows', '/srv/avatars', /^C:\\srv\\avatars\\[0-9a-f]{32}\.png$/],
    ['windows', 'D:\\avatars', /^D:\\avatars\\[0-9a-f]{32}\.png$/],
    ['url', '/srv/avatars', /^http:\/\/api\.example\/uploads\/[0-9a-f]{32}\.png$/],
  ] as const)('get %s paths below %s, which step 2 accepts', async (pathStyle, uploadFolder, pattern) => {
    const { visit } = open({ pathStyle, uploadFolder })
    const visitor = await visit().verified(phone)
    const { message } = await visitor.upload(png())
    expect(message).toMatch(pattern)
    expect(await visitor.complete('abcd1234', { headImage: message ?? '' })).toMatchObject({ result: '0000' })
  })

  test.each([
    ['nothing', ['0000', '0000', '0000']],
    ['session', ['0006', '0000', '0000']],
    ['verifiedSession', ['0006', '0006', '0000']],
  ] as const)('require %s', async (uploadNeeds, results) => {
    const { visit } = open({ uploadNeeds })
    const visitor = visit()
    const seen = [await visitor.upload(png())]
    const code = await codeFor(visitor)
    seen.push(await visitor.upload(png()))
    await visitor.verifyCode(code)
    seen.push(await visitor.upload(png()))
    expect(seen.map(({ result }) => result)).toEqual(results)
  })

  test.each([
    ['success', { result: '0000', message: null }],
    ['refusal', { result: '0006', message: null }],
  ] as const)('without an image get a %s where uploadWithoutImage says so', async (uploadWithoutImage, expected) => {
    const { visit } = open({ uploadWithoutImage })
    const bodies = [{ note: 'no image' }, { img: 'a text part' }].map((fields) => {
      const body = new FormData()
      for (const [name, value] of Object.entries(fields)) body.append(name, value)
      return body
    })
    const emptyInput = new FormData()
    emptyInput.append('img', new Blob([], { type: 'application/octet-stream' }), '')
    for (const body of [...bodies, emptyInput]) {
      const response = await visit().request('/upload', { method: 'POST', body })
      expect(await response.json()).toEqual(expected)
    }
  })

  test('that fail say 0004 where uploadFailure says so', async () => {
    const { visit } = open({ uploadFailure: '0004', uploadNeeds: 'session' })
    expect(await visit().upload(png())).toMatchObject({ result: '0004', message: null })
  })

  test('belong to the first userId, as in every other body', async () => {
    const { visit } = open({ uploadNeeds: 'session', dialect: { linking: 'userId' } })
    await visit().sendCode(phone)
    const results = [phone, '13900139000'].map(async (first) => {
      const body = new FormData()
      for (const userId of [first, phone]) body.append('userId', userId)
      body.append('img', new Blob([png()]), 'a.png')
      return (await (await visit().request('/upload', { method: 'POST', body })).json()).result
    })
    expect(await Promise.all(results)).toEqual(['0000', '0006'])
  })

  test('over the limit get 0006 with status 413, at the limit they succeed', async () => {
    const { visit } = open({ uploadLimit: 1000 })
    expect(await visit().upload(new Uint8Array(1000))).toMatchObject({ result: '0000' })
    expect(await visit().upload(new Uint8Array(1001))).toMatchObject({ status: 413, result: '0006', message: null })
  })

  test('pass checkImages when whole, not when cut off or when no image', async () => {
    const { visit } = open({ checkImages: true })
    const whole = png()
    expect(await visit().upload(whole)).toMatchObject({ result: '0000' })
    for (const broken of [
      whole.slice(0, -6),
      whole.slice(0, 40),
      new TextEncoder().encode('no image'),
      new Uint8Array(),
    ])
      expect(await visit().upload(broken)).toMatchObject({ result: '0006', message: null })
  })

  test('are checked by a function in checkImages', async () => {
    const seen: unknown[] = []
    const { visit } = open({
      checkImages: async ({ filename, type, bytes }) => {
        seen.push({ filename, type, length: bytes.length })
        return bytes.length > 3
      },
    })
    expect(await visit().upload(Uint8Array.of(1, 2, 3), '头像.gif', 'image/gif')).toMatchObject({ result: '0006' })
    expect(await visit().upload(Uint8Array.of(1, 2, 3, 4), 'b.gif', 'image/gif')).toMatchObject({ result: '0000' })
    expect(seen[0]).toEqual({ filename: '头像.gif', type: 'image/gif', length: 3 })
  })

  test('are served at their URL, with the type of their content', async () => {
    const { backend } = open({ pathStyle: 'url', basePath: '/api' })
    const visitor = new Visitor('http://api.example/api', backend.fetch)
    const image = png()
    const { message } = await visitor.upload(image)
    expect(message).toMatch(/^http:\/\/api\.example\/api\/uploads\//)
    const served = await visitor.request(new URL(message ?? '').pathname.slice('/api'.length))
    expect(served.headers.get('content-type')).toBe('image/png')
    expect(new Uint8Array(await served.arrayBuffer())).toEqual(image)
    const script = await visitor.upload(new TextEncoder().encode('<svg onload="alert(1)"/>'), 'x.svg', 'image/svg+xml')
    const harmless = await visitor.request(new URL(script.message ?? '').pathname.slice('/api'.length))
    expect(harmless.headers.get('content-type')).toBe('application/octet-stream')
    expect(harmless.headers.get('content-security-policy')).toContain('sandbox')
  })

  test('have URLs at publicOrigin where it is set', async () => {
    const { visit } = open({ pathStyle: 'url', publicOrigin: 'https://mock.example/', basePath: '' })
    expect((await visit().upload(png())).message).toMatch(/^https:\/\/mock\.example\/uploads\/[0-9a-f]{32}\.png$/)
  })

  test('are not served by default', async () => {
    const { visit } = open()
    const { message } = await visit().upload(png())
    const name = message?.split('/').at(-1)
    expect((await visit().request(`/uploads/${name}`)).status).toBe(404)
  })
})

describe('step 2', () => {
  const complete = async (options: ReferenceOptions, password: string, fields: Record<string, string> = {}) => {
    const visitor = await open(options).visit().verified(phone)
    return (await visitor.complete(password, fields)).result
  }

  test.each([
    ['any other gender', 'otherGenders', { gender: '2' }],
    ['a headImage that no upload returned', 'unknownHeadImage', { headImage: '/somewhere/else.png' }],
    ['a headImage with ..', 'unknownHeadImage', { headImage: '/var/lib/phone-auth-kit/uploads/../../x.png' }],
  ] as const)('refuses %s, unless %s is accept', async (_what, option, fields) => {
    expect(await complete({}, 'abcd1234', fields)).toBe('0006')
    expect(await complete({ [option]: 'accept' }, 'abcd1234', fields)).toBe('0000')
  })

  test('treats empty optional fields as absent, unless emptyFields is refuse', async () => {
    for (const name of ['gender', 'nickname', 'headImage']) {
      expect(await complete({}, 'abcd1234', { [name]: '' })).toBe('0000')
      expect(await complete({ emptyFields: 'refuse' }, 'abcd1234', { [name]: '' })).toBe('0006')
    }
  })

  test('accepts nicknames up to the limit in code points, and emoji unless that is off', async () => {
    expect(await complete({ nicknameLimit: 3 }, 'abcd1234', { nickname: '小明😀' })).toBe('0000')
    expect(await complete({ nicknameLimit: 3 }, 'abcd1234', { nickname: '小明明明' })).toBe('0006')
    expect(await complete({ emojiNicknames: false }, 'abcd1234', { nickname: '小😀' })).toBe('0006')
    expect(await complete({ emojiNicknames: false }, 'abcd1234', { nickname: '小明' })).toBe('0000')
  })

  test('accepts passwords by the documented rule and the limits in the options', async () => {
    for (const password of ['short1a', 'onlyletters', '12345678']) expect(await complete({}, password)).toBe('0006')
    expect(await complete({}, 'a1 ~!@#$%^&*()_+"')).toBe('0000')
    expect(await complete({ otherPasswordCharacters: false }, 'abcd1234!')).toBe('0006')
    expect(await complete({ passwordLimit: 32 }, 'a1'.repeat(16))).toBe('0000')
    expect(await complete({ passwordLimit: 32 }, `${'a1'.repeat(16)}b`)).toBe('0006')
  })

  test.each(['', '0', '2', '01'])('refuses the register value "%s"', async (register) => {
    expect(await complete({}, 'abcd1234', { register })).toBe('0006')
  })

  test('registers a phone once: later sessions are refused, and the first password stays', async () => {
    const { visit } = open()
    const [first, second] = [await visit().verified(phone), await visit().verified(phone)]
    expect(await first.complete('first1234')).toMatchObject({ result: '0000' })
    expect(await first.complete('again1234')).toMatchObject({ result: '0006' })
    expect(await second.complete('second1234')).toMatchObject({ result: '0006' })
    expect(await visit().login(phone, 'first1234')).toMatchObject({ result: '0000' })
    expect(await visit().login(phone, 'second1234')).toMatchObject({ result: '0008' })
  })

  test('compares passwords whole', async () => {
    const { visit } = open()
    const password = `Aa1${'x'.repeat(80)}Z`
    await (await visit().verified(phone)).complete(password)
    for (const other of [password.slice(0, -1), `${password.slice(0, -1)}z`, `${password}Z`, password.toLowerCase()])
      expect(await visit().login(phone, other)).toMatchObject({ result: '0008' })
    expect(await visit().login(phone, password)).toMatchObject({ result: '0000' })
  })
})

describe('replies', () => {
  test('use failureMessageName in failures of sendCode only', async () => {
    const { visit } = open({ failureMessageName: 'mes' })
    expect(await (await visit().request('/register?userId=1')).json()).toEqual({ result: '0002', mes: null })
    expect(await visit().sendCode(phone)).toMatchObject({ result: '0000', message: expect.any(String) })
    const login = await visit().request('/log', { method: 'POST', body: new URLSearchParams({ userId: phone }) })
    expect(await login.json()).toEqual({ result: '0007', message: null })
  })

  test('leave out message for None where noMessage is absent', async () => {
    const { visit } = open({ noMessage: 'absent' })
    expect(await (await visit().request('/register?userId=1')).json()).toEqual({ result: '0002' })
  })

  test('have status 400 and no envelope for a missing parameter where missingParameter is badRequest', async () => {
    const { visit } = open({ missingParameter: 'badRequest' })
    const post = (path: string, fields: Record<string, string>) =>
      visit().request(path, { method: 'POST', body: new URLSearchParams(fields) })
    const responses = await Promise.all([
      visit().request('/register'),
      post('/register', { code: '1234' }),
      post('/register', { register: '1' }),
      post('/register', {}),
      post('/log', { password: 'abcd1234' }),
    ])
    expect(responses.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400])
    expect(await responses[0]?.text()).toBe('A required parameter is missing, or the body cannot be read.\n')
  })

  test('have the HTTP statuses in the options', async () => {
    const { visit } = open({ statuses: { login: { '0007': 404, '0008': 401 }, sendCode: { '0002': 400 } } })
    expect(await visit().sendCode('1')).toMatchObject({ status: 400, result: '0002' })
    expect(await visit().login(phone, 'abcd1234')).toMatchObject({ status: 404, result: '0007' })
    expect(await visit().sendCode(phone)).toMatchObject({ status: 200, result: '0000' })
  })

  test('come only from below the base path', async () => {
    const { backend } = open({ basePath: 'api/v1/' })
    expect((await backend.fetch('http://api.example/register?userId=1')).status).toBe(404)
    expect(await (await backend.fetch('http://api.example/api/v1/register?userId=1')).json()).toMatchObject({
      result: '0002',
    })
  })

  test('forbid caching', async () => {
    const { visit } = open()
    expect((await visit().sendCode(phone)).headers.get('cache-control')).toBe('no-store')
  })

  test('set the cookie by its options, always HttpOnly', async () => {
    const cookieOf = async (options: ReferenceOptions) => {
      const { backend } = open(options)
      const visitor = new Visitor(`http://api.example${options.basePath ?? ''}`, backend.fetch)
      return (await visitor.sendCode(phone)).headers.get('set-cookie')?.replace(/=[0-9a-f]{48};/, '=…;')
    }
    expect(await cookieOf({})).toBe('phone-auth-session=…; Path=/; HttpOnly; SameSite=Lax')
    expect(await cookieOf({ basePath: '/api', cookie: { name: 'sid', sameSite: 'None', secure: true } })).toBe(
      'sid=…; Path=/api; HttpOnly; SameSite=None; Secure',
    )
  })
})

test.each<[ReferenceOptions, string]>([
  [{ wrongCodeLimit: 0 }, 'wrongCodeLimit must be a whole number of 1 or more, not 0'],
  [{ lockLength: -1 }, 'lockLength must be 0 or more milliseconds, not -1'],
  [{ hashCost: 1.5 }, 'hashCost must be a whole number of 1 or more, not 1.5'],
  [{ hashCost: 2 ** 31 }, 'hashCost must be 2147483647 or less'],
  [{ statuses: { login: { '0008': 42 } } }, 'status 42 cannot carry a reply; use 200 to 299 or 400 to 599'],
  [{ statuses: { sendCode: { '0000': 205 } } }, 'status 205 cannot carry a reply'],
  [{ statuses: { sendCode: { '0000': 302 } } }, 'status 302 cannot carry a reply'],
  [{ resendStatus: 1000 }, 'status 1000 cannot carry a reply'],
  [{ basePath: '/a?b' }, 'basePath: "/a?b" is not a valid path of a URL'],
  [
    { origins: ['http://localhost:5173/'] },
    'origins: "http://localhost:5173/" is not an origin; write it like http://localhost',
  ],
  [{ origins: ['localhost:5173'] }, 'origins: "localhost:5173" is not an origin'],
  [{ publicOrigin: 'mock.example.com' }, 'publicOrigin: "mock.example.com" needs a scheme'],
  [{ people: [{ userId: '123', password: 'abcd1234' }] }, 'people: a userId must be 11 digits'],
  [{ cookie: { name: 'a b' } }, 'cookie.name is not a valid cookie name'],
  [{ cookie: { sameSite: 'None' } }, "cookie.sameSite 'None' needs cookie.secure"],
])('an invalid option throws: %j', (options, message) => {
  expect(() => createReferenceBackend(options)).toThrow(message)
})
