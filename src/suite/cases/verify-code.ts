import { cite } from '../../contract/document.ts'
import type { Words } from '../../report/model/words.ts'
import type { Name } from '../people/roles.ts'
import { lock, unlock } from '../scenarios/lock.ts'
import { missingInRegister } from './case-context.ts'
import { type CaseDefinition, defineCase } from './define-case.ts'
import { type RightRequest, requiredParameterCases } from './required-parameters.ts'

/** A wrong code that a comparison which cuts corners takes for the right one: somebody's first try, so 0004. */
function comparison(id: string, name: Name, title: Words): CaseDefinition {
  return defineCase({
    id: `verifyCode/${id}`,
    level: 'must',
    title,
    cites: [cite('verifyCode', 'code'), cite('verifyCode', 'result')],
    people: { [name]: 'tried' },
    run: async ({ person, expect }) => {
      const reply = await person(name).tried()
      if (reply) expect.result(reply, '0004', title)
    },
  })
}

/** Every gap is a wrong try: those with nothing in them are somebody else's, so that no lock answers for a check. */
function rightRequest(name: Name): RightRequest {
  return {
    people: { [name]: 'sent' },
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

  comparison('wrong-code', 'hana', { zh: '四位全错的验证码得到 0004', en: 'A code with no digit right gets 0004' }),
  comparison('leading-zero', 'bob', {
    zh: '验证码前加 0 是另一个字符串，得到 0004',
    en: 'A zero before the code makes it another string, and gets 0004',
  }),
  comparison('extra-digit', 'carol', {
    zh: '验证码后多一位得到 0004',
    en: 'The code with one digit more gets 0004',
  }),
  comparison('other-last-digit', 'dave', {
    zh: '前三位正确、末位错误得到 0004',
    en: 'A code of which only the last digit is wrong gets 0004',
  }),
  comparison('other-first-digit', 'erin', {
    zh: '后三位正确、首位错误得到 0004',
    en: 'A code of which only the first digit is wrong gets 0004',
  }),
  comparison('other-second-digit', 'pia', {
    zh: '只有第二位错误得到 0004',
    en: 'A code of which only the second digit is wrong gets 0004',
  }),
  comparison('other-third-digit', 'fay', {
    zh: '只有第三位错误得到 0004',
    en: 'A code of which only the third digit is wrong gets 0004',
  }),
  comparison('trailing-space', 'gus', {
    zh: '验证码后加空格是另一个字符串，得到 0004',
    en: 'A space behind the code makes it another string, and gets 0004',
  }),
  defineCase({
    id: 'verifyCode/full-width',
    level: 'must',
    title: { zh: '全角数字的验证码得到 0004', en: 'The digits of the code in full width get 0004' },
    cites: [cite('verifyCode', 'code'), cite('verifyCode', 'result')],
    people: { ivan: 'sent' },
    run: async ({ person, runState, expect }) => {
      const [first] = (await lock(runState, person('ivan'))).replies
      if (first) expect.result(first, '0004')
    },
  }),
  comparison('leading-space', 'judy', {
    zh: '验证码前加空格是另一个字符串，得到 0004',
    en: 'A space before the code makes it another string, and gets 0004',
  }),
  comparison('first-three-digits', 'nina', {
    zh: '只有验证码的前三位得到 0004',
    en: 'The first three digits of the code alone get 0004',
  }),
  comparison('reversed', 'omar', {
    zh: '数字相同、次序相反的验证码得到 0004',
    en: 'The digits of the code in reverse get 0004',
  }),

  defineCase({
    id: 'verifyCode/code-of-another',
    level: 'must',
    title: { zh: '发给别人的验证码得到 0004 或 0005', en: "Somebody else's code gets 0004 or 0005" },
    cites: [cite('verifyCode', 'code_v'), cite('verifyCode', 'result')],
    // Kim never uses her code: a used one may be nobody's any more.
    people: { kim: 'sent', moe: 'sent' },
    run: async ({ person, verifyCode, expect, note }) => {
      const [moe, foreign] = [person('moe'), await person('kim').sent()]
      if (foreign.text === (await moe.sent()).text)
        return note({ zh: '两人收到的验证码相同，无从比较', en: 'both were sent the same code: nothing to compare' })
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
        : { zh: '只经短信时 code_v 不起作用', en: 'with codes by SMS only, code_v decides nothing' },
  }),
  ...requiredParameterCases('verifyCode', 'empty', {
    ...rightRequest('moe'),
    parameters: [['code'], ['code_v', 'code']],
    level: (parameters) => (parameters.includes('code_v') ? 'should' : 'must'),
  }),

  defineCase({
    id: 'verifyCode/lock-of-another',
    level: 'must',
    title: { zh: '一人被锁定，不影响他人的正确验证码', en: "One person's lock does not stop another's right code" },
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
      zh: '错误次数过多得到 0005：最早第二次，最迟第20次（或 --wrong-code-bound）',
      en: 'Too many wrong codes get 0005: at the second at the earliest, at the 20th (or --wrong-code-bound) at the latest',
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
          zh: '正确的验证码也不成功，见 verifyCode/success',
          en: 'the right code does not work either: see verifyCode/success',
        })
      if (last?.result !== '0005')
        return fail({
          message: { zh: '错误再多也没有 0005', en: 'however many codes were wrong, 0005 never came' },
          expected: {
            zh: `至多 ${settings.wrongCodeBound} 次错误后得到 "0005"`,
            en: `"0005" after ${settings.wrongCodeBound} wrong codes at the latest`,
          },
          actual: { zh: `${replies.length} 次都是 "0004"`, en: `"0004" all ${replies.length} times` },
          ...(last && { step: last }),
        })
      if (wrong && !expect.result(wrong, ['0004', '0005'])) return
      reading('E10', {
        zh: `第 ${replies.length} 个错误的验证码得到 0005`,
        en: `0005 comes at wrong code number ${replies.length}`,
      })
      if (right?.result !== undefined)
        reading('E10', {
          zh: `锁定期间正确的验证码得到 ${right.result}`,
          en: `the right code gets ${right.result} while locked`,
        })
    },
  }),

  defineCase({
    id: 'verifyCode/new-code-unlocks',
    level: 'should',
    title: { zh: '锁定后重新发送的验证码有效', en: 'A newly sent code lifts the lock' },
    cites: [cite('verifyCode', 'result')],
    people: { ivan: 'sent' },
    sendsAgain: ['ivan'],
    run: async ({ person, runState, expect, undecided, note }) => {
      const { locked, verified } = await unlock(runState, person('ivan'))
      if (locked.right?.result === '0000')
        return note({ zh: '锁定期间正确的验证码也有效', en: 'the right code works while locked, too' })
      if (locked.replies.at(-1)?.result !== '0005')
        return undecided({ zh: '没有被锁定，见 verifyCode/too-many', en: 'nobody was locked: see verifyCode/too-many' })
      if (!verified)
        return undecided({
          zh: '后端不肯再次发送；可用 --resend-interval 说明间隔',
          en: 'the backend would not send again; --resend-interval says how long to wait',
        })
      expect.result(verified, '0000')
    },
  }),
]
