import { requiredFields } from '../../src/contract/define-operation.ts'
import { type Dialect, documentedDialect } from '../../src/contract/dialect.ts'
import { operations } from '../../src/contract/endpoints.ts'
import type { StoredSession } from '../../src/reference/store/store.ts'
import type { ContractOptions } from '../../src/suite/state/contract-options.ts'
import { backendWith, type Change, page, reply, requestOf } from './backend.ts'

/** A correct backend with a peculiarity that the document allows, so nothing may be blamed on it. */
export interface Variant extends Change {
  readonly name: string
  /** The peculiarity in one sentence. */
  readonly peculiarity: string
  /** The options that declare the peculiarity, if it is a declared difference. */
  readonly declared?: Partial<ContractOptions>
  /** Must cases that such a backend leaves undecided, because it refuses what they need. */
  readonly undecided?: readonly string[]
}

const restStatuses = {
  '0001': 409,
  '0002': 400,
  '0004': 422,
  '0005': 429,
  '0006': 400,
  '0007': 404,
  '0008': 401,
} as const

/** Rewrites every reply, headers and status included. */
function replies(rewrite: (response: Response, text: string) => Response): Required<Pick<Change, 'around'>> {
  return {
    around: (fetch) => async (request) => {
      const response = await fetch(request)
      return rewrite(response, await response.text())
    },
  }
}

/** Refuses requests without a required parameter before the backend sees them. */
function refusals(refuse: () => Response): Required<Pick<Change, 'around'>> {
  return {
    around: (fetch) => async (request) => {
      const { endpoint, fields } = await requestOf(request)
      const required = endpoint === undefined ? [] : requiredFields(operations[endpoint], documentedDialect)
      return required.some((name) => !fields.get(name)) ? refuse() : fetch(request)
    },
  }
}

/** Answers requests to sendCode by how often a phone number made one. */
function sendings(answer: (userId: string, count: number) => Response | undefined): Required<Pick<Change, 'around'>> {
  return {
    around: (fetch) => {
      const counts = new Map<string, number>()
      return async (request) => {
        const { endpoint, fields } = await requestOf(request)
        const userId = fields.get('userId')
        if (endpoint !== 'sendCode' || !userId) return fetch(request)
        counts.set(userId, (counts.get(userId) ?? 0) + 1)
        return answer(userId, counts.get(userId) ?? 0) ?? fetch(request)
      }
    },
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** The same JSON with every character of its strings escaped. */
function escaped(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"/g, (literal) => {
    const units = String(JSON.parse(literal)).split('')
    return `"${units.map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`
  })
}

/** How replies are written. */
const writing: readonly Variant[] = [
  {
    name: 'message-absent',
    peculiarity: 'message is absent instead of null',
    options: { noMessage: 'absent' },
  },
  { name: 'mes', peculiarity: 'A failure of sendCode spells message as mes', options: { failureMessageName: 'mes' } },
  {
    name: 'more-members',
    peculiarity: 'Replies have members that the document does not name',
    decide: (right) => ({
      envelopeOf: (endpoint, answer) => ({
        code: 0,
        ...right.envelopeOf(endpoint, answer),
        data: { result: '9999', list: [null, {}] },
        耗时: 1.5,
      }),
    }),
  },
  {
    name: 'message-first',
    peculiarity: 'message comes before result',
    decide: (right) => ({
      envelopeOf: (endpoint, answer) =>
        Object.fromEntries(Object.entries(right.envelopeOf(endpoint, answer)).reverse()),
    }),
  },
  {
    name: 'pretty',
    peculiarity: 'JSON is indented, with blank lines around it',
    decide: () => ({ write: (envelope) => `\r\n${JSON.stringify(envelope, null, '\t')}\n\n` }),
  },
  {
    name: 'escaped',
    peculiarity: 'Every character of names and values is written as a \\u escape',
    decide: () => ({ write: (envelope) => escaped(JSON.stringify(envelope)) }),
  },
  {
    name: 'text-plain',
    peculiarity: 'The Content-Type of JSON is text/plain',
    decide: () => ({ headersOf: () => [['Content-Type', 'text/plain;charset=utf-8']] }),
  },
  { name: 'no-content-type', peculiarity: 'Replies have no Content-Type', decide: () => ({ headersOf: () => [] }) },
  {
    name: 'problem-json',
    peculiarity: 'The Content-Type of failures is application/problem+json',
    decide: () => ({
      headersOf: (_endpoint, { result }) => [
        ['Content-Type', result === '0000' ? 'Application/JSON; charset="UTF-8"' : 'application/problem+json'],
      ],
    }),
  },
  {
    name: 'gzip',
    peculiarity: 'Replies carry the Content-Encoding gzip, as fetch leaves it after decoding',
    ...replies((response, text) => {
      const headers = new Headers(response.headers)
      headers.set('content-encoding', 'gzip')
      headers.set('vary', 'accept-encoding')
      return new Response(text, { status: response.status, headers })
    }),
  },
  {
    name: 'drops',
    peculiarity: 'Replies arrive byte by byte',
    ...replies((response, text) => {
      const bytes = [...new TextEncoder().encode(text)]
      const body = new ReadableStream<Uint8Array>({
        pull: (controller) => {
          const byte = bytes.shift()
          if (byte === undefined) controller.close()
          else controller.enqueue(Uint8Array.of(byte))
        },
      })
      return new Response(body, response)
    }),
  },
  {
    name: 'more-headers',
    peculiarity: 'Replies have the headers that proxies and frameworks add',
    decide: (right) => ({
      headersOf: (endpoint, answer) => [
        ...right.headersOf(endpoint, answer),
        ['Server', 'nginx'],
        ['X-Powered-By', 'Express'],
        ['ETag', 'W/"23"'],
        ['Expires', '0'],
        ['Pragma', 'no-cache'],
        ['X-Long', 'x'.repeat(4000)],
        ['Link', '</style.css>; rel=preload'],
        ['Set-Cookie', 'lang=zh; Path=/; HttpOnly'],
      ],
    }),
  },
]

