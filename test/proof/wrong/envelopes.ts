import { type Change, envelope, message, result } from '../backend.ts'
import type { Mutant } from '../mutant.ts'

const shape = { level: 'must', kind: 'shape' } as const

/** Writes the envelope in a different way. */
function written(write: (envelope: object) => string | Uint8Array): Required<Pick<Change, 'decide'>> {
  return { decide: () => ({ write }) }
}

const json = JSON.stringify

/** 返回数据: the envelope of every reply. */
export const wrongEnvelopes: readonly Mutant[] = [
  {
    name: 'result-number',
    fault: 'result is a number',
    ...shape,
    ...result(({ result }) => Number(result)),
    caughtBy: ['sendCode/envelope'],
  },
  {
    name: 'result-short',
    fault: 'Success is "0"',
    ...shape,
    ...result(({ result }) => (result === '0000' ? '0' : result)),
    caughtBy: ['sendCode/result'],
  },
  {
    name: 'result-word',
    fault: 'Success is "success"',
    ...shape,
    ...result(({ result }) => (result === '0000' ? 'success' : result)),
    caughtBy: ['sendCode/result'],
  },
  {
    name: 'result-boolean',
    fault: 'result is true or false',
    ...shape,
    ...result(({ result }) => result === '0000'),
    caughtBy: ['sendCode/envelope'],
  },
  {
    name: 'result-blank',
    fault: 'result has a trailing space',
    ...shape,
    ...result(({ result }) => `${result} `),
    caughtBy: ['sendCode/result'],
  },
  {
    name: 'result-missing-on-failure',
    fault: 'A failure has no result',
    ...shape,
    ...result(({ result }) => (result === '0000' ? result : undefined)),
    caughtBy: ['verifyCode/envelope', 'login/envelope'],
  },
  {
    name: 'result-under-code',
    fault: 'result is named code',
    ...shape,
    ...envelope(({ result, message }) => ({ code: result, message })),
    caughtBy: ['sendCode/envelope'],
  },
  {
    name: 'result-capitalised',
    fault: 'Result and Message are capitalised',
    ...shape,
    ...envelope(({ result, message }) => ({ Result: result, Message: message })),
    caughtBy: ['sendCode/envelope'],
  },
  {
    name: 'message-none',
    fault: 'null is written as the string None',
    ...shape,
    ...message(({ message }) => message ?? 'None'),
    caughtBy: ['verifyCode/message', 'completeRegistration/message'],
  },
  {
    name: 'message-empty',
    fault: 'null is written as an empty string',
    ...shape,
    ...message(({ message }) => message ?? ''),
    caughtBy: ['verifyCode/message', 'completeRegistration/message'],
  },
  {
    name: 'message-object',
    fault: 'null is written as an empty object',
    ...shape,
    ...message(({ message }) => message ?? {}),
    caughtBy: ['verifyCode/message', 'completeRegistration/message'],
  },
  {
    name: 'message-false',
    fault: 'null is written as false',
    ...shape,
    ...message(({ message }) => message ?? false),
    caughtBy: ['verifyCode/message', 'completeRegistration/message'],
  },
  {
    name: 'message-ok',
    fault: 'Every success without a value has the message ok',
    ...shape,
    ...message(({ result, message }) => message ?? (result === '0000' ? 'ok' : null)),
    caughtBy: ['verifyCode/message', 'completeRegistration/message'],
  },
  {
    name: 'message-result-text',
    fault: 'Every failure has a message',
    ...shape,
    ...message(({ result, message }) => (result === '0000' ? message : '错误')),
    caughtBy: ['verifyCode/message', 'completeRegistration/message'],
  },
  {
    name: 'wrapped',
    fault: 'The envelope is wrapped in a data member',
    ...shape,
    ...written((value) => json({ data: value })),
    caughtBy: ['sendCode/envelope'],
  },
  {
    name: 'in-an-array',
    fault: 'The envelope is inside an array',
    ...shape,
    ...written((value) => json([value])),
    caughtBy: ['sendCode/envelope'],
  },
  {
    name: 'json-in-json',
    fault: 'The reply is a JSON string that contains JSON',
    ...shape,
    ...written((value) => json(json(value))),
    caughtBy: ['sendCode/envelope'],
  },
  {
    name: 'single-quotes',
    fault: 'The reply uses single quotes',
    ...shape,
    ...written((value) => json(value).replaceAll('"', "'")),
    caughtBy: ['sendCode/envelope'],
  },
  {
    name: 'python-none',
    fault: 'null is written as None, without quotes',
    ...shape,
    ...written((value) => json(value).replace(':null', ':None')),
    caughtBy: ['verifyCode/envelope'],
  },
  {
    name: 'utf-16',
    fault: 'The reply is UTF-16',
    ...shape,
    ...written((value) => utf16(json(value))),
    caughtBy: ['sendCode/envelope'],
  },
  {
    name: 'jsonp',
    fault: 'The reply is wrapped in a callback',
    ...shape,
    ...written((value) => `callback(${json(value)})`),
    caughtBy: ['sendCode/envelope'],
  },
  {
    name: 'guarded',
    fault: "The reply begins with )]}'",
    ...shape,
    ...written((value) => `)]}',\n${json(value)}`),
    caughtBy: ['sendCode/envelope'],
  },
  {
    name: 'trailing-comma',
    fault: 'The reply has a trailing comma',
    ...shape,
    ...written((value) => json(value).replace(/}$/, ',}')),
    caughtBy: ['sendCode/envelope'],
  },
  {
    name: 'two-values',
    fault: "A warning of the backend's language is printed before the reply",
    ...shape,
    ...written((value) => `Warning: undefined index\n${json(value)}`),
    caughtBy: ['sendCode/envelope'],
  },
  {
    name: 'cut',
    fault: 'The last character of the reply is missing',
    ...shape,
    ...written((value) => json(value).slice(0, -1)),
    caughtBy: ['sendCode/envelope'],
  },
  {
    name: 'empty-failures',
    fault: 'Failures have no body',
    ...shape,
    ...written((value) => (json(value).includes('"0000"') ? json(value) : '')),
    caughtBy: ['verifyCode/envelope', 'completeRegistration/envelope', 'login/envelope'],
  },
  {
    name: 'form-encoded',
    fault: 'The reply is form encoded',
    ...shape,
    ...written((value) => new URLSearchParams(Object.entries(value)).toString()),
    caughtBy: ['sendCode/envelope'],
  },
  {
    name: 'xml',
    fault: 'The reply is XML',
    ...shape,
    ...written((value) => `<reply>${json(value)}</reply>`),
    caughtBy: ['sendCode/envelope'],
  },
  {
    name: 'byte-order-mark',
    fault: 'Replies begin with a byte order mark',
    level: 'should',
    kind: 'shape',
    ...written((value) => `\ufeff${json(value)}`),
    caughtBy: [
      'sendCode/transport',
      'verifyCode/transport',
      'uploadAvatar/transport',
      'completeRegistration/transport',
      'login/transport',
    ],
  },
  {
    name: 'two-mebibytes',
    fault: 'A successful login has 2 MiB of padding',
    level: 'should',
    kind: 'shape',
    decide: (right) => ({
      envelopeOf: (endpoint, answer) => ({
        ...right.envelopeOf(endpoint, answer),
        ...(endpoint === 'login' && answer.result === '0000' && { padding: ' '.repeat(2 ** 21) }),
      }),
    }),
    caughtBy: ['login/transport'],
  },
  {
    name: 'content-type-html',
    fault: 'The Content-Type of replies is HTML',
    level: 'advice',
    kind: 'behaviour',
    decide: () => ({ headersOf: () => [['Content-Type', 'text/html; charset=utf-8']] }),
    caughtBy: [
      'sendCode/content-type',
      'verifyCode/content-type',
      'uploadAvatar/content-type',
      'completeRegistration/content-type',
      'login/content-type',
    ],
  },
]

function utf16(text: string): Uint8Array {
  return Uint8Array.from([...text].flatMap((character) => [character.charCodeAt(0), 0]))
}
