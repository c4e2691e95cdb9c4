import { cite } from '../../contract/document.ts'
import type { Level } from '../../report/model/report.ts'
import type { Words } from '../../report/model/words.ts'
import { plain, type Value } from '../http/value.ts'
import type { Name } from '../people/roles.ts'
import { createPhones } from '../state/phones.ts'
import { missingParameter, phonesAreOurs } from './case-context.ts'
import { type CaseDefinition, defineCase, personIn } from './define-case.ts'
import { type RightRequest, requiredParameterCases } from './required-parameters.ts'

/**
 * A password close to the correct one, after the correct one was seen to work, gets 0008. No person gets more than three
 * wrong logins (erratum E26); test/suite counts them.
 */
function wrongPassword(
  id: string,
  name: Name,
  title: Words,
  change: (password: string) => string[],
  level: Level = 'must',
): CaseDefinition {
  return defineCase({
    id: `login/${id}`,
    level,
    title,
    cites: [cite('login', 'result')],
    people: personIn(name, 'loggedIn'),
    run: async ({ person, login, expect }) => {
      const someone = person(name)
      await someone.loggedIn()
      for (const password of change(someone.password.text))
        expect.result(await login({ userId: someone.userId, password }), '0008', title)
    },
  })
}

const rightRequest: RightRequest = {
  people: { bob: 'loggedIn' },
  fields: async ({ person }) => {
    const bob = person('bob')
    await bob.loggedIn()
    return { userId: bob.userId, password: bob.password }
  },
  send: ({ login }, fields) => login(fields, missingParameter),
}

const swapCase = (text: string) =>
  text.replace(/[a-z]/gi, (letter) => (letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase()))

const otherAt = (text: string, index: number) =>
  text.slice(0, index) + (text[index] === '7' ? '8' : '7') + text.slice(index + 1)

/** With given phone numbers, the suite does not log in with one that may be a stranger's. */
const onlyGivenNumbers: Words = {
  zh: '本次运行只使用给定的手机号，见 login/not-yet-registered',
  en: 'this run uses only the given phone numbers: see login/not-yet-registered',
}