/** Which status replies have. */
const statuses: readonly Variant[] = [
  {
    name: 'rest-statuses',
    peculiarity: 'Failures have REST statuses, successes 201',
    decide: () => ({
      statusOf: (_endpoint, { result }) =>
        result in restStatuses ? restStatuses[result as keyof typeof restStatuses] : 201,
    }),
  },
  { name: 'all-accepted', peculiarity: 'Every reply has status 202', decide: () => ({ statusOf: () => 202 }) },
  {
    name: 'failures-418',
    peculiarity: 'Every failure has status 418',
    decide: () => ({ statusOf: (_endpoint, { result }) => (result === '0000' ? 200 : 418) }),
  },
  {
    name: 'refusals-422',
    peculiarity: "A missing parameter gets a framework's 422 page",
    ...refusals(() => page(422, 'Unprocessable')),
  },
  {
    name: 'refusals-404',
    peculiarity: "A missing parameter gets a framework's 404 page",
    ...refusals(() => page(404, 'Not Found')),
  },
  {
    name: 'refusals-400',
    peculiarity: 'A missing parameter gets a 400 with other JSON',
    ...refusals(() => Response.json({ detail: [{ loc: ['body'], msg: 'field required' }] }, { status: 400 })),
  },
  {
    name: 'refusals-empty',
    peculiarity: 'A missing parameter gets an empty 400',
    ...refusals(() => new Response(null, { status: 400 })),
  },
  {
    name: 'upload-without-image-400',
    peculiarity: 'An upload without img gets a bare 400 page',
    around: (fetch) => async (request) => {
      const body = request.url.endsWith('/upload') ? await request.clone().text() : 'filename="x"'
      return /filename="[^"]/.test(body) ? fetch(request) : page(400, 'Bad Request')
    },
  },
]

/** How long replies take. */
const latency: readonly Variant[] = [
  {
    name: 'slow',
    peculiarity: 'Every reply takes 60 ms',
    around: (fetch) => async (request) => {
      await pause(60)
      return fetch(request)
    },
  },
  {
    name: 'uneven',
    peculiarity: 'Replies take between 0 and 90 ms',
    around: (fetch) => {
      let count = 0
      return async (request) => {
        count += 1
        await pause((count * 37) % 90)
        return fetch(request)
      }
    },
  },
  {
    name: 'one-at-a-time',
    peculiarity: 'Requests are served one after another',
    around: (fetch) => {
      let last: Promise<unknown> = Promise.resolve()
      return (request) => {
        const answer = last.then(() => fetch(request))
        last = answer.catch(() => undefined)
        return answer
      }
    },
  },
]

