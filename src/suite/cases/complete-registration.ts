import { cite } from '../../contract/document.ts'
import type { Words } from '../../report/model/words.ts'
import { plain } from '../http/value.ts'
import { unlock } from '../scenarios/lock.ts'
import { registerTwice } from '../scenarios/register-twice.ts'
import { missingInRegister } from './case-context.ts'
import { type CaseDefinition, defineCase } from './define-case.ts'
import { registersWith } from './register-with-fields.ts'
import { type RightRequest, requiredParameterCases } from './required-parameters.ts'

/** A password that the document does not allow, sent in a verified session, gets 0006. */
function badPassword(id: string, title: Words, password: string): CaseDefinition {
  return defineCase({
    id: `completeRegistration/${id}`,
    level: 'must',
    title,
    cites: [cite('completeRegistration', 'password'), cite('completeRegistration', 'result')],
    people: { nina: 'verified' },
    run: async ({ person, completeRegistration, expect }) => {
      const nina = person('nina')
      await nina.verified()
      expect.result(await completeRegistration(nina, { password, register: '1' }), '0006', title)
    },
  })
}

const rightRequest: RightRequest = {
  people: { nina: 'verified' },
  level: (parameters) => (parameters.includes('register') ? 'should' : 'must'),
  fields: async ({ person }) => {
    await person('nina').verified()
    return { password: 'Abcd1234', register: '1' }
  },
  send: ({ person, completeRegistration }, fields) => completeRegistration(person('nina'), fields, missingInRegister),
}

/** Values that the document says nothing about, each in a field of its own. */
const openValues = [
  {
    erratum: 'E23',
    fields: { nickname: '长'.repeat(40) },
    what: { zh: '昵称为 40 个字', en: 'a nickname of 40 characters' },
  },
  { erratum: 'E18', fields: { gender: '2' }, what: { zh: 'gender 为 "2"', en: 'gender "2"' } },
  {
    erratum: 'E22',
    fields: { headImage: '/avatars/never-uploaded.png' },
    what: { zh: 'headImage 不是上传返回的路径', en: 'a headImage that no upload returned' },
  },
] as const

/**
 * All items, then all but one, down to each alone. So a backend that accepts some and refuses others gets everything it
 * accepts in one request: a value it cannot store is not hidden by one it refuses, or by an earlier registration.
 */
function fewerAndFewer<Item>(items: readonly Item[]): Item[][] {
  const subsets = items.reduce<Item[][]>((some, item) => some.concat(some.map((each) => each.concat(item))), [[]])
  return subsets.filter(({ length }) => length > 0).sort((one, other) => other.length - one.length)
}

