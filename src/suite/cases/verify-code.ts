import { cite } from '../../contract/document.ts'
import type { Words } from '../../report/model/words.ts'
import type { Name } from '../people/roles.ts'
import { lock, unlock } from '../scenarios/lock.ts'
import { missingInRegister } from './case-context.ts'
import { type CaseDefinition, defineCase, personIn } from './define-case.ts'
import { type RightRequest, requiredParameterCases } from './required-parameters.ts'

/** A wrong code that a careless comparison takes for the correct one. As a person's first try it gets 0004. */
function comparison(id: string, name: Name, title: Words): CaseDefinition {
  return defineCase({
    id: `verifyCode/${id}`,
    level: 'must',
    title,
    cites: [cite('verifyCode', 'code'), cite('verifyCode', 'result')],
    people: personIn(name, 'tried'),
    run: async ({ person, expect }) => {
      const reply = await person(name).tried()
      if (reply) expect.result(reply, '0004', title)
    },
  })
}

/** The code with a blank beside it: as good as the code, or wrong (erratum E30). */
function withBlank(id: string, name: Name, title: Words, reading: (result: string) => Words): CaseDefinition {
  return defineCase({
    id: `verifyCode/${id}`,
    level: 'must',
    title,
    cites: [cite('verifyCode', 'code'), cite('verifyCode', 'result')],
    people: personIn(name, 'tried'),
    run: async (context) => {
      const reply = await context.person(name).tried()
      if (reply && context.expect.result(reply, ['0000', '0004'], title))
        context.reading('E30', reading(reply.result ?? ''))
    },
  })
}

/** Each request counts as a wrong try. Missing and empty codes come from different people, so that no lock intervenes. */
function rightRequest(name: Name): RightRequest {
  return {
    people: personIn(name, 'sent'),
    fields: async ({ person }) => {
      const code = await person(name).sent()
      return { code_v: code, code }
    },
    send: ({ person, verifyCodeWith }, fields) => verifyCodeWith(person(name), fields, missingInRegister),
  }
}