/** How the steps are linked, and what cookies look like. */
const sessions: readonly Variant[] = [
  {
    name: 'linked-by-user-id',
    peculiarity: 'The steps are linked by userId without cookies, a declared difference',
    options: { dialect: { linking: 'userId' } },
    declared: { dialect: { linking: 'userId' } },
  },
  {
    name: 'json-bodies',
    peculiarity: 'Bodies are JSON, a declared difference',
    options: { dialect: { body: 'json' } },
    declared: { dialect: { body: 'json' } },
  },
  { name: 'any-body', peculiarity: 'Bodies may be forms or JSON', options: { anyBody: true } },
  {
    name: 'cookie-attributes',
    peculiarity: 'The cookie has every possible attribute, in unusual case and order',
    decide: (right) => ({
      sessionCookie: (id) =>
        right
          .sessionCookie(id)
          .replace(
            /;.*/,
            ';samesite=Strict;httponly ; PATH=/;expires=Wed, 21 Oct 2037 07:28:00 GMT; Max-Age=900; Priority=High',
          ),
    }),
  },
  {
    name: 'cookie-domain',
    peculiarity: 'The cookie names the host it comes from',
    decide: (right) => ({ sessionCookie: (id) => `${right.sessionCookie(id)}; Domain=127.0.0.1` }),
  },
  {
    name: 'cookie-old-date',
    peculiarity: "The cookie's Expires is in Netscape's format",
    decide: (right) => ({
      sessionCookie: (id) => `${right.sessionCookie(id)}; expires=Wednesday, 21-Oct-37 07:28:00 GMT`,
    }),
  },
  {
    name: 'cookie-no-date',
    peculiarity: "The cookie's Expires is not a date",
    decide: (right) => ({ sessionCookie: (id) => `${right.sessionCookie(id)}; Expires=0` }),
  },
  {
    name: 'cookie-year-69',
    peculiarity: "The cookie's Expires has a two-digit year that means 2069",
    decide: (right) => ({ sessionCookie: (id) => `${right.sessionCookie(id)}; Expires=Tue, 31-Dec-69 23:59:59 GMT` }),
  },
  {
    name: 'cookie-taken-back-by-login',
    peculiarity: 'A login deletes the session cookie',
    decide: (right) => ({
      headersOf: (endpoint, answer) =>
        endpoint === 'login' && answer.result === '0000'
          ? [...right.headersOf(endpoint, answer), ['Set-Cookie', `${right.sessionCookie('')}; Max-Age=0`]]
          : right.headersOf(endpoint, answer),
    }),
  },
  {
    name: 'cookie-without-path',
    peculiarity: 'The cookie has no Path; the default covers the same addresses',
    decide: (right) => ({ sessionCookie: (id) => right.sessionCookie(id).replace('Path=/; ', '') }),
  },
  {
    name: 'cookie-for-register',
    peculiarity: 'The Path of the cookie is /register',
    decide: (right) => ({ sessionCookie: (id) => right.sessionCookie(id).replace('Path=/;', 'Path=/register;') }),
  },
  {
    name: 'cookie-beside-others',
    peculiarity: 'Other cookies are set before the session cookie, one of them deleted at once',
    decide: (right) => ({
      headersOf: (endpoint, answer) => [
        ['Set-Cookie', 'old=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly'],
        ['Set-Cookie', 'csrf="a=b=="; Path=/; HttpOnly'],
        ...right.headersOf(endpoint, answer),
      ],
    }),
  },
  {
    name: 'cookie-holds-session',
    peculiarity: "The cookie holds the session's data and is set anew with every reply",
    around: (fetch) => {
      // The cookie is the whole session here; the backend behind it sees a cookie of its own that never changes.
      let count = 0
      const behind = new Map<string, string>()
      return async (request) => {
        const key = /state=([^;]+)/.exec(request.headers.get('cookie') ?? '')?.[1] ?? ''
        const headers = new Headers(request.headers)
        headers.delete('cookie')
        const known = behind.get(key)
        if (known) headers.set('cookie', known)
        const response = await fetch(new Request(request, { headers }))
        const next = `s${count++}`
        const session = response.headers.getSetCookie().find((line) => /session=./.test(line))
        behind.set(next, session?.split(';')[0] ?? known ?? '')
        const given = new Headers(response.headers)
        given.delete('set-cookie')
        given.append('set-cookie', `state=${next}; Path=/; HttpOnly; SameSite=Lax`)
        return new Response(response.body, { status: response.status, headers: given })
      }
    },
  },
  {
    name: 'base-path',
    peculiarity: 'All endpoints are below /api/v1',
    options: { basePath: '/api/v1' },
    declared: { baseUrl: 'http://127.0.0.1:6543/api/v1' },
  },
  {
    name: 'base-path-slash',
    peculiarity: 'All endpoints are below /api, and the given address ends with a slash',
    options: { basePath: '/api' },
    declared: { baseUrl: 'http://127.0.0.1:6543/api/' },
  },
]