/** 注册step2 */
export const completeRegistrationCases: readonly CaseDefinition[] = [
  defineCase({
    id: 'completeRegistration/success',
    level: 'must',
    title: { zh: '通过验证码校验后提交注册step2，返回 0000', en: 'Step 2 after a verified code gets 0000' },
    cites: [
      cite('completeRegistration', 'operation'),
      cite('completeRegistration', 'method'),
      cite('completeRegistration', 'url'),
      cite('completeRegistration', 'register'),
    ],
    people: { alice: 'registered' },
    when: 'last',
    run: async ({ person }) => {
      await person('alice').registered()
    },
  }),

  badPassword(
    'short-password',
    { zh: '密码只有 7 位时返回 0006', en: 'A password of 7 characters gets 0006' },
    'Abc1234',
  ),
  badPassword(
    'letters-only',
    { zh: '密码只含字母时返回 0006', en: 'A password of only letters gets 0006' },
    'AbcdefghJk',
  ),
  badPassword(
    'digits-only',
    { zh: '密码只含数字时返回 0006', en: 'A password of only digits gets 0006' },
    '2468013579',
  ),
  badPassword(
    'letters-and-signs',
    { zh: '密码只含字母和符号时返回 0006', en: 'A password of letters and symbols without a digit gets 0006' },
    'Abcdef-Gh!',
  ),
  badPassword(
    'digits-and-signs',
    { zh: '密码只含数字和符号时返回 0006', en: 'A password of digits and symbols without a letter gets 0006' },
    '246801-35!',
  ),

  ...requiredParameterCases('completeRegistration', 'missing', rightRequest),
  ...requiredParameterCases('completeRegistration', 'empty', rightRequest),

  defineCase({
    id: 'completeRegistration/second-keeps-password',
    level: 'must',
    title: {
      zh: '再次提交注册step2，不改变首次设置的密码',
      en: 'A second step 2 does not change the password',
    },
    cites: [cite('completeRegistration', 'operation'), cite('login', 'result')],
    people: { omar: 'registered' },
    sendsAgain: ['omar'],
    run: async ({ person, runState, expect, login, note, undecided }) => {
      const omar = person('omar')
      const { again, logins, alone } = await registerTwice(runState, omar)
      if (alone) note(alone)
      const { userId } = omar
      if (logins.before.result !== '0000')
        return undecided({
          zh: '第一次登录未成功，见 journey/gender-alone',
          en: 'the first login failed: see journey/gender-alone',
        })
      expect.result(logins.after, '0000', {
        zh: '首次设置的密码应仍能登录',
        en: 'the first password should still log in',
      })
      for (const { password } of again) expect.result(await login({ userId, password }), '0008')
    },
  }),

  defineCase({
    id: 'completeRegistration/second-refused',
    level: 'should',
    title: { zh: '再次提交注册step2，应返回 0006', en: 'A second step 2 should get 0006' },
    cites: [cite('completeRegistration', 'result')],
    people: { omar: 'registered' },
    sendsAgain: ['omar'],
    run: async ({ person, runState, expect }) => {
      const { again } = await registerTwice(runState, person('omar'))
      for (const { reply } of again) expect.result(reply, '0006')
    },
  }),

  defineCase({
    id: 'completeRegistration/emoji',
    level: 'must',
    title: { zh: '昵称为表情符号时，返回 0000 或 0006', en: 'An emoji as nickname gets 0000 or 0006' },
    cites: [cite('completeRegistration', 'nickname'), cite('completeRegistration', 'result')],
    people: { hana: 'verified' },
    registers: ['hana'],
    run: async (context) => {
      const hana = context.person('hana')
      await hana.verified()
      const reply = await registersWith(context, hana, { nickname: '🙂' }, { leftToCase: true })
      if (reply)
        context.reading('E23', {
          zh: `昵称为表情符号时，返回 ${reply.result}`,
          en: `an emoji as nickname gets ${reply.result}`,
        })
    },
  }),

  defineCase({
    id: 'completeRegistration/empty-fields',
    level: 'must',
    title: {
      zh: '可选参数为空（如浏览器提交的空表单项）时，返回 0000 或 0006',
      en: 'Empty optional fields, as browsers send them, get 0000 or 0006',
    },
    cites: [cite('completeRegistration', 'headImage'), cite('completeRegistration', 'nickname')],
    people: { ivan: 'sent' },
    registers: ['ivan'],
    sendsAgain: ['ivan'],
    run: async (context) => {
      const ivan = context.person('ivan')
      if (!(await unlock(context.runState, ivan)).isVerified)
        return context.note({
          zh: '未测试：被锁定的用户没有收到新的验证码，见 verifyCode/new-code-unlocks',
          en: 'not tested: the locked person got no new code, see verifyCode/new-code-unlocks',
        })
      const reply = await registersWith(context, ivan, { headImage: '', gender: '', nickname: '' })
      if (reply)
        context.reading('E29', {
          zh: `可选参数为空时，返回 ${reply.result}`,
          en: `empty optional fields get ${reply.result}`,
        })
    },
  }),

  defineCase({
    id: 'completeRegistration/open-values',
    level: 'must',
    title: {
      zh: '文档未规定的取值（gender、headImage、较长的昵称）返回 0000 或 0006',
      en: 'Values that the document leaves open (gender, headImage, a long nickname) get 0000 or 0006',
    },
    cites: [cite('completeRegistration', 'gender'), cite('completeRegistration', 'headImage')],
    people: { judy: 'verified' },
    registers: ['judy'],
    run: async (context) => {
      const judy = context.person('judy')
      await judy.verified()
      for (const values of fewerAndFewer(openValues)) {
        const reply = await registersWith(context, judy, Object.assign({}, ...values.map(({ fields }) => fields)))
        if (!reply) return
        if (reply.result !== '0000' && values.length > 1) continue
        // All larger sets were refused, and a registered person can't be asked again.
        for (const value of reply.result === '0000' ? openValues : values) {
          const got = values.includes(value) ? reply.result : '0006'
          context.reading(value.erratum, { zh: `${value.what.zh}，返回 ${got}`, en: `${value.what.en} gets ${got}` })
        }
        if (reply.result === '0000') return
      }
    },
  }),

  defineCase({
    id: 'completeRegistration/special-password',
    level: 'should',
    title: {
      zh: '含特殊字符的 64 位密码若被接受，登录时应逐字符比较',
      en: 'A password of 64 printable characters should be compared in full if it was accepted',
    },
    cites: [cite('completeRegistration', 'password')],
    people: { pia: 'verified' },
    registers: ['pia'],
    run: async ({ person, completeRegistration, login, expect, reading }) => {
      const pia = person('pia')
      await pia.verified()
      const reply = await completeRegistration(pia, { password: pia.password, register: '1' })
      if (!expect.result(reply, ['0000', '0006'])) return
      reading('E24', {
        zh: `密码为 64 位且含特殊字符时，返回 ${reply.result}`,
        en: `a password of 64 printable characters gets ${reply.result}`,
      })
      if (reply.result !== '0000') return
      const { userId, password } = pia
      expect.result(await login({ userId, password }), '0000', {
        zh: '注册时接受的密码应能登录',
        en: 'the password that step 2 accepted should log in',
      })
      // The last character must count, and no character may be decoded twice.
      const { text } = password
      for (const wrong of [`${text.slice(0, -1)}!`, text.replace('+', ' '), text.replace('%41', 'A')])
        expect.result(await login({ userId, password: plain(wrong) }), '0008')
    },
  }),
]
