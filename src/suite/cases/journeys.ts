import { cite } from '../../contract/document.ts'
import type { Words } from '../../report/model/words.ts'
import type { Name } from '../people/roles.ts'
import { registerTwice } from '../scenarios/register-twice.ts'
import { type CaseDefinition, defineCase } from './define-case.ts'

/** Somebody who gives none or one of the optional fields, and logs in. */
function withOnly(id: string, name: Name, title: Words, field: 'headImage' | 'nickname' | 'password') {
  return defineCase({
    id: `journey/${id}`,
    level: 'must',
    title,
    cites: [cite('completeRegistration', field), cite('completeRegistration', 'result')],
    people: { [name]: 'loggedIn' },
    about: [name],
    run: async ({ person }) => {
      await person(name).loggedIn()
    },
  })
}

/** What a backend's users rely on across endpoints. */
export const journeyCases: readonly CaseDefinition[] = [
  defineCase({
    id: 'journey/registration',
    level: 'must',
    title: {
      zh: '发送、校验、上传、提交、登录，一路成功',
      en: 'Send, check, upload, complete, log in: one person all the way',
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
        zh: '在注册的会话中登录',
        en: 'a login in the session that registered',
      })
    },
  }),

  withOnly(
    'no-optional-field',
    'bob',
    {
      zh: '不带任何可选字段，8位密码，注册并登录',
      en: 'Registers with no optional field and 8 characters of password, and logs in',
    },
    'password',
  ),
  withOnly(
    'head-image-alone',
    'carol',
    { zh: '只带头像，注册并登录', en: 'Registers with an image alone, and logs in' },
    'headImage',
  ),
  defineCase({
    id: 'journey/gender-alone',
    level: 'must',
    title: { zh: '只带性别，注册并登录', en: 'Registers with a gender alone, and logs in' },
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
    { zh: '只带中文昵称，注册并登录', en: 'Registers with a Chinese nickname alone, and logs in' },
    'nickname',
  ),

  defineCase({
    id: 'journey/same-browser',
    level: 'must',
    title: {
      zh: '同一浏览器中，一人注册并登录之后，另一人以自己的手机号注册并登录',
      en: 'In the browser in which one registered and logged in, another registers and logs in as themselves',
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
      zh: '两个昵称相同的人同时注册，步骤交错，各自以自己的密码登录',
      en: 'Two people of one nickname register at the same time, step by step in turn, and each logs in as themselves',
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
          { zh: '用了另一个人的密码', en: "with the other one's password" },
          [other.session],
        )
      const again = await verifyCode(fay, await fay.sent())
      if (again.result !== undefined)
        reading('E26', {
          zh: `同一验证码第二次使用得到 ${again.result}`,
          en: `a code that is used a second time gets ${again.result}`,
        })
    },
  }),

  defineCase({
    id: 'journey/wrong-then-right',
    level: 'must',
    title: { zh: '一次错误之后，正确的验证码有效', en: 'After one wrong code the right one works' },
    cites: [cite('verifyCode', 'result')],
    people: { hana: 'verified' },
    about: ['hana'],
    run: async ({ person }) => {
      await person('hana').verified()
    },
  }),
]