/** Codes, and how often they may be wrong or sent. */
const codes: readonly Variant[] = [
  { name: 'lock-at-second', peculiarity: '0005 comes at the second wrong code', options: { wrongCodeLimit: 2 } },
  { name: 'lock-at-twentieth', peculiarity: '0005 comes at the twentieth wrong code', options: { wrongCodeLimit: 20 } },
  {
    name: 'lock-only-said',
    peculiarity: 'The correct code still works after 0005',
    decide: () => ({ isLocked: (session) => session.wrongCodes >= 4 && session.code === null }),
    around: (fetch) => {
      const wrong = new Map<string, number>()
      return async (request) => {
        const { endpoint } = await requestOf(request)
        const response = await fetch(request)
        if (endpoint !== 'verifyCode') return response
        const cookie = request.headers.get('cookie') ?? ''
        const text = await response.text()
        if (!text.includes('0004')) return new Response(text, response)
        wrong.set(cookie, (wrong.get(cookie) ?? 0) + 1)
        return new Response((wrong.get(cookie) ?? 0) > 3 ? text.replace('0004', '0005') : text, response)
      }
    },
  },
  { name: 'lock-short', peculiarity: 'The lock ends after 20 ms', options: { lockLength: 20 } },
  {
    name: 'lock-by-phone',
    peculiarity: 'Wrong codes are counted by phone number',
    decide: (right) => {
      const wrong = new Map<string, number>()
      return {
        afterSending: (sent, id, previous) => {
          wrong.set(sent.userId, 0)
          return right.afterSending(sent, id, previous)
        },
        afterWrongCode: (session, now) => {
          wrong.set(session.userId, (wrong.get(session.userId) ?? 0) + 1)
          return right.afterWrongCode(session, now)
        },
        isLocked: (session) => (wrong.get(session.userId) ?? 0) >= 3,
      }
    },
  },
  {
    name: 'code-trimmed',
    peculiarity: 'Spaces around a code are ignored',
    decide: (right) => ({
      isRightCode: (session, tried) => right.isRightCode(session, { ...tried, code: tried.code.trim() }),
    }),
  },
  {
    name: 'code-trimmed-behind',
    peculiarity: 'Spaces after a code are ignored',
    decide: (right) => ({
      isRightCode: (session, tried) => right.isRightCode(session, { ...tried, code: tried.code.trimEnd() }),
    }),
  },
  { name: 'code-works-again', peculiarity: 'A code works more than once', options: { codeWorksOnce: false } },
  {
    name: 'code-v-compared',
    peculiarity: 'code_v is compared with the sent code, too',
    decide: (right) => ({
      isRightCode: (session: StoredSession, tried) => right.isRightCode(session, tried) && tried.codeV === session.code,
    }),
  },
  {
    name: 'verified-stays',
    peculiarity: 'A new code does not undo a verification',
    decide: (right) => ({
      afterSending: (sent, id, previous) => ({
        ...right.afterSending(sent, id, previous),
        verified: previous?.userId === sent.userId && previous.verified,
      }),
    }),
  },
  {
    name: 'codes-of-one-digit',
    peculiarity: 'Every code is 1111 (advice)',
    decide: () => ({ drawCode: () => '1111' }),
  },
  {
    name: 'zeros-in-front',
    peculiarity: 'Every code begins with zeros',
    decide: (right) => ({ drawCode: (random) => `00${right.drawCode(random).slice(2)}` }),
  },
  {
    name: 'one-send-a-minute',
    peculiarity: 'A second code within a minute is refused with 0002',
    options: { resendInterval: 60_000 },
  },
  {
    name: 'one-send-a-minute-first',
    peculiarity: 'A second code within a minute is refused with 0002, whether or not the phone number is registered',
    ...sendings((_userId, count) => (count > 1 ? reply('0002') : undefined)),
    undecided: ['sendCode/registered'],
  },
  {
    name: 'one-send-a-minute-429',
    peculiarity: 'A second code within a minute gets a bare 429, whether or not the phone number is registered',
    ...sendings((_userId, count) => (count > 1 ? page(429, 'Too Many Requests', { 'retry-after': '60' }) : undefined)),
    undecided: ['sendCode/registered'],
  },
  {
    name: 'codes-by-sms',
    peculiarity: 'Codes are sent by SMS only, a declared difference',
    options: { dialect: { codeDelivery: 'sms' } },
    declared: { dialect: { codeDelivery: 'sms' } },
  },
]

