import type { ReferenceBackend } from '../../reference/backend.ts'
import type { Language, Words } from '../../report/model/words.ts'

type Settings = ReferenceBackend['settings']

/** What the first lines of `mock` are about. */
export interface GreetingOptions {
  readonly url: string
  readonly given: { readonly data?: string; readonly inbox?: true }
  readonly settings: Settings
  readonly language: Language
}

/** The first lines of `mock`: where it listens, and commands to try, which run as printed. */
export function greeting({ url, given, settings, language }: GreetingOptions): string {
  const { linking, codeDelivery } = settings.dialect
  const isBySms = codeDelivery === 'sms'
  const codeUrl = isBySms && given.inbox ? ` --code-url '${url}/inbox.json?userId={userId}'` : ''
  const lines: (string | Words)[] = [
    { zh: `参考服务器正在监听 ${url}`, en: `The reference server is listening on ${url}` },
    '',
    { zh: '可以试试：', en: 'Try:' },
    `  curl ${linking === 'cookie' ? '-c cookies.txt ' : ''}'${url}/register?userId=13800138000'`,
    `  npx phone-auth-kit verify ${url}${verifyFlags(settings)}${codeUrl}`,
    '',
    ...(given.inbox ? [{ zh: `短信内容见 ${url}/inbox`, en: `Text messages appear at ${url}/inbox` }] : []),
    ...(isBySms && !given.inbox
      ? [{ zh: '验证码仅由短信发送，加 --inbox 可以查看。', en: 'Codes are sent by SMS only; --inbox shows them.' }]
      : []),
    given.data === undefined
      ? {
          zh: '数据保存在内存中，停止后即丢失（--data FILE 可保存到文件）。',
          en: 'Data is kept in memory and is lost on exit (--data FILE keeps it).',
        }
      : { zh: `数据保存在 ${given.data}。`, en: `Data is kept in ${given.data}.` },
    { zh: '按 Ctrl+C 停止。', en: 'Press Ctrl+C to stop.' },
    '',
  ]
  return `${lines.map((line) => (typeof line === 'string' ? line : line[language])).join('\n')}\n`
}

/** The options that tell verify how this backend differs from the document. */
function verifyFlags({ dialect, resendInterval, wrongCodeLimit }: Settings): string {
  const { linking, body, codeDelivery } = dialect
  return [
    linking === 'userId' ? ' --linking userId' : '',
    body === 'json' ? ' --body json' : '',
    codeDelivery === 'sms' ? ' --code-delivery sms' : '',
    resendInterval > 0 ? ` --resend-interval ${resendInterval}` : '',
    // The contract allows 20 without being told (E10).
    wrongCodeLimit > 20 ? ` --wrong-code-bound ${wrongCodeLimit}` : '',
  ].join('')
}
