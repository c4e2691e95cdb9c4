import { cite } from '../../contract/document.ts'
import type { Words } from '../../report/model/words.ts'
import type { Name } from '../people/roles.ts'
import { registerTwice } from '../scenarios/register-twice.ts'
import { type CaseDefinition, defineCase, personIn } from './define-case.ts'

/** A person registers with one optional field or none, and logs in. */
function withOnly(id: string, name: Name, title: Words, field: 'headImage' | 'nickname' | 'password') {
  return defineCase({
    id: `journey/${id}`,
    level: 'must',
    title,
    cites: [cite('completeRegistration', field), cite('completeRegistration', 'result')],
    people: personIn(name, 'loggedIn'),
    about: [name],
    run: async ({ person }) => {
      await person(name).loggedIn()
    },
  })
}

/** What users of a backend rely on across endpoints. */
export const journeyCases: readonly CaseDefinition[] = [
  defineCase({
    id: 'journey/registration',
    level: 'must',
    title: {
      zh: '能依次完成发送验证码、校验、上传头像、提交注册step2 和登录',
      en: 'A person can request a code, verify it, upload an avatar, complete step 2 and log in',
    },
    cites: [
      cite('sendCode', 'operation'),
      cite('verifyCode', 'operation'),
      cite('uploadAvatar', 'operation'),
      cite('completeRegistration', 'operation'),
      cite('login', 'operation'),
    ],
    people: { alice: 'loggedIn' },
    about: ['alice'],
    when: 'first',
    run: async ({ person, login, expect }) => {
      const alice = person('alice')
      await alice.loggedIn()
      expect.result(await login({ userId: alice.userId, password: alice.password }, {}, alice.session), '0000', {
        zh: '在注册时的会话中登录',
        en: 'login in the session that registered',
      })
    },
  }),

  withOnly(
    'no-optional-field',
    'bob',
    {
      zh: '密码为 8 位且不带可选参数时，能注册并登录',
      en: 'A person can register with an 8-character password and no optional field, and log in',
    },
    'password',
  ),
  withOnly(
    'head-image-alone',
    'carol',
    { zh: '可选参数只带头像时，能注册并登录', en: 'A person can register with only an avatar, and log in' },
    'headImage',
  ),
  defineCase({
    id: 'journey/gender-alone',
    level: 'must',
    title: { zh: '可选参数只带性别时，能注册并登录', en: 'A person can register with only a gender, and log in' },
    cites: [cite('completeRegistration', 'gender'), cite('completeRegistration', 'result')],
    people: { omar: 'registered' },
    about: ['omar'],
    sendsAgain: ['omar'],
    run: async ({ person, runState, expect }) => {
      const { logins } = await registerTwice(runState, person('omar'))
      expect.result(logins.before, '0000')
    },
  }),
  withOnly(
    'nickname-alone',
    'erin',
    {
      zh: '可选参数只带中文昵称时，能注册并登录',
      en: 'A person can register with only a Chinese nickname, and log in',
    },
    'nickname',
  ),

  defineCase({
    id: 'journey/same-browser',
    level: 'must',
    title: {
      zh: '一人注册并登录后，另一人能在同一浏览器中用自己的手机号注册并登录',
      en: 'A second person can register and log in as themselves in the same browser',
    },
    cites: [cite('sendCode', 'operation'), cite('completeRegistration', 'operation'), cite('login', 'result')],
    people: { alice: 'loggedIn', dave: 'loggedIn' },
    about: ['dave'],
    run: async ({ person }) => {
      await person('dave').loggedIn()
    },
  }),

  defineCase({
    id: 'journey/two-people',
    level: 'must',
    title: {
      zh: '两人以相同的昵称同时注册、步骤交错时，仍能各自用自己的密码登录',
      en: 'Two people with the same nickname can register at the same time, and each logs in as themselves',
    },
    cites: [
      cite('completeRegistration', 'operation'),
      cite('completeRegistration', 'nickname'),
      cite('login', 'operation'),
      cite('login', 'result'),
    ],
    people: { fay: 'loggedIn', gus: 'loggedIn' },
    about: ['fay', 'gus'],
    run: async ({ person, verifyCode, login, expect, reading }) => {
      const [fay, gus] = [person('fay'), person('gus')]
      for (const step of ['sent', 'verified', 'registered', 'loggedIn'] as const)
        for (const each of [fay, gus]) await each[step]()
      for (const [mine, other] of [
        [fay, gus],
        [gus, fay],
      ] as const)
        expect.result(
          await login({ userId: mine.userId, password: other.password }),
          '0008',
          { zh: '用另一人的密码登录', en: "login with the other person's password" },
          [other.session],
        )
      const again = await verifyCode(fay, await fay.sent())
      if (again.result !== undefined)
        reading('E26', {
          zh: `验证码第二次使用时，返回 ${again.result}`,
          en: `a code used a second time gets ${again.result}`,
        })
    },
  }),

  defineCase({
    id: 'journey/wrong-then-right',
    level: 'must',
    title: { zh: '输错一次后，正确的验证码仍然有效', en: 'The correct code works after one wrong code' },
    cites: [cite('verifyCode', 'result')],
    people: { hana: 'verified' },
    about: ['hana'],
    run: async ({ person }) => {
      await person('hana').verified()
    },
  }),
]