/** What is accepted where the document does not say. */
const taken: readonly Variant[] = [
  {
    name: 'empty-optional-refused',
    peculiarity: 'An empty optional field is refused',
    options: { emptyFields: 'refuse' },
  },
  { name: 'other-genders', peculiarity: 'Any gender is accepted', options: { otherGenders: 'accept' } },
  {
    name: 'short-nicknames',
    peculiarity: 'Nicknames are limited to eight characters without emoji',
    options: { nicknameLimit: 8, emojiNicknames: false },
  },
  {
    name: 'plain-passwords',
    peculiarity: 'Passwords must be 8 to 32 letters and digits',
    options: { passwordLimit: 32, otherPasswordCharacters: false },
  },
  { name: 'any-head-image', peculiarity: 'Any headImage is accepted', options: { unknownHeadImage: 'accept' } },
  {
    name: 'session-ends',
    peculiarity: 'The session ends with step 2',
    decide: () => ({ afterRegistering: (session) => ({ ...session, verified: false, code: null, expiresAt: 0 }) }),
  },
  {
    name: 'slow-down-logins',
    peculiarity: 'After four wrong passwords the correct one is refused for a while',
    decide: (right) => {
      const wrong = new Map<string, number>()
      return {
        isRightPassword: async (password, person) => {
          const isRight = (await right.isRightPassword(password, person)) && (wrong.get(person.userId) ?? 0) < 4
          wrong.set(person.userId, isRight ? 0 : (wrong.get(person.userId) ?? 0) + 1)
          return isRight
        },
      }
    },
  },
  {
    name: 'lock-logins-at-third',
    peculiarity: 'After three wrong passwords in a row the correct one is refused for a while',
    decide: (right) => {
      const wrong = new Map<string, number>()
      return {
        isRightPassword: async (password, person) => {
          const isRight = (await right.isRightPassword(password, person)) && (wrong.get(person.userId) ?? 0) < 3
          wrong.set(person.userId, isRight ? 0 : (wrong.get(person.userId) ?? 0) + 1)
          return isRight
        },
      }
    },
  },
  {
    name: 'short-tokens',
    peculiarity: 'Tokens are eight digits',
    decide: () => ({ drawToken: (_person, random) => [...random(8)].map((byte) => byte % 10).join('') }),
  },
  {
    name: 'long-tokens',
    peculiarity: 'Tokens are signed and 3 KiB long',
    decide: (right) => ({
      drawToken: (person, random) => `eyJhbGciOiJIUzI1NiJ9.${'abc'.repeat(1000)}.${right.drawToken(person, random)}`,
    }),
  },
]

