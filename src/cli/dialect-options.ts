import type { Dialect } from '../contract/dialect.ts'
import type { OptionTable, OptionValues } from './command-line.ts'

/** The options that declare how a backend differs from the document; the same for every command. */
export const dialectOptions = {
  linking: {
    kind: 'choice',
    choices: ['cookie', 'userId'],
    summary: {
      zh: 'step2 如何识别用户：会话 Cookie 或 userId 字段（cookie）',
      en: 'how step 2 identifies the user: a session cookie or a userId field (cookie)',
    },
  },
  body: {
    kind: 'choice',
    choices: ['form', 'json'],
    summary: { zh: 'POST 请求体的格式（form）', en: 'format of POST bodies (form)' },
  },
  'code-delivery': {
    kind: 'choice',
    choices: ['response', 'sms'],
    summary: {
      zh: '验证码随 sendCode 的响应返回，还是仅由短信发送（response）',
      en: 'whether the reply to sendCode contains the code, or only the SMS does (response)',
    },
  },
} as const satisfies OptionTable

/** The differences that the command line declares, and no others. */
export function declaredDialect(given: OptionValues<typeof dialectOptions>): Partial<Dialect> {
  return {
    ...(given.linking && { linking: given.linking }),
    ...(given.body && { body: given.body }),
    ...(given['code-delivery'] && { codeDelivery: given['code-delivery'] }),
  }
}
