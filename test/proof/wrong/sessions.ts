import type { EndpointId } from '../../../src/contract/endpoints.ts'
import type { Decisions } from '../../../src/reference/rules/decisions.ts'
import type { Person } from '../../../src/reference/store/store.ts'
import { instead, reply, requestOf } from '../backend.ts'
import type { Mutant } from '../mutant.ts'

const behaviour = { level: 'must', kind: 'behaviour' } as const

/** Stores people under a different key. */
function keyedBy(key: (userId: string) => string): Required<Pick<Mutant, 'keep'>> {
  return {
    keep: (right) => ({
      addPerson: (person) => right.addPerson({ ...person, userId: key(person.userId) }),
      person: (userId) => right.person(key(userId)),
    }),
  }
}

/** Puts every request into one session, which `keep` chooses whenever a new one starts. */
function oneSession(
  keep: (kept: string | undefined, started: string) => string,
): Required<Pick<Mutant, 'decide' | 'keep'>> {
  return {
    // The one session may be there already when another person starts it.
    keep: (right) => ({
      createSession: (session) => right.updateSession(session.id, () => ({ session, result: true })),
    }),
    decide: (right) => {
      let kept: string | undefined
      return {
        newSessionId: (userId, random) => {
          kept = keep(kept, right.newSessionId(userId, random))
          return kept
        },
        sessionOf: () => kept,
      }
    },
  }
}

/** Makes the replies of an endpoint set the cookie of a new, empty session. */
function forgetsSession(by: EndpointId): Required<Pick<Mutant, 'around'>> {
  return {
    around: (fetch) => async (request) => {
      const { endpoint } = await requestOf(request)
      const response = await fetch(request)
      if (endpoint !== by) return response
      const headers = new Headers(response.headers)
      headers.set('Set-Cookie', `phone-auth-session=${'0'.repeat(48)}; Path=/; HttpOnly`)
      return new Response(response.body, { status: response.status, headers })
    },
  }
}

/** Decides by the phone number that requested a code last. */
function bySentLast(
  of: (right: Decisions, sentLast: () => string) => Partial<Decisions>,
): Required<Pick<Mutant, 'decide'>> {
  return {
    decide: (right) => {
      let last = ''
      return {
        afterSending: (sent, id, previous) => {
          last = sent.userId
          return right.afterSending(sent, id, previous)
        },
        ...of(right, () => last),
      }
    },
  }
}