/** Uploads. */
const uploads: readonly Variant[] = [
  { name: 'path-windows', peculiarity: 'The path is C:\\…', options: { pathStyle: 'windows' } },
  {
    name: 'path-windows-slashes',
    peculiarity: 'The path is D:/…',
    decide: () => ({ pathOf: (name) => `D:/头像 files/${name}` }),
  },
  {
    name: 'path-by-content',
    peculiarity: 'The path depends on the content, so one image is stored once',
    decide: () => ({
      drawUploadName: ({ bytes }) => `${bytes.reduce((sum, byte) => (sum * 31 + byte) % 1_000_000_007, 7)}.png`,
    }),
    keep: (right) => ({
      addUpload: async (upload) => {
        await right.addUpload(upload)
        return true
      },
    }),
  },
  {
    name: 'path-share',
    peculiarity: 'The path is on a Windows share',
    decide: () => ({ pathOf: (name) => `\\\\files\\avatars\\${name}` }),
  },
  { name: 'path-url', peculiarity: 'The path is a URL', options: { pathStyle: 'url' } },
  {
    name: 'path-other-url',
    peculiarity: 'The path is an oss:// URL',
    decide: () => ({ pathOf: (name) => `oss://avatars/${name}` }),
  },
  {
    name: 'upload-fails-0004',
    peculiarity: 'A failed upload gets 0004',
    options: { uploadFailure: '0004', uploadWithoutImage: 'refusal' },
  },
  {
    name: 'upload-needs-image',
    peculiarity: 'An upload without img is refused with 0006',
    options: { uploadWithoutImage: 'refusal' },
  },
  {
    name: 'upload-default-avatar',
    peculiarity: 'An upload without img gets the path of a default avatar',
    decide: (right) => ({
      envelopeOf: (endpoint, answer) =>
        right.envelopeOf(
          endpoint,
          endpoint === 'uploadAvatar' && answer.result === '0000' && !answer.message
            ? { ...answer, message: '/var/default.png' }
            : answer,
        ),
    }),
  },
  {
    name: 'upload-needs-verified',
    peculiarity: 'Only a verified session may upload',
    options: { uploadNeeds: 'verifiedSession' },
  },
  {
    name: 'images-checked',
    peculiarity: 'Anything but a complete image is refused with 0006',
    options: { checkImages: true },
  },
  {
    name: 'upload-of-a-mebibyte',
    peculiarity: 'An upload of more than 1 MiB is refused',
    options: { uploadLimit: 2 ** 20 },
  },
  {
    name: 'upload-413',
    peculiarity: 'An upload of more than 1 MiB gets a bare 413 page',
    options: { uploadLimit: 2 ** 20 },
    around: (fetch) => async (request) => {
      const response = await fetch(request)
      return response.status === 413 ? page(413, 'Content Too Large') : response
    },
  },
  {
    name: 'upload-hangs-up',
    peculiarity: 'The backend closes the connection on an upload of more than 1 MiB',
    options: { uploadLimit: 2 ** 20 },
    around: (fetch) => async (request) => {
      const response = await fetch(request)
      if (response.status === 413) throw new TypeError('fetch failed')
      return response
    },
  },
]

/** All correct backends with a peculiarity. */
export const variants: readonly Variant[] = [
  ...writing,
  ...statuses,
  ...latency,
  ...sessions,
  ...codes,
  ...taken,
  ...uploads,
]

/** Pairs that contradict each other, such as an upload that needs a session which no cookie reaches. */
const contradictions: readonly (readonly [string, string])[] = [
  ['upload-needs-verified', 'cookie-for-register'],
  ['upload-needs-verified', 'linked-by-user-id'],
]

/** Pairs of variants, drawn from a seed. */
export function pairsOf(count: number, seed: number): [Variant, Variant][] {
  const pairs = variants.flatMap((one, at) => variants.slice(at + 1).map((other): [Variant, Variant] => [one, other]))
  return shuffled(
    pairs.filter(([one, other]) => !areContradictory(one, other)),
    seed,
  ).slice(0, count)
}

/** Shuffles an array by a seed. */
export function shuffled<Thing>(things: readonly Thing[], seed: number): Thing[] {
  const drawn = things.map((thing, index) => ({ thing, place: scrambled(seed * 7919 + index) }))
  return drawn.sort((one, other) => one.place - other.place).map(({ thing }) => thing)
}

/** A pseudo-random integer that depends only on the given one (the generator mulberry32). */
function scrambled(from: number): number {
  const start = (from + 0x6d2b79f5) | 0
  let mixed = Math.imul(start ^ (start >>> 15), 1 | start)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return (mixed ^ (mixed >>> 14)) >>> 0
}

function areContradictory(one: Variant, other: Variant): boolean {
  const isSameOption = Object.keys(one.options ?? {}).some(
    (name) => name in (other.options ?? {}) && name !== 'dialect',
  )
  const isListed = contradictions.some((names) => names.includes(one.name) && names.includes(other.name))
  return isSameOption || isListed
}

/** The options of a run against a backend with these peculiarities. */
export function runOptions(...chosen: readonly Variant[]): ContractOptions {
  const { fetch, codeSentTo } = backendWith(...chosen)
  const dialect: Partial<Dialect> = Object.assign({}, ...chosen.map(({ declared }) => declared?.dialect))
  const declared: Partial<ContractOptions> = Object.assign({}, ...chosen.map((variant) => variant.declared))
  return {
    baseUrl: 'http://127.0.0.1:6543',
    ...declared,
    dialect,
    fetch,
    ...(dialect.codeDelivery === 'sms' && { codeSource: codeSentTo }),
  }
}
