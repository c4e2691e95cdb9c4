import { cite } from '../../contract/document.ts'
import { type CaseDefinition, defineCase } from '../define-case.ts'

/** 验证码校验 */
export const verifyCodeCases: readonly CaseDefinition[] = [
  defineCase({
    id: 'verifyCode/success',
    level: 'must',
    title: { zh: '正确的验证码得到 0000', en: 'The right code gets 0000' },
    cites: [
      cite('verifyCode', 'operation'),
      cite('verifyCode', 'method'),
      cite('verifyCode', 'url'),
      cite('verifyCode', 'code_v'),
    ],
    people: { alice: 'verified' },
    when: 'last',
    run: async ({ person }) => {
      await person('alice').verified()
    },
  }),

  defineCase({
    id: 'verifyCode/wrong-code',
    level: 'must',
    title: { zh: '错误的验证码得到 0004', en: 'A wrong code gets 0004' },
    cites: [cite('verifyCode', 'result'), cite('verifyCode', 'code')],
    people: { hana: 'tried' },
    run: async ({ person, expect }) => {
      const reply = await person('hana').tried()
      if (reply) expect.result(reply, '0004')
    },
  }),
]
