import { instead, page, reply, requestOf, withFields } from '../backend.ts'
import type { Mutant } from '../mutant.ts'

const shape = { level: 'must', kind: 'shape' } as const

/** Answers every nth request to an operation wrongly. With one count for all operations, timing would decide which is hit. */
function everyNth(nth: number, answer: () => Response): Required<Pick<Mutant, 'around'>> {
  return {
    around: (fetch) => {
      const counts = new Map<string | undefined, number>()
      return async (request) => {
        const { endpoint } = await requestOf(request)
        const count = (counts.get(endpoint) ?? 0) + 1
        counts.set(endpoint, count)
        return count % nth === 0 ? answer() : fetch(request)
      }
    },
  }
}

/** HTTP itself: methods, paths, redirects, unread bodies, missing replies. */
export const wrongTransports: readonly Mutant[] = [
  {
    name: 'one-in-five-bad-gateway',
    fault: 'Every fifth reply of an operation is a 502 page',
    ...shape,
    ...everyNth(5, () => page(502, 'Bad Gateway')),
    caughtBy: ['verifyCode/envelope'],
  },
  {
    name: 'one-in-twenty-bad-gateway',
    fault: 'Every twentieth reply of an operation is a 502 page',
    ...shape,
    ...everyNth(20, () => page(502, 'Bad Gateway')),
    caughtBy: ['login/envelope'],
  },
  {
    name: 'breaks-after-fifty',
    fault: 'After fifty requests every reply is a 503 page',
    ...shape,
    around: (fetch) => {
      let count = 0
      return async (request) => {
        count += 1
        return count > 50 ? page(503, 'Service Unavailable') : fetch(request)
      }
    },
    // The last cases log in once more; which of the other operations are still asked depends on timing.
    caughtBy: ['login/envelope'],
  },
  {
    name: 'one-in-five-empty',
    fault: 'Every fifth reply of an operation is empty',
    ...shape,
    ...everyNth(5, () => new Response('')),
    caughtBy: ['verifyCode/envelope'],
  },
  {
    name: 'one-in-five-undocumented',
    fault: 'Every fifth reply of an operation has the undocumented 9999',
    ...shape,
    ...everyNth(5, () => reply('9999')),
    caughtBy: ['verifyCode/result'],
  },
  {
    name: 'one-in-five-breaks-off',
    fault: 'Every fifth connection to an operation breaks off',
    ...shape,
    ...everyNth(5, () => {
      throw new TypeError('fetch failed')
    }),
    caughtBy: ['verifyCode/envelope'],
  },
  {
    name: 'post-redirected',
    fault: 'POST /register is redirected to /register/ with 302',
    ...shape,
    ...instead(({ request }) =>
      request.method === 'POST' && request.url.endsWith('/register')
        ? page(302, 'Found', { location: '/register/' })
        : undefined,
    ),
    caughtBy: ['verifyCode/envelope'],
  },
  {
    name: 'login-redirects-home',
    fault: 'A successful login is a redirect with a valid envelope',
    ...shape,
    around: (fetch) => async (request) => {
      const response = await fetch(request)
      const text = await response.clone().text()
      if (!request.url.endsWith('/log') || !text.includes('"0000"')) return response
      return new Response(text, { status: 303, headers: { location: '/home' } })
    },
    caughtBy: ['login/envelope'],
  },
  {
    name: 'get-redirected',
    fault: 'GET /register is redirected to /register/ with 308',
    ...shape,
    ...instead(({ endpoint }) =>
      endpoint === 'sendCode' ? page(308, 'Permanent Redirect', { location: '/register/' }) : undefined,
    ),
    caughtBy: ['sendCode/envelope'],
  },
  {
    name: 'json-bodies-alone',
    fault: 'Only JSON bodies are read, an undeclared difference',
    ...shape,
    options: { dialect: { body: 'json' } },
    caughtBy: ['verifyCode/result'],
  },
  {
    name: 'login-from-query',
    fault: 'Login reads its fields only from the query',
    ...shape,
    kind: 'behaviour',
    around: (fetch) => async (request) => {
      const { endpoint } = await requestOf(request)
      return endpoint === 'login' ? fetch(withFields(request, new URL(request.url).searchParams)) : fetch(request)
    },
    caughtBy: ['journey/registration'],
  },
  {
    name: 'login-by-get',
    fault: 'Login answers only GET',
    ...shape,
    ...instead(({ endpoint }) => (endpoint === 'login' ? page(405, 'Method Not Allowed') : undefined)),
    caughtBy: ['login/envelope'],
  },
  {
    name: 'login-at-login',
    fault: 'Login is at /login',
    ...shape,
    ...instead(({ endpoint }) => (endpoint === 'login' ? page(404, 'Not Found') : undefined)),
    caughtBy: ['login/envelope'],
  },
  {
    name: 'post-register-missing',
    fault: 'POST /register does not exist',
    ...shape,
    ...instead(({ request }) =>
      request.method === 'POST' && request.url.endsWith('/register') ? page(405, 'Method Not Allowed') : undefined,
    ),
    caughtBy: ['verifyCode/envelope'],
  },
  {
    name: 'verify-no-content',
    fault: 'The correct code gets 204 without a body',
    ...shape,
    around: (fetch) => async (request) => {
      const { endpoint } = await requestOf(request)
      const response = await fetch(request)
      const isRight = endpoint === 'verifyCode' && (await response.clone().text()).includes('"0000"')
      return isRight ? new Response(null, { status: 204, headers: response.headers }) : response
    },
    caughtBy: ['verifyCode/envelope'],
  },
  {
    name: 'charset-of-requests',
    fault: 'Bodies are read as Latin-1, and a nickname outside it gets a 500 page',
    ...shape,
    ...instead(({ fields }) => (/[\u0100-\uffff]/.test(fields.get('nickname') ?? '') ? page(500, 'Error') : undefined)),
    caughtBy: ['completeRegistration/envelope'],
  },
  {
    name: 'silent-refusals',
    fault: 'A wrong password is never answered',
    ...shape,
    answersLate: true,
    around: (fetch) => async (request) => {
      const response = await fetch(request)
      return (await response.clone().text()).includes('0008') ? new Promise<never>(() => {}) : response
    },
    caughtBy: ['login/envelope'],
  },
  {
    name: 'endless-upload',
    fault: 'The reply to an upload is followed by endless spaces',
    ...shape,
    answersLate: true,
    around: (fetch) => async (request) => {
      const response = await fetch(request)
      if (!request.url.endsWith('/upload')) return response
      const blank = new TextEncoder().encode(' ')
      let at = 0
      const text = new TextEncoder().encode(await response.text())
      const body = new ReadableStream<Uint8Array>({
        pull: async (controller) => {
          if (at >= text.length) await new Promise((resolve) => setTimeout(resolve, 20))
          controller.enqueue(text.slice(at, at + 1).length ? text.slice(at, at + 1) : blank)
          at += 1
        },
      })
      return new Response(body, response)
    },
    caughtBy: ['uploadAvatar/envelope'],
  },
  {
    name: 'plus-is-a-plus',
    fault: 'A + in a form body is not decoded, so spaces change',
    level: 'should',
    kind: 'behaviour',
    around: (fetch) => async (request) => {
      const { endpoint, fields } = await requestOf(request)
      if (endpoint !== 'completeRegistration') return fetch(request)
      fields.set('password', (fields.get('password') ?? '').replaceAll(' ', '+'))
      return fetch(withFields(request, fields))
    },
    caughtBy: ['completeRegistration/special-password'],
  },
  {
    name: 'server-error-with-envelope',
    fault: 'A wrong password gets status 500 with a valid envelope',
    level: 'should',
    kind: 'shape',
    options: { statuses: { login: { '0008': 500 } } },
    caughtBy: ['login/transport'],
  },
]