/** Which session belongs to whom (erratum E06), and who counts as registered (E15). */
export const wrongSessions: readonly Mutant[] = [
  {
    name: 'session-one-for-all',
    fault: 'The session is a global variable',
    ...behaviour,
    ...oneSession((kept, started) => kept ?? started),
    caughtBy: ['journey/no-optional-field'],
  },
  {
    name: 'session-of-latest',
    fault: 'Every step belongs to the person who requested a code last',
    ...behaviour,
    ...oneSession((_, started) => started),
    caughtBy: ['journey/no-optional-field'],
  },
  {
    name: 'session-never',
    fault: 'The steps are not linked at all',
    ...behaviour,
    decide: () => ({ sessionOf: () => undefined }),
    caughtBy: ['journey/registration'],
  },
  {
    name: 'session-cookie-never-set',
    fault: 'The session cookie is never set',
    ...behaviour,
    around: (fetch) => async (request) => {
      const response = await fetch(request)
      const headers = new Headers(response.headers)
      headers.delete('set-cookie')
      return new Response(response.body, { status: response.status, headers })
    },
    caughtBy: ['journey/registration'],
  },
  {
    name: 'session-cookie-secure',
    fault: 'The session cookie is Secure, so it is not sent back over http',
    ...behaviour,
    options: { cookie: { secure: true } },
    caughtBy: ['journey/registration'],
  },
  {
    name: 'session-cookie-elsewhere',
    fault: 'The Path of the session cookie covers no endpoint',
    ...behaviour,
    decide: (right) => ({ sessionCookie: (id) => right.sessionCookie(id).replace('Path=/', 'Path=/account') }),
    caughtBy: ['journey/registration'],
  },
  {
    name: 'session-cookie-expired',
    fault: 'The session cookie is already expired when it is set',
    ...behaviour,
    decide: (right) => ({ sessionCookie: (id) => `${right.sessionCookie(id)}; Max-Age=0` }),
    caughtBy: ['journey/registration'],
  },
  {
    name: 'session-cookie-of-another-host',
    fault: 'The session cookie is for another host',
    ...behaviour,
    decide: (right) => ({ sessionCookie: (id) => `${right.sessionCookie(id)}; Domain=api.example.com` }),
    caughtBy: ['journey/registration'],
  },
  {
    name: 'session-restarted-by-upload',
    fault: 'An upload starts a new session that replaces the old one',
    ...behaviour,
    ...forgetsSession('uploadAvatar'),
    caughtBy: ['journey/registration'],
  },
  {
    name: 'session-restarted-by-verifying',
    fault: 'Verifying starts a new, unverified session',
    ...behaviour,
    ...forgetsSession('verifyCode'),
    caughtBy: ['journey/registration'],
  },
  {
    name: 'session-ended-by-upload',
    fault: 'An upload ends the session',
    ...behaviour,
    around: (fetch) => {
      const ended = new Set<string>()
      return async (request) => {
        const cookie = request.headers.get('cookie') ?? ''
        const { endpoint } = await requestOf(request)
        if (endpoint === 'uploadAvatar') ended.add(cookie)
        return endpoint === 'completeRegistration' && ended.has(cookie) ? reply('0006') : fetch(request)
      }
    },
    caughtBy: ['journey/registration'],
  },
  {
    name: 'session-needs-user-id',
    fault: 'The steps are linked by a userId field, an undeclared difference',
    ...behaviour,
    options: { dialect: { linking: 'userId' } },
    caughtBy: ['journey/registration'],
  },
  {
    name: 'person-verified-last',
    fault: 'Step 2 registers the person who verified last',
    ...behaviour,
    decide: (right) => {
      let last = ''
      return {
        afterRightCode: (session, now) => {
          last = session.userId
          return right.afterRightCode(session, now)
        },
        personOf: (session, details, now) => ({ ...right.personOf(session, details, now), userId: last }),
      }
    },
    caughtBy: ['journey/two-people', 'journey/random'],
  },
  {
    name: 'person-sent-last',
    fault: 'Step 2 registers the phone number that requested a code last',
    ...behaviour,
    ...bySentLast((right, sentLast) => ({
      personOf: (session, details, now) => ({ ...right.personOf(session, details, now), userId: sentLast() }),
    })),
    caughtBy: ['journey/two-people'],
  },
  {
    name: 'person-one-at-a-time',
    fault: 'A code for another person undoes every verification',
    ...behaviour,
    ...bySentLast((right, sentLast) => ({
      mayRegister: (session) => right.mayRegister(session) && session.userId === sentLast(),
    })),
    caughtBy: ['journey/two-people'],
  },
  {
    name: 'person-not-kept',
    fault: 'Step 2 gets 0000 but stores nobody',
    ...behaviour,
    decide: () => ({ register: () => true }),
    caughtBy: ['journey/registration'],
  },
  {
    name: 'person-only-one',
    fault: 'Only one person can register',
    ...behaviour,
    decide: (right) => {
      let count = 0
      return {
        register: (person, store) => {
          count += 1
          return count === 1 && right.register(person, store)
        },
      }
    },
    caughtBy: ['journey/two-people'],
  },
  {
    name: 'person-forgotten',
    fault: 'A second registration deletes the first person',
    ...behaviour,
    keep: (right) => {
      const people: Person[] = []
      return {
        addPerson: (person) => {
          if (people.some(({ userId }) => userId === person.userId)) return false
          people.splice(0, people.length, person)
          return right.addPerson(person)
        },
        person: (userId) => people.find((person) => person.userId === userId),
      }
    },
    caughtBy: ['sendCode/registered', 'login/wrong-password'],
  },
  {
    name: 'person-by-ten-digits',
    fault: 'Phone numbers are stored with ten digits, so every login fails',
    ...behaviour,
    keep: (right) => ({ addPerson: (person) => right.addPerson({ ...person, userId: person.userId.slice(0, 10) }) }),
    caughtBy: ['journey/registration'],
  },
  {
    name: 'person-rounded',
    fault: 'Phone numbers are stored as 32-bit floating-point numbers, so login finds only some people',
    ...behaviour,
    keep: (right) => ({
      addPerson: (person) => right.addPerson({ ...person, userId: String(Math.fround(Number(person.userId))) }),
    }),
    caughtBy: ['journey/registration'],
  },
  {
    name: 'person-by-first-ten',
    fault: 'Phone numbers are compared by their first ten digits',
    ...behaviour,
    ...keyedBy((userId) => userId.slice(0, 10)),
    caughtBy: ['login/similar-number'],
  },
  {
    name: 'person-by-last-eight',
    fault: 'Phone numbers are compared by their last eight digits',
    ...behaviour,
    ...keyedBy((userId) => userId.slice(-8)),
    caughtBy: ['login/similar-number'],
  },
  {
    name: 'person-by-masked-number',
    fault: 'Phone numbers are compared by their first three and last four digits',
    ...behaviour,
    ...keyedBy((userId) => `${userId.slice(0, 3)}0000${userId.slice(-4)}`),
    caughtBy: ['login/similar-number'],
  },
  {
    name: 'person-by-masked-number-at-login',
    fault: 'Login compares only the first three and last four digits of a phone number',
    ...behaviour,
    keep: (right) => {
      const masked = (userId: string) => userId.slice(0, 3) + userId.slice(-4)
      const people: Person[] = []
      return {
        addPerson: async (person) => {
          const isNew = await right.addPerson(person)
          if (isNew) people.push(person)
          return isNew
        },
        person: (userId) =>
          people.find((person) => person.userId === userId) ??
          people.find((person) => masked(person.userId) === masked(userId)),
      }
    },
    caughtBy: ['login/similar-number'],
  },
  {
    name: 'person-first-of-twelve-forgotten',
    fault: 'Only the last twelve people to register are known',
    ...behaviour,
    keep: (right) => {
      const people: Person[] = []
      return {
        addPerson: async (person) => {
          if (!(await right.addPerson(person))) return false
          people.unshift(person)
          people.splice(12)
          return true
        },
        person: (userId) => people.find((person) => person.userId === userId),
      }
    },
    caughtBy: ['login/success'],
  },
  {
    name: 'browser-keeps-its-first-phone',
    fault: 'A browser keeps registering its first phone number, whoever requests a code in it',
    ...behaviour,
    decide: (right) => ({
      goesOnWith: () => true,
      afterSending: (sent, id, previous) =>
        right.afterSending(previous ? { ...sent, userId: previous.userId } : sent, id, previous),
    }),
    caughtBy: ['journey/same-browser'],
  },
  {
    name: 'browser-keeps-its-first-code',
    fault: 'A browser accepts only the first code that was sent to it',
    ...behaviour,
    decide: (right) => {
      const first = new Map<string, string>()
      return {
        goesOnWith: () => true,
        afterSending: (sent, id, previous) => {
          const code = (previous && first.get(previous.userId)) ?? sent.code
          first.set(sent.userId, code)
          return right.afterSending({ ...sent, code }, id, previous)
        },
      }
    },
    caughtBy: ['journey/same-browser'],
  },
  {
    name: 'browser-for-one-person',
    fault: 'A browser that registered a person gets no other code',
    ...behaviour,
    around: (fetch) => {
      const used = new Set<string>()
      return async (request) => {
        const { endpoint } = await requestOf(request)
        const cookie = request.headers.get('cookie')
        if (endpoint === 'sendCode' && cookie && used.has(cookie)) return reply('0001')
        const response = await fetch(request)
        if (endpoint === 'completeRegistration' && cookie && (await response.clone().text()).includes('0000'))
          used.add(cookie)
        return response
      }
    },
    caughtBy: ['journey/same-browser'],
  },
  {
    name: 'registered-known-to-its-session',
    fault: 'A registered phone number gets another code outside its own session',
    ...behaviour,
    around: (fetch) => async (request) => {
      const { endpoint } = await requestOf(request)
      const response = await fetch(request)
      if (endpoint !== 'sendCode' || request.headers.has('cookie')) return response
      return (await response.clone().text()).includes('0001') ? reply('0000', '4711') : response
    },
    caughtBy: ['sendCode/registered'],
  },
  {
    name: 'registered-with-nickname-alone',
    fault: 'Only a person with a nickname counts as registered',
    ...behaviour,
    decide: () => ({ isRegistered: (person) => person !== undefined && person.nickname !== null }),
    caughtBy: ['sendCode/registered'],
  },
  {
    name: 'registered-never',
    fault: 'A registered phone number gets another code',
    ...behaviour,
    decide: () => ({ isRegistered: () => false }),
    caughtBy: ['sendCode/registered'],
  },
  {
    name: 'registered-for-all',
    fault: 'Once anyone has registered, every phone number counts as registered',
    ...behaviour,
    decide: (right) => {
      let anybody = false
      return {
        register: (person, store) => {
          anybody = true
          return right.register(person, store)
        },
        isRegistered: () => anybody,
      }
    },
    caughtBy: ['journey/no-optional-field'],
  },
  {
    name: 'registered-by-asking-again',
    fault: 'A second code for a phone number is refused with 0001, registered or not',
    ...behaviour,
    around: (fetch) => {
      const asked = new Set<string>()
      return async (request) => {
        const { endpoint, fields } = await requestOf(request)
        const userId = fields.get('userId')
        if (endpoint !== 'sendCode' || !userId) return fetch(request)
        if (asked.has(userId)) return reply('0001')
        asked.add(userId)
        return fetch(request)
      }
    },
    caughtBy: ['sendCode/asked-twice'],
  },
  {
    name: 'registered-by-sending',
    fault: 'A phone number is a user as soon as it requests a code: login gets 0008',
    ...behaviour,
    around: (fetch) => {
      const sent = new Set<string>()
      return async (request) => {
        const { endpoint, fields } = await requestOf(request)
        const userId = fields.get('userId') ?? ''
        if (endpoint === 'sendCode') sent.add(userId)
        const response = await fetch(request)
        if (endpoint !== 'login' || !sent.has(userId)) return response
        return new Response((await response.text()).replace('0007', '0008'), response)
      }
    },
    caughtBy: ['login/not-yet-registered'],
  },
  {
    name: 'registered-by-verifying',
    fault: 'A phone number is a user as soon as it is verified, before it has a password',
    ...behaviour,
    keep: (right) => {
      const verified = new Map<string, Person>()
      return {
        // The right code starts a session with a new id.
        createSession: (session) => {
          if (session.verified) verified.set(session.userId, withoutPassword(session.userId))
          return right.createSession(session)
        },
        person: async (userId) => (await right.person(userId)) ?? verified.get(userId),
      }
    },
    caughtBy: ['login/not-yet-registered'],
  },
  {
    name: 'step-two-by-nobody',
    fault: 'Step 2 always gets 0006',
    ...behaviour,
    ...instead(({ endpoint }) => (endpoint === 'completeRegistration' ? reply('0006') : undefined)),
    caughtBy: ['journey/registration'],
  },
  {
    name: 'session-cookie-for-scripts',
    fault: 'The session cookie is not HttpOnly',
    level: 'advice',
    kind: 'behaviour',
    decide: (right) => ({ sessionCookie: (id) => right.sessionCookie(id).replace('HttpOnly; ', '') }),
    caughtBy: ['sendCode/cookie-http-only'],
  },
]

function withoutPassword(userId: string): Person {
  return { userId, passwordHash: '', gender: null, nickname: null, headImage: null, registeredAt: 0 }
}
