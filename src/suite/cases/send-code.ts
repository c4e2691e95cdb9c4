import { cite } from '../../contract/document.ts'
import { plain } from '../http/value.ts'
import { isLimit, limited, mayBeLimit } from '../people/fresh-phone.ts'
import { registerTwice } from '../scenarios/register-twice.ts'
import { missingParameter } from './case-context.ts'
import { type CaseDefinition, defineCase } from './define-case.ts'
import { type RightRequest, requiredParameterCases } from './required-parameters.ts'

const rightRequest: RightRequest = {
  sends: 1,
  // There is no phone number in it, so no SMS can be sent.
  fields: () => ({ userId: '' }),
  send: ({ nobody, sendCode }, { userId }) =>
    sendCode(nobody(), typeof userId === 'string' ? plain(userId) : userId, missingParameter),
}

/** 验证码发送 */
export const sendCodeCases: readonly CaseDefinition[] = [
  defineCase({
    id: 'sendCode/success',
    level: 'must',
    title: { zh: '新手机号请求验证码，返回 0000 和 4 位验证码', en: 'A new phone number gets 0000 and a 4-digit code' },
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
    title: { zh: '已注册的手机号请求验证码，返回 0001', en: 'A registered phone number gets 0001' },
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
      zh: '未注册的手机号再次请求验证码，不返回 0001',
      en: 'A phone number that is not registered does not get 0001 when it asks for a second code',
    },
    cites: [cite('sendCode', 'result')],
    people: { omar: 'registered' },
    sendsAgain: ['omar'],
    run: async ({ person, runState, expect, note, reading }) => {
      const { sentAgain } = await registerTwice(runState, person('omar'))
      if (!sentAgain) return note({ zh: '没有再次请求验证码', en: 'no second code was requested' })
      const got = sentAgain.result ?? 'HTTP 429'
      const isLimited = mayBeLimit(sentAgain)
      if (isLimited || expect.result(sentAgain, '0000'))
        reading('E19', {
          zh: `同一手机号立即再次请求验证码，返回 ${got}`,
          en: `an immediate second request for a code from the same phone number gets ${got}`,
        })
      if (isLimited) note({ zh: '后端限制再次发送验证码', en: 'the backend limits repeated sends' })
    },
  }),

  ...requiredParameterCases('sendCode', 'missing', rightRequest),
  ...requiredParameterCases('sendCode', 'empty', rightRequest),
]
