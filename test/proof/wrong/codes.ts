import type { StoredSession } from '../../../src/reference/store/store.ts'
import { instead, message, reply, requestOf, result, withFields } from '../backend.ts'
import type { Mutant } from '../mutant.ts'

/** Another comparison of the code that was typed with the one that was sent. */
function comparing(isRight: (code: string, sent: string, codeV: string) => boolean): Required<Pick<Mutant, 'decide'>> {
  return {
    decide: () => ({
      isRightCode: (session: StoredSession, { code, codeV }) =>
        session.code !== null && isRight(code, session.code, codeV),
    }),
  }
}

const behaviour = { level: 'must', kind: 'behaviour' } as const

/** Compares with the codes that were sent to anybody. */
function comparingWithAll(isRight: (sent: Set<string>, code: string) => boolean): Required<Pick<Mutant, 'decide'>> {
  return {
    decide: (right) => {
      const sent = new Set<string>()
      return {
        drawCode: (random) => {
          const code = right.drawCode(random)
          sent.add(code)
          return code
        },
        isRightCode: (_session, { code }) => isRight(sent, code),
      }
    },
  }
}

/** 验证码校验: which code is right. */
export const wrongCodeComparisons: readonly Mutant[] = [
  {
    name: 'code-as-number',
    fault: 'Codes are compared as numbers, so one more zero in front makes no difference',
    ...behaviour,
    ...comparing((code, sent) => Number(code) === Number(sent)),
    caughtBy: ['verifyCode/leading-zero'],
  },
  {
    name: 'code-with-more-behind',
    fault: 'Anything that begins with the right code is right',
    ...behaviour,
    ...comparing((code, sent) => code.startsWith(sent)),
    caughtBy: ['verifyCode/extra-digit'],
  },
  {
    name: 'code-last-four',
    fault: 'Only the last four characters of what was typed are compared',
    ...behaviour,
    ...comparing((code, sent) => code.slice(-4) === sent),
    caughtBy: ['verifyCode/leading-zero'],
  },
  {
    name: 'code-beginning',
    fault: 'A beginning of the right code is right',
    ...behaviour,
    ...comparing((code, sent) => sent.startsWith(code)),
    caughtBy: ['verifyCode/first-three-digits'],
  },
  {
    name: 'code-first-two-digits',
    fault: 'Only the first two digits are compared',
    ...behaviour,
    ...comparing((code, sent) => code.slice(0, 2) === sent.slice(0, 2)),
    caughtBy: ['verifyCode/other-last-digit'],
  },
  {
    name: 'code-first-three-digits',
    fault: 'Only the first three digits are compared',
    ...behaviour,
    ...comparing((code, sent) => code.slice(0, 3) === sent.slice(0, 3)),
    caughtBy: ['verifyCode/other-last-digit'],
  },
  {
    name: 'code-last-two-digits',
    fault: 'Only the last two digits are compared',
    ...behaviour,
    ...comparing((code, sent) => code.slice(-2) === sent.slice(-2)),
    caughtBy: ['verifyCode/other-first-digit'],
  },
  {
    name: 'code-digits-in-any-order',
    fault: 'The digits of the code are right in any order',
    ...behaviour,
    ...comparing((code, sent) => [...code].sort().join() === [...sent].sort().join()),
    caughtBy: ['verifyCode/reversed'],
  },
  {
    name: 'code-one-digit-off',
    fault: 'One digit may be wrong',
    ...behaviour,
    ...comparing((code, sent) => code.length === 4 && [...code].filter((digit, at) => digit !== sent[at]).length < 2),
    caughtBy: ['verifyCode/other-first-digit', 'verifyCode/other-last-digit'],
  },
  {
    name: 'code-first-and-last',
    fault: 'Only the first and the last digit are compared',
    ...behaviour,
    ...comparing((code, sent) => code.length === 4 && code[0] === sent[0] && code[3] === sent[3]),
    caughtBy: ['verifyCode/other-second-digit', 'verifyCode/other-third-digit'],
  },
  {
    name: 'code-second-digit-ignored',
    fault: 'The second digit is not compared',
    ...behaviour,
    ...comparing((code, sent) => code.length === 4 && [0, 2, 3].every((at) => code[at] === sent[at])),
    caughtBy: ['verifyCode/other-second-digit'],
  },
  {
    name: 'code-third-digit-ignored',
    fault: 'The third digit is not compared',
    ...behaviour,
    ...comparing((code, sent) => code.length === 4 && [0, 1, 3].every((at) => code[at] === sent[at])),
    caughtBy: ['verifyCode/other-third-digit'],
  },
  {
    name: 'code-full-width',
    fault: 'Full-width digits are as good as others',
    ...behaviour,
    ...comparing((code, sent) => code.normalize('NFKC') === sent),
    caughtBy: ['verifyCode/full-width'],
  },
  {
    name: 'code-trimmed-behind',
    fault: 'Blanks behind the typed code are dropped',
    ...behaviour,
    ...comparing((code, sent) => code.trimEnd() === sent),
    caughtBy: ['verifyCode/trailing-space'],
  },
  {
    name: 'code-trimmed',
    fault: 'Blanks around the typed code are dropped',
    ...behaviour,
    ...comparing((code, sent) => code.trim() === sent),
    caughtBy: ['verifyCode/leading-space'],
  },
  {
    name: 'code-any',
    fault: 'Any four digits are right',
    ...behaviour,
    ...comparing((code) => /^[0-9]{4}$/.test(code)),
    caughtBy: ['verifyCode/wrong-code'],
  },
  {
    name: 'code-not-looked-at',
    fault: 'What was typed is not looked at: code_v is compared with what was sent',
    ...behaviour,
    ...comparing((_code, sent, codeV) => codeV === sent),
    caughtBy: ['verifyCode/wrong-code', 'journey/random'],
  },
  {
    name: 'code-master',
    fault: '0000 and 1234 are always right, left over from development',
    ...behaviour,
    ...comparing((code, sent) => [sent, '0000', '1234'].includes(code)),
    caughtBy: ['verifyCode/too-many'],
  },
  {
    name: 'code-never-right',
    fault: 'The right code is refused',
    ...behaviour,
    ...comparing(() => false),
    caughtBy: ['journey/registration'],
  },
  {
    name: 'code-of-anybody',
    fault: 'A code that was sent to anybody is right for everybody',
    ...behaviour,
    ...comparingWithAll((sent, code) => sent.has(code)),
    caughtBy: ['verifyCode/code-of-another'],
  },
  {
    name: 'code-of-anybody-once',
    fault: 'A code that was sent to anybody is right for everybody until somebody used it',
    ...behaviour,
    ...comparingWithAll((sent, code) => sent.delete(code)),
    caughtBy: ['verifyCode/code-of-another'],
  },
  {
    name: 'code-latest-for-all',
    fault: 'Only the last code that was sent to anybody is kept',
    ...behaviour,
    decide: (right) => {
      let latest = ''
      return {
        drawCode: (random) => {
          latest = right.drawCode(random)
          return latest
        },
        isRightCode: (_session, { code }) => code === latest,
      }
    },
    caughtBy: ['verifyCode/success'],
  },
  {
    name: 'code-spoiled-by-a-wrong-one',
    fault: 'After one wrong code the right one is refused',
    ...behaviour,
    decide: (right) => ({ afterWrongCode: (session, now) => ({ ...right.afterWrongCode(session, now), code: null }) }),
    caughtBy: ['journey/wrong-then-right'],
  },
  {
    name: 'code-second-try-right',
    fault: 'Whatever comes after a wrong code is right',
    ...behaviour,
    decide: (right) => ({
      isRightCode: (session, tried) => session.wrongCodes > 0 || right.isRightCode(session, tried),
    }),
    caughtBy: ['verifyCode/too-many'],
  },
  {
    name: 'code-missing-is-right',
    fault: 'POST /register with code_v alone answers 0000',
    ...behaviour,
    ...instead(({ endpoint, fields }) =>
      endpoint === 'verifyCode' && fields.has('code_v') && !fields.has('code') ? reply('0000') : undefined,
    ),
    caughtBy: ['verifyCode/missing-code'],
  },
  {
    name: 'code-empty-is-right',
    fault: 'An empty code is right',
    ...behaviour,
    ...instead(({ endpoint, fields }) =>
      endpoint === 'verifyCode' && fields.get('code') === '' && fields.get('code_v') ? reply('0000') : undefined,
    ),
    caughtBy: ['verifyCode/empty-code'],
  },
  {
    name: 'codes-missing-are-right',
    fault: 'POST /register without any field answers 0000',
    ...behaviour,
    ...instead(({ endpoint, fields }) => (endpoint === 'verifyCode' && fields.size === 0 ? reply('0000') : undefined)),
    caughtBy: ['verifyCode/missing-both'],
  },
  {
    name: 'code-wrong-is-0006',
    fault: 'A wrong code is answered 0006',
    level: 'must',
    kind: 'shape',
    ...result(({ result }) => (result === '0004' ? '0006' : result)),
    caughtBy: ['verifyCode/wrong-code', 'verifyCode/result'],
  },
  {
    name: 'code-wrong-explains',
    fault: 'A wrong code is answered with a message',
    level: 'must',
    kind: 'shape',
    ...message(({ result, message }) => (result === '0004' ? '验证码错误' : message)),
    caughtBy: ['verifyCode/message'],
  },
  {
    name: 'code-right-greets',
    fault: 'The right code is answered with a message',
    level: 'must',
    kind: 'shape',
    ...message(({ endpoint, result, message }) => (endpoint === 'verifyCode' && result === '0000' ? 'ok' : message)),
    caughtBy: ['verifyCode/message'],
  },
  {
    name: 'code-right-is-empty',
    fault: 'The right code is answered with an empty string as message',
    level: 'must',
    kind: 'shape',
    ...message(({ endpoint, result, message }) => (endpoint === 'verifyCode' && result === '0000' ? '' : message)),
    caughtBy: ['verifyCode/message'],
  },
  {
    name: 'code-v-may-be-missing',
    fault: 'code_v may be left out',
    level: 'should',
    kind: 'behaviour',
    around: (fetch) => async (request) => {
      const { endpoint, fields } = await requestOf(request)
      if (endpoint !== 'verifyCode' || fields.get('code_v')) return fetch(request)
      fields.set('code_v', fields.get('code') ?? '')
      return fetch(withFields(request, fields))
    },
    caughtBy: ['verifyCode/missing-code-v'],
  },
  {
    name: 'codes-empty-are-equal',
    fault: 'Two empty codes are an equal pair',
    level: 'should',
    kind: 'behaviour',
    ...instead(({ endpoint, fields }) =>
      endpoint === 'verifyCode' && fields.get('code') === '' && fields.get('code_v') === '' ? reply('0000') : undefined,
    ),
    caughtBy: ['verifyCode/empty-both'],
  },
  {
    name: 'code-equal-pair-suffices',
    fault: 'code and code_v are compared with each other alone',
    level: 'advice',
    kind: 'behaviour',
    ...comparing((code, _sent, codeV) => code === codeV),
    caughtBy: ['verifyCode/equal-pair'],
  },
]
