import { cite } from '../../contract/document.ts'
import { plain } from '../http/value.ts'
import { isLimit, limited, mayBeLimit } from '../people/fresh-phone.ts'
import { registerTwice } from '../scenarios/register-twice.ts'
import { missingParameter } from './case-context.ts'
import { type CaseDefinition, defineCase } from './define-case.ts'
import { type RightRequest, requiredParameterCases } from './required-parameters.ts'

const rightRequest: RightRequest = {
  sends: 1,
  // Of nobody: whatever it gets, no number is told anything.
  fields: () => ({ userId: '' }),
  send: ({ nobody, sendCode }, { userId }) =>
    sendCode(nobody(), typeof userId === 'string' ? plain(userId) : userId, missingParameter),
}

/** 验证码发送 */
export const sendCodeCases: readonly CaseDefinition[] = [
  defineCase({
    id: 'sendCode/success',
    level: 'must',
    title: { zh: '新手机号得到 0000 和4位验证码', en: 'A fresh number gets 0000 and a code' },
    cites: [
      cite('sendCode', 'operation'),
      cite('sendCode', 'method'),
      cite('sendCode', 'url'),
      cite('sendCode', 'message'),
    ],
    people: { alice: 'sent' },
    when: 'last',
    run: async ({ person }) => {
      await person('alice').sent()
    },
  }),

  defineCase({
    id: 'sendCode/registered',
    level: 'must',
    title: { zh: '已注册的手机号得到 0001', en: 'A number that is registered gets 0001' },
    cites: [cite('sendCode', 'result')],
    people: { bob: 'registered' },
    sends: 1,
    run: async ({ person, nobody, sendCode, expect, runState }) => {
      const bob = person('bob')
      await bob.registered()
      const reply = await sendCode(nobody(), bob.userId)
      if (mayBeLimit(reply) && (await isLimit(runState, reply))) throw limited
      expect.result(reply, '0001')
    },
  }),

  defineCase({
    id: 'sendCode/asked-twice',
    level: 'must',
    title: {
      zh: '只要过验证码、未注册的手机号不会得到 0001',
      en: 'A number that was sent a code, and is not registered, does not get 0001',
    },
    cites: [cite('sendCode', 'result')],
    people: { omar: 'registered' },
    sendsAgain: ['omar'],
    run: async ({ person, runState, expect, note, reading }) => {
      const { sentAgain } = await registerTwice(runState, person('omar'))
      if (!sentAgain) return note({ zh: '未能再次发送', en: 'no second code was asked for' })
      const got = sentAgain.result ?? 'HTTP 429'
      const isLimited = mayBeLimit(sentAgain)
      if (isLimited || expect.result(sentAgain, '0000'))
        reading('E19', {
          zh: `同一手机号立即再次发送得到 ${got}`,
          en: `a second code for one phone, asked for at once, gets ${got}`,
        })
      if (isLimited) note({ zh: '后端限制再次发送', en: 'the backend limits sending again' })
    },
  }),

  ...requiredParameterCases('sendCode', 'missing', rightRequest),
  ...requiredParameterCases('sendCode', 'empty', rightRequest),
]
