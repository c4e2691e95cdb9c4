import type { Person } from '../../../src/reference/store/store.ts'
import { instead, message, page, reply, requestOf, result, withFields } from '../backend.ts'
import type { Mutant } from '../mutant.ts'

const behaviour = { level: 'must', kind: 'behaviour' } as const
const shape = { level: 'must', kind: 'shape' } as const

/** A different rule for passwords. */
function passwordRule(accepts: (password: string) => boolean): Required<Pick<Mutant, 'decide'>> {
  return { decide: () => ({ isAcceptablePassword: accepts }) }
}

/** Refuses to register some people. */
function refusing(person: (person: Person) => boolean): Required<Pick<Mutant, 'decide'>> {
  return { decide: (right) => ({ register: (given, store) => !person(given) && right.register(given, store) }) }
}

/** Lets a later registration of a phone number replace the earlier one. */
const keepingTheLast: Required<Pick<Mutant, 'keep'>> = {
  keep: (right) => {
    const people = new Map<string, Person>()
    return {
      addPerson: async (person) => {
        people.set(person.userId, person)
        await right.addPerson(person)
        return true
      },
      person: (userId) => people.get(userId),
    }
  },
}

const letter = /[A-Za-z]/
const digit = /[0-9]/

/** 注册step2 */
export const wrongRegistrations: readonly Mutant[] = [
  {
    name: 'password-of-seven',
    fault: 'A password of seven characters is accepted',
    ...behaviour,
    ...passwordRule((password) => password.length >= 7 && letter.test(password) && digit.test(password)),
    caughtBy: ['completeRegistration/short-password'],
  },
  {
    name: 'password-of-eight-refused',
    fault: 'A password of eight characters is refused',
    ...behaviour,
    ...passwordRule((password) => password.length > 8 && letter.test(password) && digit.test(password)),
    caughtBy: ['journey/no-optional-field'],
  },
  {
    name: 'password-of-digits',
    fault: 'A password of only digits is accepted',
    ...behaviour,
    ...passwordRule((password) => password.length >= 8 && digit.test(password)),
    caughtBy: ['completeRegistration/digits-only'],
  },
  {
    name: 'password-of-letters',
    fault: 'A password of only letters is accepted',
    ...behaviour,
    ...passwordRule((password) => password.length >= 8 && letter.test(password)),
    caughtBy: ['completeRegistration/letters-only'],
  },
  {
    name: 'password-of-letters-and-signs',
    fault: 'A symbol in a password counts as a digit',
    ...behaviour,
    ...passwordRule((password) => password.length >= 8 && letter.test(password) && /[^A-Za-z]/.test(password)),
    caughtBy: ['completeRegistration/letters-and-signs'],
  },
  {
    name: 'password-of-digits-and-signs',
    fault: 'A symbol in a password counts as a letter',
    ...behaviour,
    ...passwordRule((password) => password.length >= 8 && digit.test(password) && /[^0-9]/.test(password)),
    caughtBy: ['completeRegistration/digits-and-signs'],
  },
  {
    name: 'password-rule-missing',
    fault: 'Any password that is not empty is accepted',
    ...behaviour,
    ...passwordRule((password) => password !== ''),
    caughtBy: [
      'completeRegistration/short-password',
      'completeRegistration/letters-only',
      'completeRegistration/digits-only',
    ],
  },
  {
    name: 'password-needs-capital',
    fault: 'A password without a capital letter is refused',
    ...behaviour,
    ...passwordRule((password) => password.length >= 8 && /[A-Z]/.test(password) && digit.test(password)),
    caughtBy: ['journey/no-optional-field'],
  },
  {
    name: 'password-needs-sign',
    fault: 'A password of only letters and digits is refused',
    ...behaviour,
    ...passwordRule((password) => password.length >= 8 && /[^A-Za-z0-9]/.test(password)),
    caughtBy: ['journey/registration'],
  },
  {
    name: 'password-needs-small-letter',
    fault: 'A password without a lower-case letter is refused',
    ...behaviour,
    ...passwordRule((password) => password.length >= 8 && /[a-z]/.test(password) && digit.test(password)),
    caughtBy: ['journey/same-browser'],
  },
  {
    name: 'password-without-capitals',
    fault: 'A password with a capital letter is refused',
    ...behaviour,
    decide: (right) => ({
      isAcceptablePassword: (password) => !/[A-Z]/.test(password) && right.isAcceptablePassword(password),
    }),
    caughtBy: ['journey/registration'],
  },
  {
    name: 'password-of-31-at-most',
    fault: 'A password of 32 characters is refused',
    ...behaviour,
    decide: (right) => ({
      isAcceptablePassword: (password) => password.length < 32 && right.isAcceptablePassword(password),
    }),
    caughtBy: ['journey/head-image-alone'],
  },
  {
    name: 'password-letter-first',
    fault: 'A password that begins with a digit is refused',
    ...behaviour,
    ...passwordRule((password) => /^[A-Za-z]/.test(password) && password.length >= 8 && digit.test(password)),
    caughtBy: ['journey/nickname-alone'],
  },
  {
    name: 'password-of-twenty-at-most',
    fault: 'A password of more than twenty characters is refused',
    ...behaviour,
    decide: (right) => ({
      isAcceptablePassword: (password) => password.length <= 20 && right.isAcceptablePassword(password),
    }),
    caughtBy: ['journey/head-image-alone'],
  },
  {
    name: 'password-empty-accepted',
    fault: 'An empty or missing password is replaced with a default one',
    ...behaviour,
    around: (fetch) => async (request) => {
      const { endpoint, fields } = await requestOf(request)
      if (endpoint !== 'completeRegistration' || fields.get('password')) return fetch(request)
      fields.set('password', 'changeme1')
      return fetch(withFields(request, fields))
    },
    caughtBy: ['completeRegistration/empty-password', 'completeRegistration/missing-password'],
  },
  {
    name: 'password-missing-is-success',
    fault: 'Step 2 without a password gets 0000 and does nothing',
    ...behaviour,
    ...instead(({ endpoint, fields }) =>
      endpoint === 'completeRegistration' && !fields.has('password') ? reply('0000') : undefined,
    ),
    caughtBy: ['completeRegistration/missing-password'],
  },
  {
    name: 'password-missing-breaks',
    fault: 'Step 2 without a password gets a 500 page',
    ...shape,
    ...instead(({ endpoint, fields }) =>
      endpoint === 'completeRegistration' && !fields.get('password') ? page(500, 'Internal Server Error') : undefined,
    ),
    caughtBy: ['completeRegistration/missing-password', 'completeRegistration/empty-password'],
  },
  {
    name: 'second-password-wins',
    fault: 'A second step 2 overwrites the password',
    ...behaviour,
    decide: () => ({ afterRegistering: (session) => session }),
    ...keepingTheLast,
    caughtBy: ['completeRegistration/second-keeps-password'],
  },
  {
    name: 'second-password-wins-quietly',
    fault: 'A second step 2 gets 0006 but overwrites the password anyway',
    ...behaviour,
    decide: () => ({ afterRegistering: (session) => session }),
    keep: (right) => {
      const people = new Map<string, Person>()
      return {
        addPerson: (person) => {
          people.set(person.userId, person)
          return right.addPerson(person)
        },
        person: (userId) => people.get(userId),
      }
    },
    caughtBy: ['completeRegistration/second-keeps-password'],
  },
  {
    name: 'second-password-wins-elsewhere',
    fault: 'A second step 2 in a session verified earlier overwrites the password',
    ...behaviour,
    ...keepingTheLast,
    caughtBy: ['completeRegistration/second-keeps-password'],
  },
  {
    name: 'second-password-wins-verified-again',
    fault: 'A code works again after the registration, and the next step 2 overwrites the password',
    ...behaviour,
    options: { codeWorksOnce: false },
    decide: (right) => {
      const registered = new Map<string, number>()
      return {
        afterRightCode: (session, now) => {
          const count = registered.get(session.userId)
          if (count !== undefined) registered.set(session.userId, count + 1)
          return right.afterRightCode(session, now)
        },
        mayRegister: (session) => session.verified && registered.get(session.userId) !== 0,
        afterRegistering: (session) => {
          registered.set(session.userId, registered.get(session.userId) ?? 0)
          return right.afterRegistering(session)
        },
      }
    },
    ...keepingTheLast,
    caughtBy: ['completeRegistration/second-keeps-password'],
  },
  {
    name: 'gender-required',
    fault: 'Step 2 without a gender is refused',
    ...behaviour,
    ...refusing(({ gender }) => gender === null),
    caughtBy: ['journey/no-optional-field'],
  },
  {
    name: 'gender-zero-refused',
    fault: 'Gender 0 is taken for no gender and refused',
    ...behaviour,
    ...refusing(({ gender }) => gender !== null && !Number(gender)),
    caughtBy: ['journey/gender-alone'],
  },
  {
    name: 'gender-one-refused',
    fault: 'Gender 1 is refused',
    ...behaviour,
    ...refusing(({ gender }) => gender === '1'),
    caughtBy: ['journey/registration'],
  },
  {
    name: 'gender-needs-nickname',
    fault: 'A gender without a nickname is refused',
    ...behaviour,
    ...refusing(({ gender, nickname }) => gender !== null && nickname === null),
    caughtBy: ['journey/gender-alone'],
  },
  {
    name: 'gender-one-forgets',
    fault: 'A person with gender 1 gets 0000 but is not stored',
    ...behaviour,
    decide: (right) => ({ register: (person, store) => person.gender === '1' || right.register(person, store) }),
    caughtBy: ['journey/registration'],
  },
  {
    name: 'head-image-forgets',
    fault: 'A person with an avatar gets 0000 but is not stored',
    ...behaviour,
    decide: (right) => ({ register: (person, store) => person.headImage !== null || right.register(person, store) }),
    caughtBy: ['journey/registration'],
  },
  {
    name: 'head-image-needs-nickname',
    fault: 'An avatar without a nickname is refused',
    ...behaviour,
    ...refusing(({ headImage, nickname }) => headImage !== null && nickname === null),
    caughtBy: ['journey/head-image-alone'],
  },
  {
    name: 'nickname-needs-gender',
    fault: 'A nickname without a gender is refused',
    ...behaviour,
    ...refusing(({ gender, nickname }) => nickname !== null && gender === null),
    caughtBy: ['journey/nickname-alone'],
  },
  {
    name: 'nickname-chinese-login-breaks',
    fault: 'Login of a person with a Chinese nickname gets a 500 page',
    ...shape,
    decide: (right) => ({
      drawToken: (person, random) =>
        /[^ -~]/.test(person.nickname ?? '') ? 'broken' : right.drawToken(person, random),
      statusOf: (endpoint, answer) => (answer.message === 'broken' ? 500 : right.statusOf(endpoint, answer)),
      envelopeOf: (endpoint, answer) =>
        answer.message === 'broken' ? { error: 'oops' } : right.envelopeOf(endpoint, answer),
    }),
    caughtBy: ['login/envelope'],
  },
  {
    name: 'nickname-required',
    fault: 'Step 2 without a nickname is refused',
    ...behaviour,
    ...refusing(({ nickname }) => nickname === null),
    caughtBy: ['journey/no-optional-field', 'journey/gender-alone', 'journey/head-image-alone'],
  },
  {
    name: 'nickname-chinese-refused',
    fault: 'A Chinese nickname is refused',
    ...behaviour,
    ...refusing(({ nickname }) => /[^ -~]/.test(nickname ?? '')),
    caughtBy: ['journey/nickname-alone'],
  },
  {
    name: 'nickname-chinese-forgets',
    fault: 'A person with a Chinese nickname gets 0000 but is not stored',
    ...behaviour,
    decide: (right) => ({
      register: (person, store) => /[^ -~]/.test(person.nickname ?? '') || right.register(person, store),
    }),
    caughtBy: ['journey/registration'],
  },
  {
    name: 'nickname-of-eight-refused',
    fault: 'A nickname of more than six characters is refused',
    ...behaviour,
    ...refusing(({ nickname }) => [...(nickname ?? '')].length > 6),
    caughtBy: ['journey/nickname-alone'],
  },
  {
    name: 'nickname-of-one-refused',
    fault: 'A nickname of one character is refused',
    ...behaviour,
    ...refusing(({ nickname }) => nickname !== null && [...nickname].length < 2),
    caughtBy: ['journey/two-people'],
  },
  {
    name: 'nickname-emoji-forgets',
    fault: 'A person with an emoji as nickname gets 0000 but is not stored',
    ...behaviour,
    decide: (right) => ({
      register: (person, store) =>
        /\p{Emoji_Presentation}/u.test(person.nickname ?? '') || right.register(person, store),
    }),
    caughtBy: ['completeRegistration/emoji'],
  },
  {
    name: 'nickname-long-breaks',
    fault: 'Any gender and any headImage are accepted, but a nickname of more than 32 characters gets a 500 page',
    ...shape,
    options: { otherGenders: 'accept', unknownHeadImage: 'accept' },
    ...instead(({ fields }) => ((fields.get('nickname') ?? '').length > 32 ? page(500, 'Error') : undefined)),
    caughtBy: ['completeRegistration/envelope'],
  },
  {
    name: 'nickname-long-breaks-if-kept',
    fault:
      'Other genders are refused, and a nickname of more than 32 characters gets a 500 page because it cannot be stored',
    ...shape,
    options: { unknownHeadImage: 'accept' },
    ...instead(({ fields }) =>
      (fields.get('nickname') ?? '').length > 32 && fields.get('gender') !== '2' ? page(500, 'Error') : undefined,
    ),
    caughtBy: ['completeRegistration/envelope'],
  },
  {
    name: 'other-gender-forgets',
    fault: 'A person with another gender gets 0000 but is not stored',
    ...behaviour,
    options: { otherGenders: 'accept' },
    decide: (right) => ({ register: (person, store) => person.gender === '2' || right.register(person, store) }),
    caughtBy: ['completeRegistration/open-values'],
  },
  {
    name: 'fields-empty-break',
    fault: 'An empty gender gets a 500 page',
    ...shape,
    ...instead(({ fields }) => (fields.get('gender') === '' ? page(500, 'Error') : undefined)),
    caughtBy: ['completeRegistration/envelope'],
  },
  {
    name: 'fields-empty-break-unlocked',
    fault: 'An empty gender gets a 500 page, and the correct code works during a lock',
    ...shape,
    decide: () => ({ isRightCodeLocked: () => false }),
    ...instead(({ fields }) => (fields.get('gender') === '' ? page(500, 'Error') : undefined)),
    caughtBy: ['completeRegistration/envelope'],
  },
  {
    name: 'fields-empty-forget',
    fault: 'A person with empty optional fields gets 0000 but is not stored',
    ...behaviour,
    around: (fetch) => async (request) => {
      const { fields } = await requestOf(request)
      return fields.get('nickname') === '' ? reply('0000') : fetch(request)
    },
    caughtBy: ['completeRegistration/empty-fields'],
  },
  {
    name: 'nickname-emoji-breaks',
    fault: 'An emoji in a nickname gets a 500 page',
    ...shape,
    ...instead(({ fields }) =>
      /\p{Emoji_Presentation}/u.test(fields.get('nickname') ?? '') ? page(500, 'Error') : undefined,
    ),
    caughtBy: ['completeRegistration/emoji'],
  },
  {
    name: 'head-image-required',
    fault: 'Step 2 without an avatar is refused',
    ...behaviour,
    ...refusing(({ headImage }) => headImage === null),
    caughtBy: ['journey/no-optional-field'],
  },
  {
    name: 'head-image-refused',
    fault: 'The path that upload returned is refused',
    ...behaviour,
    decide: () => ({ isAcceptableHeadImage: () => false }),
    caughtBy: ['journey/registration', 'completeRegistration/success'],
  },
  {
    name: 'all-fields-refused',
    fault: 'Avatar, gender and nickname together are refused',
    ...behaviour,
    ...refusing(({ headImage, gender, nickname }) => headImage !== null && gender !== null && nickname !== null),
    caughtBy: ['journey/registration'],
  },
  {
    name: 'step-two-is-0004',
    fault: 'An invalid password gets 0004',
    ...shape,
    ...result(({ endpoint, result }) => (endpoint === 'completeRegistration' && result === '0006' ? '0004' : result)),
    caughtBy: [
      'completeRegistration/result',
      'completeRegistration/short-password',
      'completeRegistration/open-values',
    ],
  },
  {
    name: 'step-two-explains',
    fault: 'A failed step 2 has a message',
    ...shape,
    ...message(({ endpoint, result, message }) =>
      endpoint === 'completeRegistration' && result === '0006' ? '未知错误' : message,
    ),
    caughtBy: ['completeRegistration/message'],
  },
  {
    name: 'step-two-greets',
    fault: 'A successful step 2 has a message',
    ...shape,
    ...message(({ endpoint, result, message }) =>
      endpoint === 'completeRegistration' && result === '0000' ? { id: 7 } : message,
    ),
    caughtBy: ['completeRegistration/message'],
  },
  {
    name: 'step-two-taken-for-a-code',
    fault: 'register is ignored, so step 2 is taken for verifyCode',
    ...shape,
    ...instead(({ endpoint }) => (endpoint === 'completeRegistration' ? reply('0004') : undefined)),
    caughtBy: ['completeRegistration/result', 'journey/registration'],
  },
  {
    name: 'other-gender-breaks',
    fault: 'A gender other than 0 and 1 gets a 500 page',
    ...shape,
    ...instead(({ fields }) =>
      /^[^01]/.test(fields.get('gender') ?? '') ? page(500, 'Internal Server Error') : undefined,
    ),
    caughtBy: ['completeRegistration/envelope'],
  },
  {
    name: 'second-step-two-says-0000',
    fault: 'A second step 2 gets 0000, but the first password stays',
    level: 'should',
    kind: 'behaviour',
    decide: (right) => ({
      afterRegistering: (session) => session,
      register: async (person, store) => {
        await right.register(person, store)
        return true
      },
    }),
    caughtBy: ['completeRegistration/second-refused'],
  },
  {
    name: 'nickname-taken',
    fault: 'A nickname that another person has is refused',
    ...behaviour,
    decide: (right) => {
      const taken = new Set<string>()
      return {
        register: async (person, store) => {
          if (person.nickname !== null && taken.has(person.nickname)) return false
          if (person.nickname !== null) taken.add(person.nickname)
          return right.register(person, store)
        },
      }
    },
    caughtBy: ['journey/two-people'],
  },
  {
    name: 'register-may-be-missing',
    fault: 'Step 2 without register is accepted',
    level: 'should',
    kind: 'behaviour',
    around: (fetch) => async (request) => {
      const { endpoint, fields } = await requestOf(request)
      if (endpoint !== 'completeRegistration') return fetch(request)
      fields.set('register', '1')
      return fetch(withFields(request, fields))
    },
    caughtBy: ['completeRegistration/missing-register', 'completeRegistration/empty-register'],
  },
  {
    name: 'step-two-without-verifying',
    fault: 'Step 2 is accepted without a verified code',
    level: 'advice',
    kind: 'behaviour',
    decide: () => ({ mayRegister: () => true }),
    caughtBy: ['completeRegistration/unverified'],
  },
  {
    name: 'step-two-after-any-code',
    fault: 'Step 2 is accepted once any code was tried, correct or wrong',
    level: 'advice',
    kind: 'behaviour',
    decide: (right) => ({
      afterWrongCode: (session, now) => ({ ...right.afterWrongCode(session, now), verified: true }),
    }),
    caughtBy: ['completeRegistration/unverified'],
  },
]
