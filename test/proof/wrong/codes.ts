import type { StoredSession } from '../../../src/reference/store/store.ts'
import { instead, message, page, reply, requestOf, result, withFields } from '../backend.ts'
import type { Mutant } from '../mutant.ts'

/** Compares the submitted code with the sent code in a different way. */
function comparing(isRight: (code: string, sent: string, codeV: string) => boolean): Required<Pick<Mutant, 'decide'>> {
  return {
    decide: () => ({
      isRightCode: (session: StoredSession, { code, codeV }) =>
        session.code !== null && isRight(code, session.code, codeV),
    }),
  }
}

const behaviour = { level: 'must', kind: 'behaviour' } as const
const shape = { level: 'must', kind: 'shape' } as const

/** Compares the submitted code with all codes sent to anyone. */
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

/** 验证码校验: which codes are accepted. */
export const wrongCodeComparisons: readonly Mutant[] = [
  {
    name: 'code-as-number',
    fault: 'Codes are compared as numbers, so an extra leading zero makes no difference',
    ...behaviour,
    ...comparing((code, sent) => Number(code) === Number(sent)),
    caughtBy: ['verifyCode/leading-zero'],
  },
  {
    name: 'code-with-more-behind',
    fault: 'Any string that begins with the correct code is accepted',
    ...behaviour,
    ...comparing((code, sent) => code.startsWith(sent)),
    caughtBy: ['verifyCode/extra-digit'],
  },
  {
    name: 'code-last-four',
    fault: 'Only the last four characters of the code are compared',
    ...behaviour,
    ...comparing((code, sent) => code.slice(-4) === sent),
    caughtBy: ['verifyCode/leading-zero'],
  },
  {
    name: 'code-beginning',
    fault: 'Any prefix of the correct code is accepted',
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
    fault: 'The digits of the code are accepted in any order',
    ...behaviour,
    ...comparing((code, sent) => [...code].sort().join() === [...sent].sort().join()),
    caughtBy: ['verifyCode/reversed'],
  },
  {
    name: 'code-one-digit-off',
    fault: 'A code with one wrong digit is accepted',
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
    fault: 'Full-width digits are accepted',
    ...behaviour,
    ...comparing((code, sent) => code.normalize('NFKC') === sent),
    caughtBy: ['verifyCode/full-width'],
  },
  {
    name: 'code-space-behind-breaks',
    fault: 'A space after the code gets a 500 page',
    ...shape,
    ...instead(({ endpoint, fields }) =>
      endpoint === 'verifyCode' && / $/.test(fields.get('code') ?? '') ? page(500, 'Error') : undefined,
    ),
    caughtBy: ['verifyCode/trailing-space'],
  },
  {
    name: 'code-space-in-front-locks',
    fault: 'A space before the code gets 0005 at once',
    ...behaviour,
    ...instead(({ endpoint, fields }) =>
      endpoint === 'verifyCode' && /^ /.test(fields.get('code') ?? '') ? reply('0005') : undefined,
    ),
    caughtBy: ['verifyCode/leading-space'],
  },
  {
    name: 'code-any',
    fault: 'Any four digits are accepted',
    ...behaviour,
    ...comparing((code) => /^[0-9]{4}$/.test(code)),
    caughtBy: ['verifyCode/wrong-code'],
  },
  {
    name: 'code-not-looked-at',
    fault: 'code is ignored: code_v is compared with the sent code',
    ...behaviour,
    ...comparing((_code, sent, codeV) => codeV === sent),
    caughtBy: ['verifyCode/wrong-code', 'journey/random'],
  },
  {
    name: 'code-master',
    fault: '0000 and 1234 are always accepted, left over from development',
    ...behaviour,
    ...comparing((code, sent) => [sent, '0000', '1234'].includes(code)),
    caughtBy: ['verifyCode/too-many'],
  },
  {
    name: 'code-never-right',
    fault: 'The correct code is refused',
    ...behaviour,
    ...comparing(() => false),
    caughtBy: ['journey/registration'],
  },
  {
    name: 'code-of-anybody',
    fault: 'A code that was sent to anyone is accepted from everyone',
    ...behaviour,
    ...comparingWithAll((sent, code) => sent.has(code)),
    caughtBy: ['verifyCode/code-of-another'],
  },
  {
    name: 'code-of-anybody-once',
    fault: 'A code that was sent to anyone is accepted from everyone until it is used',
    ...behaviour,
    ...comparingWithAll((sent, code) => sent.delete(code)),
    caughtBy: ['verifyCode/code-of-another'],
  },
  {
    name: 'code-latest-for-all',
    fault: 'Only the code that was sent last, to anyone, is stored',
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
    fault: 'The correct code is refused after one wrong code',
    ...behaviour,
    decide: (right) => ({ afterWrongCode: (session, now) => ({ ...right.afterWrongCode(session, now), code: null }) }),
    caughtBy: ['journey/wrong-then-right'],
  },
  {
    name: 'code-second-try-right',
    fault: 'Any code is accepted after a wrong one',
    ...behaviour,
    decide: (right) => ({
      isRightCode: (session, tried) => session.wrongCodes > 0 || right.isRightCode(session, tried),
    }),
    caughtBy: ['verifyCode/too-many'],
  },
  {
    name: 'code-missing-is-right',
    fault: 'POST /register with only code_v gets 0000',
    ...behaviour,
    ...instead(({ endpoint, fields }) =>
      endpoint === 'verifyCode' && fields.has('code_v') && !fields.has('code') ? reply('0000') : undefined,
    ),
    caughtBy: ['verifyCode/missing-code'],
  },
  {
    name: 'code-empty-is-right',
    fault: 'An empty code is accepted',
    ...behaviour,
    ...instead(({ endpoint, fields }) =>
      endpoint === 'verifyCode' && fields.get('code') === '' && fields.get('code_v') ? reply('0000') : undefined,
    ),
    caughtBy: ['verifyCode/empty-code'],
  },
  {
    name: 'codes-missing-are-right',
    fault: 'POST /register without any field gets 0000',
    ...behaviour,
    ...instead(({ endpoint, fields }) => (endpoint === 'verifyCode' && fields.size === 0 ? reply('0000') : undefined)),
    caughtBy: ['verifyCode/missing-both'],
  },
  {
    name: 'code-wrong-is-0006',
    fault: 'A wrong code gets 0006',
    level: 'must',
    kind: 'shape',
    ...result(({ result }) => (result === '0004' ? '0006' : result)),
    caughtBy: ['verifyCode/wrong-code', 'verifyCode/result'],
  },
  {
    name: 'code-wrong-explains',
    fault: 'A wrong code gets a message',
    level: 'must',
    kind: 'shape',
    ...message(({ result, message }) => (result === '0004' ? '验证码错误' : message)),
    caughtBy: ['verifyCode/message'],
  },
  {
    name: 'code-right-greets',
    fault: 'The correct code gets a message',
    level: 'must',
    kind: 'shape',
    ...message(({ endpoint, result, message }) => (endpoint === 'verifyCode' && result === '0000' ? 'ok' : message)),
    caughtBy: ['verifyCode/message'],
  },
  {
    name: 'code-right-is-empty',
    fault: 'The correct code gets an empty string as message',
    level: 'must',
    kind: 'shape',
    ...message(({ endpoint, result, message }) => (endpoint === 'verifyCode' && result === '0000' ? '' : message)),
    caughtBy: ['verifyCode/message'],
  },
  {
    name: 'code-v-may-be-missing',
    fault: 'A request without code_v is accepted',
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
    fault: 'Two empty codes are accepted as equal',
    level: 'should',
    kind: 'behaviour',
    ...instead(({ endpoint, fields }) =>
      endpoint === 'verifyCode' && fields.get('code') === '' && fields.get('code_v') === '' ? reply('0000') : undefined,
    ),
    caughtBy: ['verifyCode/empty-both'],
  },
  {
    name: 'code-equal-pair-suffices',
    fault: 'code and code_v are compared only with each other',
    level: 'advice',
    kind: 'behaviour',
    ...comparing((code, _sent, codeV) => code === codeV),
    caughtBy: ['verifyCode/equal-pair'],
  },
]