/** 验证码校验 */
export const verifyCodeCases: readonly CaseDefinition[] = [
  defineCase({
    id: 'verifyCode/success',
    level: 'must',
    title: { zh: '验证码正确时返回 0000', en: 'The correct code gets 0000' },
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

  comparison('wrong-code', 'hana', {
    zh: '验证码四位全错时返回 0004',
    en: 'A code with all four digits wrong gets 0004',
  }),
  comparison('leading-zero', 'bob', {
    zh: '验证码前多一个 0 时返回 0004',
    en: 'The code with a zero put before it gets 0004',
  }),
  comparison('extra-digit', 'carol', {
    zh: '验证码后多一位数字时返回 0004',
    en: 'The code with an extra digit at the end gets 0004',
  }),
  comparison('other-last-digit', 'dave', {
    zh: '验证码仅末位错误时返回 0004',
    en: 'A code with only the last digit wrong gets 0004',
  }),
  comparison('other-first-digit', 'erin', {
    zh: '验证码仅首位错误时返回 0004',
    en: 'A code with only the first digit wrong gets 0004',
  }),
  comparison('other-second-digit', 'pia', {
    zh: '验证码仅第二位错误时返回 0004',
    en: 'A code with only the second digit wrong gets 0004',
  }),
  comparison('other-third-digit', 'fay', {
    zh: '验证码仅第三位错误时返回 0004',
    en: 'A code with only the third digit wrong gets 0004',
  }),
  withBlank(
    'trailing-space',
    'gus',
    {
      zh: '验证码后多一个空格时返回 0000 或 0004',
      en: 'The code with a space after it gets 0000 or 0004',
    },
    (result) => ({ zh: `验证码后多一个空格时返回 ${result}`, en: `the code with a space after it gets ${result}` }),
  ),
  defineCase({
    id: 'verifyCode/full-width',
    level: 'must',
    title: { zh: '验证码为全角数字时返回 0004', en: 'The code in full-width digits gets 0004' },
    cites: [cite('verifyCode', 'code'), cite('verifyCode', 'result')],
    people: { ivan: 'sent' },
    run: async ({ person, runState, expect }) => {
      const [first] = (await lock(runState, person('ivan'))).replies
      if (first) expect.result(first, '0004')
    },
  }),
  withBlank(
    'leading-space',
    'judy',
    {
      zh: '验证码前多一个空格时返回 0000 或 0004',
      en: 'The code with a space before it gets 0000 or 0004',
    },
    (result) => ({ zh: `验证码前多一个空格时返回 ${result}`, en: `the code with a space before it gets ${result}` }),
  ),
  comparison('first-three-digits', 'nina', {
    zh: '只提交验证码的前三位时返回 0004',
    en: 'The first three digits of the code get 0004',
  }),
  comparison('reversed', 'omar', {
    zh: '验证码数字顺序颠倒时返回 0004',
    en: 'The code in reverse order gets 0004',
  }),

  defineCase({
    id: 'verifyCode/code-of-another',
    level: 'must',
    title: { zh: '提交发给他人的验证码，返回 0004 或 0005', en: 'A code sent to another person gets 0004 or 0005' },
    cites: [cite('verifyCode', 'code_v'), cite('verifyCode', 'result')],
    // Kim never uses her code: a used code may be invalid for everyone.
    people: { kim: 'sent', moe: 'sent' },
    run: async ({ person, verifyCode, expect, note }) => {
      const [moe, foreign] = [person('moe'), await person('kim').sent()]
      if (foreign.text === (await moe.sent()).text)
        return note({
          zh: '两人收到的验证码相同，无法比较',
          en: 'both people were sent the same code, so there is nothing to compare',
        })
      expect.result(await verifyCode(moe, foreign), ['0004', '0005'])
    },
  }),

  ...requiredParameterCases('verifyCode', 'missing', {
    ...rightRequest('kim'),
    parameters: [['code_v', 'code'], ['code'], ['code_v']],
    level: (parameters) => (parameters.includes('code') ? 'must' : 'should'),
    exempt: ({ dialect }, parameters) =>
      parameters.includes('code') || dialect.codeDelivery !== 'sms'
        ? undefined
        : { zh: '验证码仅由短信发送时，code_v 不起作用', en: 'code_v has no effect when codes are sent by SMS only' },
  }),
  ...requiredParameterCases('verifyCode', 'empty', {
    ...rightRequest('moe'),
    parameters: [['code'], ['code_v', 'code']],
    level: (parameters) => (parameters.includes('code_v') ? 'should' : 'must'),
  }),

  defineCase({
    id: 'verifyCode/lock-of-another',
    level: 'must',
    title: {
      zh: '一人被锁定时，他人的正确验证码仍然有效',
      en: "A lock on one person does not block another person's correct code",
    },
    cites: [cite('verifyCode', 'result')],
    people: { ivan: 'sent', judy: 'verified' },
    about: ['judy'],
    run: async ({ person, runState }) => {
      const [ivan, judy] = [person('ivan'), person('judy')]
      await ivan.sent()
      await judy.sent()
      await lock(runState, ivan)
      await judy.verified()
    },
  }),

  defineCase({
    id: 'verifyCode/too-many',
    level: 'must',
    title: {
      zh: '验证码错误次数过多时返回 0005：最早第 2 次，最迟第 20 次（或 --wrong-code-bound 指定的次数）',
      en: 'Too many wrong codes get 0005: no earlier than the 2nd, no later than the 20th (or --wrong-code-bound)',
    },
    cites: [cite('verifyCode', 'result')],
    people: { ivan: 'sent' },
    run: async ({ person, runState, settings, expect, fail, reading, undecided }) => {
      const { replies, wrong, right } = await lock(runState, person('ivan'))
      for (const [index, reply] of replies.entries())
        if (!expect.result(reply, index === 0 ? '0004' : ['0004', '0005'])) return
      const last = replies.at(-1)
      if (last?.result === '0004' && right?.result !== '0000')
        return undecided({
          zh: '正确的验证码也无效，见 verifyCode/success',
          en: 'the correct code does not work either: see verifyCode/success',
        })
      if (last?.result !== '0005')
        return fail({
          message: { zh: '后端始终没有返回 0005', en: 'the backend never answered 0005' },
          expected: {
            zh: `最迟在第 ${settings.wrongCodeBound} 个错误的验证码时返回 "0005"`,
            en: `"0005" by wrong code number ${settings.wrongCodeBound}`,
          },
          actual: { zh: `${replies.length} 次都返回 "0004"`, en: `"0004" all ${replies.length} times` },
          ...(last && { step: last }),
        })
      if (wrong && !expect.result(wrong, ['0004', '0005'])) return
      reading('E10', {
        zh: `第 ${replies.length} 个错误的验证码返回 0005`,
        en: `wrong code number ${replies.length} gets 0005`,
      })
      if (right?.result !== undefined)
        reading('E10', {
          zh: `锁定期间，正确的验证码返回 ${right.result}`,
          en: `the correct code gets ${right.result} during a lock`,
        })
    },
  }),

  defineCase({
    id: 'verifyCode/new-code-unlocks',
    level: 'should',
    title: { zh: '重新发送验证码应解除锁定', en: 'A newly sent code should lift the lock' },
    cites: [cite('verifyCode', 'result')],
    people: { ivan: 'sent' },
    sendsAgain: ['ivan'],
    run: async ({ person, runState, expect, undecided, note }) => {
      const { locked, verified } = await unlock(runState, person('ivan'))
      if (locked.right?.result === '0000')
        return note({ zh: '锁定期间，正确的验证码仍然有效', en: 'the correct code works even during the lock' })
      if (locked.replies.at(-1)?.result !== '0005')
        return undecided({
          zh: '后端没有锁定用户，见 verifyCode/too-many',
          en: 'the backend locked nobody: see verifyCode/too-many',
        })
      if (!verified)
        return undecided({
          zh: '后端拒绝再次发送验证码；可用 --resend-interval 指定发送间隔',
          en: 'the backend refused to send a second code; set the time to wait with --resend-interval',
        })
      expect.result(verified, '0000')
    },
  }),
]