/** 登录 */
export const loginCases: readonly CaseDefinition[] = [
  defineCase({
    id: 'login/success',
    level: 'must',
    title: { zh: '已注册用户登录，返回 0000 和 token', en: 'A registered person logs in and gets 0000 and a token' },
    cites: [cite('login', 'operation'), cite('login', 'method'), cite('login', 'url'), cite('login', 'message')],
    people: { alice: 'loggedIn' },
    when: 'last',
    run: async ({ person, login, expect }) => {
      const alice = person('alice')
      await alice.loggedIn()
      const { userId, password } = alice
      expect.result(await login({ userId, password }), '0000', {
        zh: '他人注册后应仍能登录',
        en: 'the login should still work after others have registered',
      })
    },
  }),

  wrongPassword('wrong-password', 'alice', { zh: '密码错误时返回 0008', en: 'A wrong password gets 0008' }, () => [
    'Wrong4Password',
  ]),
  defineCase({
    id: 'login/wrong-password-in-session',
    level: 'must',
    title: {
      zh: '在注册时的会话中，密码错误同样返回 0008',
      en: 'A wrong password also gets 0008 in the session that registered',
    },
    cites: [cite('login', 'result')],
    people: { dave: 'loggedIn' },
    run: async ({ person, login, expect }) => {
      const dave = person('dave')
      await dave.loggedIn()
      expect.result(await login({ userId: dave.userId, password: 'Wrong4Password' }, {}, dave.session), '0008')
    },
  }),
  wrongPassword(
    'password-and-more',
    'fay',
    { zh: '密码末尾多一个字符时返回 0008', en: 'The password with an extra character at the end gets 0008' },
    (password) => [`${password}x`],
  ),
  wrongPassword(
    'password-cut-short',
    'bob',
    { zh: '密码缺少最后一个字符时返回 0008', en: 'The password without its last character gets 0008' },
    (password) => [password.slice(0, -1)],
  ),
  wrongPassword(
    'long-password',
    'carol',
    {
      zh: '32 位密码从首位到末位都参与比较',
      en: 'A 32-character password is compared from its first character to its last',
    },
    (password) => [0, 16, 31].map((index) => otherAt(password, index)),
  ),
  wrongPassword('letter-case', 'dave', { zh: '密码区分大小写', en: 'Passwords are case-sensitive' }, (password) => [
    swapCase(password),
  ]),
  wrongPassword(
    'password-reversed',
    'dave',
    { zh: '密码字符顺序颠倒时返回 0008', en: 'The password in reverse order gets 0008' },
    (password) => [[...password].reverse().join('')],
  ),
  wrongPassword(
    'password-end',
    'erin',
    { zh: '密码缺少第一个字符时返回 0008', en: 'The password without its first character gets 0008' },
    (password) => [password.slice(1)],
  ),
  wrongPassword(
    'more-before-password',
    'gus',
    { zh: '密码前面多一个字符时返回 0008', en: 'The password with an extra character before it gets 0008' },
    (password) => [`x${password}`],
  ),
  // E24: some frameworks trim every field.
  wrongPassword(
    'password-and-space',
    'erin',
    {
      zh: '密码前或后多一个空格时应返回 0008',
      en: 'The password with a space before or after it should get 0008',
    },
    (password) => [`${password} `, ` ${password}`],
    'should',
  ),

  wrongPassword(
    'number-like',
    'fay',
    { zh: '形似数字的密码按字符串比较', en: 'A password that looks like a number is compared as a string' },
    (password) => [password.replace('e00', '0e00').replace(/7$/, '6')],
  ),

  defineCase({
    id: 'login/right-after-wrong',
    level: 'must',
    title: { zh: '输错一次后，正确的密码仍能登录', en: 'The correct password works after one wrong password' },
    cites: [cite('login', 'operation'), cite('login', 'result')],
    people: { gus: 'loggedIn' },
    run: async ({ person, login, expect }) => {
      const gus = person('gus')
      await gus.loggedIn()
      const { userId, password } = gus
      // Start with the correct password, so that wrong ones from earlier cases no longer count.
      expect.result(await login({ userId, password }), '0000')
      expect.result(await login({ userId, password: 'Wrong4Password' }), '0008')
      expect.result(await login({ userId, password }), '0000')
    },
  }),

  ...requiredParameterCases('login', 'missing', rightRequest),
  ...requiredParameterCases('login', 'empty', rightRequest),

  defineCase({
    id: 'login/unknown-user',
    level: 'must',
    title: { zh: '用未注册的手机号登录，返回 0007', en: 'A phone number that is not registered gets 0007' },
    cites: [cite('login', 'result')],
    people: { alice: 'loggedIn' },
    run: async (context) => {
      const { person, login, expect, note } = context
      const alice = person('alice')
      await alice.loggedIn()
      if (!phonesAreOurs(context)) return note(onlyGivenNumbers)
      const phones = createPhones('random')
      // A drawn phone number may happen to be registered; three in a row are not.
      for (let tries = 1; ; tries++) {
        const reply = await login({ userId: phones.next('nobody') ?? '', password: alice.password })
        if (reply.result === '0008' && tries < 3) continue
        expect.result(reply, '0007')
        return
      }
    },
  }),

  defineCase({
    id: 'login/similar-number',
    level: 'must',
    title: {
      zh: '用与已注册手机号仅首部、中部或末位不同的手机号登录，返回 0007',
      en: 'A phone number that differs from a registered one in its first, middle or last digits gets 0007',
    },
    cites: [cite('login', 'userId'), cite('login', 'result')],
    people: { alice: 'loggedIn' },
    run: async (context) => {
      const { person, login, expect, note, runState } = context
      const alice = person('alice')
      await alice.loggedIn()
      if (!phonesAreOurs(context)) return note(onlyGivenNumbers)
      const { userId, password } = alice
      const taken = new Set(runState.accounts.keys())
      const last = [...'0123456789'].map(
        (digit): Value => ({ ...userId, text: userId.text.slice(0, 10) + digit, shell: `\${alice:0:10}${digit}` }),
      )
      const first = ['137', '158', '188', '131'].map(
        (prefix): Value => ({ ...userId, text: prefix + userId.text.slice(3), shell: `${prefix}\${alice:3}` }),
      )
      // A masked phone number (138****5678) does not identify a person.
      const middle = [...'0123456789'].map(
        (digit): Value => ({
          ...userId,
          text: `${userId.text.slice(0, 5)}${digit}${userId.text.slice(6)}`,
          shell: `\${alice:0:5}${digit}\${alice:6}`,
        }),
      )
      for (const similar of [last, first, middle]) {
        const free = similar.filter(({ text }) => !taken.has(text)).slice(0, 3)
        for (const [index, number] of free.entries()) {
          const reply = await login({ userId: number, password })
          // A drawn phone number may happen to be registered; three in a row are not.
          if (reply.result === '0008' && index < free.length - 1) continue
          expect.result(reply, '0007')
          break
        }
      }
    },
  }),

  defineCase({
    id: 'login/not-yet-registered',
    level: 'must',
    title: {
      zh: '用已通过验证码校验但未提交注册step2 的手机号登录，返回 0007',
      en: 'A phone number that was verified but has not completed step 2 gets 0007',
    },
    cites: [cite('login', 'result')],
    people: { nina: 'verified' },
    run: async ({ person, login, expect }) => {
      const nina = person('nina')
      await nina.verified()
      expect.result(await login({ userId: nina.userId, password: plain('Abcd1234') }), '0007')
    },
  }),
]
