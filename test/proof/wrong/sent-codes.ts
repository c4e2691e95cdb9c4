import { envelope, instead, message, page, reply, result } from '../backend.ts'
import type { Mutant } from '../mutant.ts'

const behaviour = { level: 'must', kind: 'behaviour' } as const
const shape = { level: 'must', kind: 'shape' } as const

/** 验证码发送: which codes are sent, and to whom. */
export const wrongSendings: readonly Mutant[] = [
  {
    name: 'sent-code-of-six-digits',
    fault: 'The code has six digits',
    ...shape,
    decide: (right) => ({ drawCode: (random) => `${right.drawCode(random)}12` }),
    caughtBy: ['sendCode/message'],
  },
  {
    name: 'sent-code-of-three-digits',
    fault: 'The backend sends the code as a number, so leading zeros are lost',
    ...shape,
    decide: (right) => ({ drawCode: (random) => String(Number(`0${right.drawCode(random).slice(1)}`)) }),
    caughtBy: ['sendCode/message'],
  },
  {
    name: 'sent-code-of-letters',
    fault: 'The code contains letters',
    ...shape,
    decide: (right) => ({ drawCode: (random) => `${right.drawCode(random).slice(0, 3)}A` }),
    caughtBy: ['sendCode/message'],
  },
  {
    name: 'sent-code-full-width',
    fault: 'The code is written in full-width digits',
    ...shape,
    decide: () => ({
      messageOfSending: (code) => [...code].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join(''),
    }),
    caughtBy: ['sendCode/message'],
  },
  {
    name: 'sent-code-json-number',
    fault: 'The code is a JSON number',
    ...shape,
    decide: (right) => ({
      drawCode: (random) => `1${right.drawCode(random).slice(1)}`,
      envelopeOf: (endpoint, { result, message }) => ({
        result,
        message: endpoint === 'sendCode' && message ? Number(message) : message,
      }),
    }),
    caughtBy: ['sendCode/message'],
  },
  {
    name: 'sent-code-in-a-sentence',
    fault: 'The message is a sentence that contains the code',
    ...shape,
    decide: () => ({ messageOfSending: (code) => `您的验证码是${code}` }),
    caughtBy: ['sendCode/message'],
  },
  {
    name: 'sent-code-not-returned',
    fault: '0000 comes without the code, an undeclared difference',
    ...shape,
    options: { dialect: { codeDelivery: 'sms' } },
    caughtBy: ['sendCode/message', 'sendCode/success'],
  },
  {
    name: 'sent-code-under-another-name',
    fault: 'The code comes in a member named code',
    ...shape,
    ...envelope(({ endpoint, result, message }) =>
      endpoint === 'sendCode' ? { result, code: message } : { result, message },
    ),
    caughtBy: ['sendCode/message'],
  },
  {
    name: 'sent-code-in-an-object',
    fault: 'The message is an object that contains the code',
    ...shape,
    ...message(({ endpoint, message }) => (endpoint === 'sendCode' && message ? { code: message } : message)),
    caughtBy: ['sendCode/message'],
  },
  {
    name: 'sent-code-is-another',
    fault: 'The reply contains another code than the one stored',
    ...behaviour,
    decide: () => ({ messageOfSending: (code) => String((Number(code) + 1) % 10_000).padStart(4, '0') }),
    caughtBy: ['journey/registration'],
  },
  {
    name: 'sent-zero-lost',
    fault: 'A code with a leading zero never verifies, because the zero is not stored',
    ...behaviour,
    decide: () => ({
      isRightCode: (session, { code }) =>
        session.code !== null && !session.code.startsWith('0') && code === session.code,
      drawCode: (random) => `0${[...random(3)].map((byte) => byte % 10).join('')}`,
    }),
    caughtBy: ['journey/registration'],
  },
  {
    name: 'sent-registered-explains',
    fault: '0001 has a message',
    ...shape,
    ...message(({ result, message }) => (result === '0001' ? '该手机号已被注册' : message)),
    caughtBy: ['sendCode/message'],
  },
  {
    name: 'sent-refusal-explains',
    fault: '0002 has a message',
    ...shape,
    ...message(({ result, message }) => (result === '0002' ? 'bad phone' : message)),
    caughtBy: ['sendCode/message'],
  },
  {
    name: 'sent-registered-is-0003',
    fault: 'A registered phone number gets the undocumented 0003',
    ...shape,
    ...result(({ result }) => (result === '0001' ? '0003' : result)),
    caughtBy: ['sendCode/result', 'sendCode/registered'],
  },
  {
    name: 'sent-registered-is-0002',
    fault: 'A registered phone number gets 0002',
    ...behaviour,
    ...result(({ result }) => (result === '0001' ? '0002' : result)),
    caughtBy: ['sendCode/registered'],
  },
  {
    name: 'sent-refusal-is-0006',
    fault: 'A missing userId gets 0006',
    ...shape,
    ...result(({ result }) => (result === '0002' ? '0006' : result)),
    caughtBy: ['sendCode/missing-user-id', 'sendCode/empty-user-id'],
  },
  {
    name: 'sent-without-phone',
    fault: 'A request without userId gets 0000 and a code',
    ...behaviour,
    ...instead(({ endpoint, fields }) =>
      endpoint === 'sendCode' && !fields.has('userId') ? reply('0000', '4711') : undefined,
    ),
    caughtBy: ['sendCode/missing-user-id'],
  },
  {
    name: 'sent-to-empty-phone',
    fault: 'An empty userId gets 0000 and a code',
    ...behaviour,
    ...instead(({ endpoint, fields }) =>
      endpoint === 'sendCode' && fields.get('userId') === '' ? reply('0000', '4711') : undefined,
    ),
    caughtBy: ['sendCode/empty-user-id'],
  },
  {
    name: 'sent-missing-phone-breaks',
    fault: 'A missing userId gets a 500 page',
    ...shape,
    ...instead(({ endpoint, fields }) =>
      endpoint === 'sendCode' && !fields.get('userId') ? page(500, 'Internal Server Error') : undefined,
    ),
    caughtBy: ['sendCode/missing-user-id', 'sendCode/empty-user-id'],
  },
  {
    name: 'sent-by-post-only',
    fault: 'GET /register is not allowed',
    ...shape,
    ...instead(({ endpoint }) => (endpoint === 'sendCode' ? page(405, 'Method Not Allowed') : undefined)),
    caughtBy: ['sendCode/envelope'],
  },
  {
    name: 'sent-phone-under-another-name',
    fault: 'The phone number is read from a parameter named phone',
    ...behaviour,
    ...instead(({ endpoint, fields }) => (endpoint === 'sendCode' && !fields.has('phone') ? reply('0002') : undefined)),
    caughtBy: ['journey/registration'],
  },
  {
    name: 'sent-to-135-alone',
    fault: 'Only phone numbers that begin with 135 get a code',
    ...behaviour,
    decide: () => ({ isPhoneNumber: (userId) => userId.startsWith('135') }),
    caughtBy: ['journey/registration'],
  },
  {
    name: 'sent-codes-all-the-same',
    fault: 'Every code is 1234',
    level: 'advice',
    kind: 'behaviour',
    decide: () => ({ drawCode: () => '1234' }),
    caughtBy: ['sendCode/same-codes'],
  },
  {
    name: 'sent-to-anything',
    fault: 'A userId of any length and with any characters gets a code',
    level: 'advice',
    kind: 'behaviour',
    options: { phones: 'anything' },
    caughtBy: ['sendCode/short-number'],
  },
  {
    name: 'sent-cacheable',
    fault: 'The reply to sendCode may be stored in public caches',
    level: 'advice',
    kind: 'behaviour',
    decide: () => ({
      headersOf: () => [
        ['Content-Type', 'application/json'],
        ['Cache-Control', 'public, max-age=60'],
      ],
    }),
    caughtBy: ['sendCode/cacheable'],
  },
]
