import { cite } from '../../contract/document.ts'
import { type CaseDefinition, defineCase } from '../define-case.ts'
import { registerTwice } from '../register-twice.ts'
import { type Fields, missingInRegister } from '../stage.ts'
import { plain } from '../value.ts'
import type { Words } from '../words.ts'

/** A password the document does not allow, in a verified session: 0006. */
function badPassword(id: string, title: Words, password: string): CaseDefinition {
  return defineCase({
    id: `completeRegistration/${id}`,
    level: 'must',
    title,
    cites: [cite('completeRegistration', 'password'), cite('completeRegistration', 'result')],
    people: { nina: 'verified' },
    run: async ({ person, post, expect }) => {
      const nina = person('nina')
      await nina.verified()
      expect.result(await post(nina, { password, register: '1' }), '0006', title)
    },
  })
}

/** A required parameter that is missing or empty, in a verified session: anything but success. */
function incomplete(id: string, level: 'must' | 'should', title: Words, fields: Fields): CaseDefinition {
  return defineCase({
    id: `completeRegistration/${id}`,
    level,
    title,
    cites: [cite('completeRegistration', id.endsWith('password') ? 'password' : 'register')],
    people: { nina: 'verified' },
    run: async ({ person, post, expect }) => {
      const nina = person('nina')
      await nina.verified()
      expect.refused(await post(nina, fields, missingInRegister), title)
    },
  })
}

/** 注册step2 */
export const completeRegistrationCases: readonly CaseDefinition[] = [
  defineCase({
    id: 'completeRegistration/success',
    level: 'must',
    title: { zh: '验证后提交信息得到 0000', en: 'Step 2 after a verified code gets 0000' },
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

  badPassword('short-password', { zh: '7位密码得到 0006', en: 'A password of 7 characters gets 0006' }, 'Abc1234'),
  badPassword(
    'letters-only',
    { zh: '只有字母的密码得到 0006', en: 'A password of letters only gets 0006' },
    'AbcdefghJk',
  ),
  badPassword(
    'digits-only',
    { zh: '只有数字的密码得到 0006', en: 'A password of digits only gets 0006' },
    '2468013579',
  ),

  incomplete(
    'missing-password',
    'must',
    { zh: '缺少 password 不会成功', en: 'Without password there is no success' },
    { register: '1' },
  ),
  incomplete(
    'empty-password',
    'must',
    { zh: 'password 为空不会成功', en: 'With an empty password there is no success' },
    { password: '', register: '1' },
  ),
  incomplete(
    'missing-register',
    'should',
    { zh: '缺少 register 不会成功', en: 'Without register there is no success' },
    { password: 'Abcd1234' },
  ),
  incomplete(
    'empty-register',
    'should',
    { zh: 'register 为空不会成功', en: 'With an empty register there is no success' },
    { password: 'Abcd1234', register: '' },
  ),

  defineCase({
    id: 'completeRegistration/second-keeps-password',
    level: 'must',
    title: {
      zh: '再次提交 step2 不改变首次的密码',
      en: 'A second step 2 leaves the first password the one that logs in',
    },
    cites: [cite('completeRegistration', 'operation'), cite('login', 'result')],
    people: { omar: 'registered' },
    sendsAgain: ['omar'],
    run: async ({ person, world, expect, login, note }) => {
      const omar = person('omar')
      const { again, alone } = await registerTwice(world, omar)
      if (alone) note(alone)
      const { userId } = omar
      const first = await login({ userId, password: omar.password })
      expect.result(first, '0000', {
        zh: '首次的密码应仍能登录',
        en: 'the first password should still log in',
      })
      for (const { password } of again) expect.result(await login({ userId, password }), '0008')
    },
  }),

  defineCase({
    id: 'completeRegistration/second-refused',
    level: 'should',
    title: { zh: '再次提交 step2 得到 0006', en: 'A second step 2 gets 0006' },
    cites: [cite('completeRegistration', 'result')],
    people: { omar: 'registered' },
    sendsAgain: ['omar'],
    run: async ({ person, world, expect }) => {
      const { again } = await registerTwice(world, person('omar'))
      for (const { reply } of again) expect.result(reply, '0006')
    },
  }),

  defineCase({
    id: 'completeRegistration/emoji',
    level: 'must',
    title: { zh: '昵称为表情符号得到 0000 或 0006', en: 'A nickname that is an emoji gets 0000 or 0006' },
    cites: [cite('completeRegistration', 'nickname'), cite('completeRegistration', 'result')],
    people: { hana: 'verified' },
    registers: ['hana'],
    run: async ({ person, post, expect, reading }) => {
      const hana = person('hana')
      await hana.verified()
      const reply = await post(hana, { nickname: '🙂', password: hana.password, register: '1' }, { own: true })
      if (expect.answered(reply) && expect.result(reply, ['0000', '0006']))
        reading('E23', { zh: `昵称为表情符号得到 ${reply.result}`, en: `an emoji as nickname gets ${reply.result}` })
    },
  }),

  defineCase({
    id: 'completeRegistration/open-values',
    level: 'must',
    title: {
      zh: '文档未定的 gender、headImage、长昵称得到 0000 或 0006',
      en: 'Values the document leaves open (gender, headImage, a long nickname) get 0000 or 0006',
    },
    cites: [cite('completeRegistration', 'gender'), cite('completeRegistration', 'headImage')],
    people: { judy: 'verified' },
    registers: ['judy'],
    run: async ({ person, post, expect, reading }) => {
      const judy = person('judy')
      await judy.verified()
      const open = [
        ['E18', { gender: '2' }, { zh: 'gender 为 "2"', en: 'gender "2"' }],
        [
          'E22',
          { headImage: '/avatars/never-uploaded.png' },
          { zh: '未上传过的 headImage', en: 'a headImage no upload gave' },
        ],
        ['E23', { nickname: '长'.repeat(40) }, { zh: '40字的昵称', en: 'a nickname of 40 characters' }],
      ] as const
      for (const [erratum, fields, what] of open) {
        const reply = await post(judy, { ...fields, password: judy.password, register: '1' })
        if (!expect.result(reply, ['0000', '0006'])) return
        reading(erratum, { zh: `${what.zh}得到 ${reply.result}`, en: `${what.en} gets ${reply.result}` })
        // Whoever is registered now can't be asked again.
        if (reply.result === '0000') return
      }
    },
  }),

  defineCase({
    id: 'completeRegistration/special-password',
    level: 'should',
    title: {
      zh: '含特殊字符的64位密码若被接受，则逐字符比较',
      en: 'A password of 64 printable characters is compared whole, where it was accepted',
    },
    cites: [cite('completeRegistration', 'password')],
    people: { pia: 'verified' },
    registers: ['pia'],
    run: async ({ person, post, login, expect, reading }) => {
      const pia = person('pia')
      await pia.verified()
      const reply = await post(pia, { password: pia.password, register: '1' })
      if (!expect.result(reply, ['0000', '0006'])) return
      reading('E24', {
        zh: `含特殊字符的64位密码得到 ${reply.result}`,
        en: `a password of 64 printable characters gets ${reply.result}`,
      })
      if (reply.result !== '0000') return
      const { userId, password } = pia
      expect.result(await login({ userId, password }), '0000', {
        zh: '注册时接受的密码应能登录',
        en: 'the password that was accepted should log in',
      })
      for (const wrong of [`${password.text.slice(0, -2)}! `, password.text.trim()])
        expect.result(await login({ userId, password: plain(wrong) }), '0008')
    },
  }),
]
