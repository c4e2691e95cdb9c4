import type { Person } from '../../../src/reference/store/store.ts'
import { instead, message, page, reply, requestOf, result } from '../backend.ts'
import type { Mutant } from '../mutant.ts'

const behaviour = { level: 'must', kind: 'behaviour' } as const
const shape = { level: 'must', kind: 'shape' } as const

/** Changes passwords before they are hashed and before they are compared. */
function folding(fold: (password: string) => string): Required<Pick<Mutant, 'decide'>> {
  return {
    decide: (right) => ({
      hashPassword: (password, random) => right.hashPassword(fold(password), random),
      isRightPassword: (password, person) => right.isRightPassword(fold(password), person),
    }),
  }
}

/** Stores passwords as they are and compares them in a different way. */
function comparing(isRight: (given: string, kept: string) => boolean): Required<Pick<Mutant, 'decide'>> {
  return {
    decide: () => ({
      hashPassword: (password) => password,
      isRightPassword: (password, person) => isRight(password, person.passwordHash),
    }),
  }
}

/** 登录 */
export const wrongLogins: readonly Mutant[] = [
  {
    name: 'login-any-password',
    fault: 'The password is not checked',
    ...behaviour,
    decide: () => ({ isRightPassword: () => true }),
    caughtBy: ['login/wrong-password', 'journey/random'],
  },
  {
    name: 'login-never',
    fault: 'The correct password is refused',
    ...behaviour,
    decide: () => ({ isRightPassword: () => false }),
    caughtBy: ['journey/registration', 'login/success'],
  },
  {
    name: 'login-once',
    fault: 'A person can log in only once',
    ...behaviour,
    decide: (right) => {
      const been = new Set<string>()
      return {
        drawToken: (person, random) => {
          been.add(person.userId)
          return right.drawToken(person, random)
        },
        isRightPassword: (password, person) => !been.has(person.userId) && right.isRightPassword(password, person),
      }
    },
    caughtBy: ['journey/registration'],
  },
  {
    name: 'login-spoiled-by-a-wrong-one',
    fault: 'The correct password is refused after one wrong password',
    ...behaviour,
    decide: (right) => {
      const wrong = new Set<string>()
      return {
        isRightPassword: async (password, person) => {
          const isRight = await right.isRightPassword(password, person)
          if (!isRight) wrong.add(person.userId)
          return isRight && !wrong.has(person.userId)
        },
      }
    },
    caughtBy: ['login/right-after-wrong'],
  },
  {
    name: 'login-second-try',
    fault: 'Any password is accepted after a wrong one',
    ...behaviour,
    decide: (right) => {
      const wrong = new Set<string>()
      return {
        isRightPassword: async (password, person) => {
          if (wrong.has(person.userId)) return true
          const isRight = await right.isRightPassword(password, person)
          if (!isRight) wrong.add(person.userId)
          return isRight
        },
      }
    },
    caughtBy: ['login/long-password'],
  },
  {
    name: 'password-cut-at-8',
    fault: 'Only the first 8 characters of a password count',
    ...behaviour,
    ...folding((password) => password.slice(0, 8)),
    caughtBy: ['login/password-and-more'],
  },
  {
    name: 'password-cut-at-16',
    fault: 'Only the first 16 characters of a password count',
    ...behaviour,
    ...folding((password) => password.slice(0, 16)),
    caughtBy: ['login/long-password'],
  },
  {
    name: 'password-cut-at-20',
    fault: 'Only the first 20 characters of a password count',
    ...behaviour,
    ...folding((password) => password.slice(0, 20)),
    caughtBy: ['login/long-password'],
  },
  {
    name: 'password-cut-at-31',
    fault: 'Only the first 31 characters of a password count',
    ...behaviour,
    ...folding((password) => password.slice(0, 31)),
    caughtBy: ['login/long-password'],
  },
  {
    name: 'password-first-character-ignored',
    fault: 'The first character of a password is ignored',
    ...behaviour,
    ...comparing((given, kept) => given.slice(1) === kept.slice(1)),
    caughtBy: ['login/long-password'],
  },
  {
    name: 'password-middle-ignored',
    fault: 'Only the first four and last four characters of a password count, and its length',
    ...behaviour,
    ...comparing(
      (given, kept) =>
        given.length === kept.length && given.slice(0, 4) === kept.slice(0, 4) && given.slice(-4) === kept.slice(-4),
    ),
    caughtBy: ['login/long-password'],
  },
  {
    name: 'password-as-number',
    fault: 'Passwords that look like numbers are compared as numbers',
    ...behaviour,
    ...comparing((given, kept) => given === kept || Number(given) === Number(kept)),
    caughtBy: ['login/number-like'],
  },
  {
    name: 'password-last-eight',
    fault: 'Only the last 8 characters of a password count',
    ...behaviour,
    ...folding((password) => password.slice(-8)),
    caughtBy: ['login/more-before-password'],
  },
  {
    name: 'password-cut-when-kept',
    fault: 'Only the first 16 characters of a password are stored, so a longer one never logs in',
    ...behaviour,
    decide: (right) => ({ hashPassword: (password, random) => right.hashPassword(password.slice(0, 16), random) }),
    caughtBy: ['journey/head-image-alone'],
  },
  {
    name: 'password-case-folded',
    fault: 'Passwords are compared without regard to case',
    ...behaviour,
    ...folding((password) => password.toLowerCase()),
    caughtBy: ['login/letter-case'],
  },
  {
    name: 'password-lower-when-kept',
    fault: 'Passwords are stored in lower case, so one with capital letters never logs in',
    ...behaviour,
    decide: (right) => ({ hashPassword: (password, random) => right.hashPassword(password.toLowerCase(), random) }),
    caughtBy: ['journey/registration'],
  },
  {
    name: 'password-letters-alone-count',
    fault: 'The digits of a password are ignored',
    ...behaviour,
    ...folding((password) => password.replace(/[0-9]/g, '')),
    caughtBy: ['login/password-cut-short'],
  },
  {
    name: 'password-digits-alone-count',
    fault: 'The letters of a password are ignored',
    ...behaviour,
    ...folding((password) => password.replace(/[A-Za-z]/g, '')),
    caughtBy: ['login/letter-case'],
  },
  {
    name: 'password-in-any-order',
    fault: 'The characters of a password are accepted in any order',
    ...behaviour,
    ...folding((password) => [...password].sort().join('')),
    caughtBy: ['login/password-reversed'],
  },
  {
    name: 'password-end',
    fault: 'Any suffix of the password logs in',
    ...behaviour,
    ...comparing((given, kept) => given !== '' && kept.endsWith(given)),
    caughtBy: ['login/password-end'],
  },
  {
    name: 'password-with-more-in-front',
    fault: 'The password with anything before it logs in',
    ...behaviour,
    ...comparing((given, kept) => given.endsWith(kept)),
    caughtBy: ['login/more-before-password'],
  },
  {
    name: 'password-beginning',
    fault: 'Any prefix of the password logs in',
    ...behaviour,
    ...comparing((given, kept) => given !== '' && kept.startsWith(given)),
    caughtBy: ['login/password-cut-short'],
  },
  {
    name: 'password-with-more-behind',
    fault: 'The password with anything after it logs in',
    ...behaviour,
    ...comparing((given, kept) => given.startsWith(kept)),
    caughtBy: ['login/password-and-more'],
  },
  {
    name: 'password-length-alone',
    fault: 'Any password of the same length logs in',
    ...behaviour,
    ...comparing((given, kept) => given.length === kept.length),
    caughtBy: ['journey/two-people'],
  },
  {
    name: 'password-of-anybody',
    fault: "Any person's password logs in as everyone",
    ...behaviour,
    decide: () => {
      const kept = new Set<string>()
      return {
        hashPassword: (password) => {
          kept.add(password)
          return password
        },
        isRightPassword: (password) => kept.has(password),
      }
    },
    caughtBy: ['journey/two-people'],
  },
  {
    name: 'password-latest-for-all',
    fault: 'The password registered last logs in as everyone',
    ...behaviour,
    decide: () => {
      let latest = ''
      return {
        hashPassword: (password) => {
          latest = password
          return password
        },
        isRightPassword: (password) => password === latest,
      }
    },
    caughtBy: ['journey/two-people'],
  },
  {
    name: 'password-trimmed',
    fault: 'Spaces around a password are ignored',
    level: 'should',
    kind: 'behaviour',
    ...folding((password) => password.trim()),
    caughtBy: ['login/password-and-space'],
  },
  {
    name: 'password-signs-dropped',
    fault: 'Symbols in a password are ignored',
    level: 'should',
    kind: 'behaviour',
    ...folding((password) => password.replace(/[^A-Za-z0-9]/g, '')),
    caughtBy: ['login/password-and-space'],
  },
  {
    name: 'password-cut-at-40',
    fault: 'Only the first 40 characters of a password count',
    level: 'should',
    kind: 'behaviour',
    ...folding((password) => password.slice(0, 40)),
    caughtBy: ['completeRegistration/special-password'],
  },
  {
    name: 'password-cut-at-63',
    fault: 'Only the first 63 characters of a password count',
    level: 'should',
    kind: 'behaviour',
    ...folding((password) => password.slice(0, 63)),
    caughtBy: ['completeRegistration/special-password'],
  },
  {
    name: 'password-plus-is-blank',
    fault: 'A + in a password equals a space',
    level: 'should',
    kind: 'behaviour',
    ...folding((password) => password.replaceAll('+', ' ')),
    caughtBy: ['completeRegistration/special-password'],
  },
  {
    name: 'password-decoded-twice',
    fault: 'Percent-encoding in a password is decoded twice',
    level: 'should',
    kind: 'behaviour',
    ...folding((password) =>
      password.replace(/%([0-9a-f]{2})/gi, (_escape, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    ),
    caughtBy: ['completeRegistration/special-password'],
  },
  {
    name: 'password-escaped',
    fault: 'A password with < or & is stored escaped, so it never logs in',
    level: 'should',
    kind: 'behaviour',
    decide: (right) => ({
      hashPassword: (password, random) =>
        right.hashPassword(password.replaceAll('&', '&amp;').replaceAll('<', '&lt;'), random),
    }),
    caughtBy: ['completeRegistration/special-password'],
  },
  {
    name: 'login-empty-password',
    fault: 'An empty password logs in',
    ...behaviour,
    around: (fetch) => async (request) => {
      const { endpoint, fields } = await requestOf(request)
      const response = await fetch(request)
      if (endpoint !== 'login' || fields.get('password') !== '') return response
      return (await response.text()).includes('0008') ? reply('0000', 'c2Vzc2lvbg') : reply('0007')
    },
    caughtBy: ['login/empty-password'],
  },
  {
    name: 'login-missing-password',
    fault: 'A missing password logs in',
    ...behaviour,
    around: (fetch) => async (request) => {
      const { endpoint, fields } = await requestOf(request)
      const response = await fetch(request)
      if (endpoint !== 'login' || fields.has('password')) return response
      return (await response.text()).includes('0008') ? reply('0000', 'c2Vzc2lvbg') : reply('0007')
    },
    caughtBy: ['login/missing-password'],
  },
  {
    name: 'login-needs-session',
    fault: 'Login works only in the session that registered',
    ...behaviour,
    ...instead(({ endpoint, request }) =>
      endpoint === 'login' && !request.headers.has('cookie') ? reply('0007') : undefined,
    ),
    caughtBy: ['journey/registration'],
  },
  {
    name: 'login-trusts-session',
    fault: 'In the session that registered, any password logs in',
    ...behaviour,
    around: (fetch) => {
      const registered = new Set<string>()
      return async (request) => {
        const { endpoint } = await requestOf(request)
        const response = await fetch(request)
        const text = await response.clone().text()
        const cookie = request.headers.get('cookie') ?? ''
        if (endpoint === 'completeRegistration' && text.includes('0000')) registered.add(cookie)
        return endpoint === 'login' && text.includes('0008') && registered.has(cookie)
          ? reply('0000', 'c2Vzc2lvbg')
          : response
      }
    },
    caughtBy: ['login/wrong-password-in-session'],
  },
  {
    name: 'login-unknown-phone',
    fault: 'A phone number that is not registered logs in',
    ...behaviour,
    decide: (right) => ({
      envelopeOf: (endpoint, answer) =>
        answer.result === '0007' ? { result: '0000', message: 'c2Vzc2lvbg' } : right.envelopeOf(endpoint, answer),
    }),
    caughtBy: ['login/unknown-user', 'login/not-yet-registered'],
  },
  {
    name: 'login-missing-phone',
    fault: 'Login without userId gets 0000',
    ...behaviour,
    ...instead(({ endpoint, fields }) =>
      endpoint === 'login' && !fields.has('userId') ? reply('0000', 'c2Vzc2lvbg') : undefined,
    ),
    caughtBy: ['login/missing-user-id'],
  },
  {
    name: 'login-empty-phone',
    fault: 'Login with an empty userId gets 0000',
    ...behaviour,
    ...instead(({ endpoint, fields }) =>
      endpoint === 'login' && fields.get('userId') === '' ? reply('0000', 'c2Vzc2lvbg') : undefined,
    ),
    caughtBy: ['login/empty-user-id'],
  },
  {
    name: 'login-unknown-is-0008',
    fault: 'A phone number that is not registered gets 0008',
    ...behaviour,
    ...result(({ result }) => (result === '0007' ? '0008' : result)),
    caughtBy: ['login/unknown-user', 'login/not-yet-registered'],
  },
  {
    name: 'login-wrong-is-0007',
    fault: 'A wrong password gets 0007',
    ...behaviour,
    ...result(({ result }) => (result === '0008' ? '0007' : result)),
    caughtBy: ['login/wrong-password'],
  },
  {
    name: 'login-codes-swapped',
    fault: '0007 and 0008 are swapped',
    ...behaviour,
    ...result(({ result }) => (result === '0007' ? '0008' : result === '0008' ? '0007' : result)),
    caughtBy: ['login/unknown-user', 'login/wrong-password'],
  },
  {
    name: 'login-wrong-is-0009',
    fault: 'A wrong password gets the undocumented 0009',
    ...shape,
    ...result(({ result }) => (result === '0008' ? '0009' : result)),
    caughtBy: ['login/result', 'login/wrong-password'],
  },
  {
    name: 'login-without-password-is-0006',
    fault: 'Login without a password gets 0006',
    ...shape,
    ...instead(({ endpoint, fields }) => (endpoint === 'login' && !fields.get('password') ? reply('0006') : undefined)),
    caughtBy: ['login/missing-password', 'login/empty-password'],
  },
  {
    name: 'login-without-phone-breaks',
    fault: 'Login without userId gets a 500 page',
    ...shape,
    ...instead(({ endpoint, fields }) =>
      endpoint === 'login' && !fields.has('userId') ? page(500, 'Error') : undefined,
    ),
    caughtBy: ['login/missing-user-id'],
  },
  {
    name: 'token-missing',
    fault: 'Login gets 0000 without a token',
    ...shape,
    ...message(({ endpoint, message }) => (endpoint === 'login' ? null : message)),
    caughtBy: ['login/message'],
  },
  {
    name: 'token-empty',
    fault: 'The token is an empty string',
    ...shape,
    decide: () => ({ drawToken: () => '' }),
    caughtBy: ['login/message'],
  },
  {
    name: 'token-number',
    fault: 'The token is a number',
    ...shape,
    ...message(({ endpoint, message }) => (endpoint === 'login' && message ? 4711 : message)),
    caughtBy: ['login/message'],
  },
  {
    name: 'token-in-an-object',
    fault: 'The token comes in an object',
    ...shape,
    ...message(({ endpoint, message }) => (endpoint === 'login' && message ? { token: message } : message)),
    caughtBy: ['login/message'],
  },
  {
    name: 'token-for-failure',
    fault: 'A wrong password gets 0008 with a token',
    ...shape,
    ...message(({ result, message }) => (result === '0008' ? 'c2Vzc2lvbg' : message)),
    caughtBy: ['login/message'],
  },
  {
    name: 'login-unknown-explains',
    fault: '0007 has a message',
    ...shape,
    ...message(({ result, message }) => (result === '0007' ? '用户不存在' : message)),
    caughtBy: ['login/message'],
  },
  {
    name: 'token-same-for-all',
    fault: 'Every token is the same',
    level: 'advice',
    kind: 'behaviour',
    decide: () => ({ drawToken: () => 'c2Vzc2lvbg' }),
    caughtBy: ['login/equal-tokens'],
  },
  {
    name: 'token-holds-phone',
    fault: 'The token contains the phone number',
    level: 'advice',
    kind: 'behaviour',
    decide: (right) => ({ drawToken: (person, random) => `${person.userId}.${right.drawToken(person, random)}` }),
    caughtBy: ['login/telling-token'],
  },
  {
    name: 'token-holds-password',
    fault: 'The token contains the password',
    level: 'advice',
    kind: 'behaviour',
    decide: (right) => ({
      hashPassword: (password) => password,
      isRightPassword: (password, person: Person) => password === person.passwordHash,
      drawToken: (person, random) => `${right.drawToken(person, random)}.${person.passwordHash}`,
    }),
    caughtBy: ['login/telling-token'],
  },
]
