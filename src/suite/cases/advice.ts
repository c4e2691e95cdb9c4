import { cite } from '../../contract/document.ts'
import { same, type Words } from '../../report/model/words.ts'
import type { Allowance } from '../http/check-reply.ts'
import type { Step } from '../http/step.ts'
import { plain } from '../http/value.ts'
import { pngFile } from '../people/image-file.ts'
import { neverIssued } from '../people/wrong-codes.ts'
import { Undecided } from '../state/case-errors.ts'
import { type CaseContext, phonesAreOurs } from './case-context.ts'
import { type CaseDefinition, defineCase } from './define-case.ts'
import { leakOf } from './token-contents.ts'

/** For requests that nobody should send: any refusal will do. */
const anyRefusal: Allowance = { bare: 'any', leftToCase: true }

function advise(context: CaseContext, step: Step, message: Words, expected: Words, actual: Words): void {
  context.fail({ message, expected, actual, step })
}

/** A `userId` that no front end would let through. */
function oddNumber(id: string, title: Words, userId: string): CaseDefinition {
  return defineCase({
    id: `sendCode/${id}`,
    level: 'advice',
    title,
    cites: [cite('sendCode', 'userId')],
    sends: 1,
    run: async (context) => {
      if (!phonesAreOurs(context))
        throw new Undecided('notRun', {
          zh: '本次运行只使用给定的手机号',
          en: 'this run uses only the given phone numbers',
        })
      const step = await context.sendCode(context.nobody(), plain(userId), anyRefusal)
      if (step.result === '0000')
        advise(context, step, title, { zh: '请求被拒绝', en: 'a refusal' }, same('"result": "0000"'))
    },
  })
}

/** Security and interoperability beyond the document. */
export const adviceCases: readonly CaseDefinition[] = [
  defineCase({
    id: 'sendCode/code-in-reply',
    level: 'advice',
    title: { zh: '响应不应包含验证码', en: 'The reply should not contain the code' },
    cites: [cite('sendCode', 'message')],
    people: { alice: 'sent' },
    when: 'last',
    run: async (context) => {
      await context.person('alice').sent()
      const step = sends(context).find(({ message }) => message !== undefined)
      if (step)
        advise(
          context,
          step,
          {
            zh: '任何人都能读到发给他人手机的验证码，短信验证因此失去意义',
            en: "anyone can read the code sent to someone else's phone, so the SMS proves nothing",
          },
          { zh: '验证码仅由短信发送（codeDelivery: sms）', en: 'codes sent by SMS only (codeDelivery: sms)' },
          { zh: 'message 为验证码', en: 'the code as message' },
        )
    },
  }),

  oddNumber(
    'short-number',
    { zh: '不是 11 位数字的 userId 应被拒绝', en: 'A userId that is not 11 digits should be refused' },
    '1380013800',
  ),
  oddNumber(
    'no-mobile-number',
    { zh: '不是手机号的 11 位数字应被拒绝', en: '11 digits that are not a mobile number should be refused' },
    '00000000000',
  ),

  defineCase({
    id: 'sendCode/same-codes',
    level: 'advice',
    title: { zh: '每次发送的验证码不应都相同', en: 'The sent codes should not all be the same' },
    cites: [cite('sendCode', 'message')],
    people: { alice: 'sent', bob: 'sent', carol: 'sent' },
    when: 'last',
    run: async (context) => {
      for (const name of ['alice', 'bob', 'carol'] as const) await context.person(name).sent()
      const seen = sends(context).filter(({ message }) => message !== undefined)
      const last = seen.at(-1)
      if (last && seen.length >= 3 && new Set(seen.map(({ message }) => message)).size === 1)
        advise(
          context,
          last,
          { zh: '每次发送的都是同一个验证码', en: 'the backend sent the same code every time' },
          { zh: '随机生成的验证码', en: 'random codes' },
          { zh: `${seen.length} 次发送的验证码都相同`, en: `the same code ${seen.length} times` },
        )
    },
  }),

  defineCase({
    id: 'sendCode/cacheable',
    level: 'advice',
    title: { zh: 'sendCode 的响应不应允许缓存', en: 'The reply to sendCode should not be cacheable' },
    cites: [cite('sendCode', 'method')],
    people: { alice: 'sent' },
    when: 'last',
    run: async (context) => {
      await context.person('alice').sent()
      const step = sends(context).find((each) => cacheability(each) !== undefined)
      if (step)
        advise(
          context,
          step,
          {
            zh: '缓存可能把验证码返回给他人，也可能直接响应而不发送短信',
            en: 'a cache may give the code to someone else, or answer without an SMS being sent',
          },
          same('Cache-Control: no-store'),
          same(cacheability(step) ?? ''),
        )
    },
  }),

  defineCase({
    id: 'sendCode/cookie-http-only',
    level: 'advice',
    title: { zh: '会话 Cookie 应带 HttpOnly 属性', en: 'The session cookie should be HttpOnly' },
    cites: [cite('sendCode', 'operation')],
    people: { alice: 'sent' },
    when: 'last',
    run: async (context) => {
      await context.person('alice').sent()
      if (context.runState.oneJar)
        throw new Undecided('notRun', { zh: '网页读不到 Set-Cookie', en: 'a web page cannot read Set-Cookie' })
      // With several cookies we can't tell which is the session: scripts may need the others, such as a CSRF token.
      const step = sends(context).find((each) => {
        const cookies = cookiesOf(each)
        return cookies.length > 0 && !cookies.some((line) => /;\s*httponly\s*(;|$)/i.test(line))
      })
      if (step)
        advise(context, step, { zh: '脚本可以窃取会话', en: 'a script can steal the session' }, same('HttpOnly'), {
          zh: 'Cookie 不带 HttpOnly',
          en: 'a cookie without HttpOnly',
        })
    },
  }),

  defineCase({
    id: 'verifyCode/equal-pair',
    level: ({ codeDelivery }) => (codeDelivery === 'sms' ? 'must' : 'advice'),
    title: {
      zh: 'code_v 与 code 相同但从未发送过时，应被拒绝',
      en: 'Equal code_v and code that were never sent should be refused',
    },
    cites: [cite('verifyCode', 'code_v'), cite('verifyCode', 'code')],
    people: { moe: 'sent' },
    run: async ({ person, verifyCodeWith, expect }) => {
      const moe = person('moe')
      const code = neverIssued(await moe.sent())
      expect.refused(await verifyCodeWith(moe, { code_v: code, code }))
    },
  }),

  defineCase({
    id: 'uploadAvatar/climbing-name',
    level: 'advice',
    title: { zh: '返回的路径不应保留文件名中的 ..', en: 'A path should not keep the .. of a file name' },
    cites: [cite('uploadAvatar', 'operation')],
    people: { nina: 'verified' },
    run: async (context) => {
      const nina = context.person('nina')
      await nina.verified()
      const img = { name: 'img', file: pngFile(), filename: '../../climbed.png' }
      const step = await context.uploadAvatar(nina.session, [img], anyRefusal)
      if (step.message?.split(/[\\/]/).includes('..'))
        advise(
          context,
          step,
          { zh: '上传的文件可能被写到其他目录', en: 'an upload may be written to another folder' },
          { zh: '不含 .. 的路径，或请求被拒绝', en: 'a path without .., or a refusal' },
          same(step.message),
        )
    },
  }),

  defineCase({
    id: 'completeRegistration/unverified',
    level: 'advice',
    title: { zh: '未通过验证码校验时提交注册step2，应被拒绝', en: 'Step 2 without a verified code should be refused' },
    cites: [cite('completeRegistration', 'operation')],
    people: { kim: 'sent' },
    run: async (context) => {
      const kim = context.person('kim')
      const code = await kim.sent()
      // Finds a backend, too, that checks whether a code was tried and not whether it was correct.
      await context.verifyCode(kim, neverIssued(code))
      const isVerified = context.runState.steps.some(
        (step) => step.endpoint === 'verifyCode' && step.session === kim.session && step.result === '0000',
      )
      if (isVerified) return
      const step = await context.completeRegistration(kim, { password: kim.password, register: '1' }, anyRefusal)
      if (step.result === '0000')
        advise(
          context,
          step,
          {
            zh: '任何人无需验证码就能用他人的手机号注册',
            en: "anyone can register someone else's phone number without the code",
          },
          same('"result": "0006"'),
          same('"result": "0000"'),
        )
    },
  }),

  defineCase({
    id: 'login/equal-tokens',
    level: 'advice',
    title: { zh: '每次登录返回的 token 应各不相同', en: 'Two logins should not get the same token' },
    cites: [cite('login', 'message')],
    people: { carol: 'loggedIn', dave: 'loggedIn' },
    run: async (context) => {
      const [carol, dave] = [context.person('carol'), context.person('dave')]
      const tokens = [await carol.loggedIn(), await dave.loggedIn()].map(({ message }) => message)
      const again = await context.login({ userId: carol.userId, password: carol.password })
      if (again.message === undefined || !tokens.includes(again.message)) {
        if (tokens[0] === undefined || tokens[0] !== tokens[1]) return
      }
      advise(
        context,
        again,
        { zh: '两次登录或两个用户得到同一个 token', en: 'two logins, or two people, got the same token' },
        { zh: '每次不同的 token', en: 'a new token each time' },
        { zh: '相同的 token', en: 'the same token' },
      )
    },
  }),

  defineCase({
    id: 'login/telling-token',
    level: 'advice',
    title: {
      zh: 'token 不应包含密码、密码的哈希值或手机号',
      en: 'A token should not contain the password, its hash or the phone number',
    },
    cites: [cite('login', 'message')],
    people: { alice: 'loggedIn' },
    run: async (context) => {
      const alice = context.person('alice')
      const step = await alice.loggedIn()
      const leak = await leakOf(step.message ?? '', { password: alice.password.text, userId: alice.userId.text })
      if (leak)
        advise(
          context,
          step,
          { zh: 'token 泄露了敏感信息', en: 'the token reveals sensitive data' },
          { zh: '随机生成的 token', en: 'a random token' },
          leak,
        )
    },
  }),

  defineCase({
    id: 'login/clear-text',
    level: 'advice',
    title: { zh: '密码不应以明文传输到本机之外', en: 'Passwords should not be sent in clear text beyond this machine' },
    cites: [cite('login', 'protocol')],
    people: { alice: 'loggedIn' },
    run: async (context) => {
      const step = await context.person('alice').loggedIn()
      const { protocol, hostname } = context.settings.baseUrl
      if (protocol === 'http:' && !/^(localhost|.+\.localhost|127\..*|\[::1\])$/i.test(hostname))
        advise(
          context,
          step,
          { zh: '传输途中的任何人都能读到密码', en: 'anyone on the network path can read the password' },
          same('https'),
          same('http'),
        )
    },
  }),
]

function sends({ runState }: CaseContext): Step[] {
  return runState.steps.filter(({ endpoint, result }) => endpoint === 'sendCode' && result === '0000')
}

function headerOf({ answer }: Step, name: string): string | undefined {
  return answer.kind === 'reply' ? answer.headers.find(([key]) => key.toLowerCase() === name)?.[1] : undefined
}

function cookiesOf({ answer }: Step): string[] {
  return answer.kind === 'reply'
    ? answer.headers.filter(([key]) => key.toLowerCase() === 'set-cookie').map(([, line]) => line)
    : []
}

/** The header that explicitly makes a reply cacheable. A reply without one does not count. */
function cacheability(step: Step): string | undefined {
  const control = headerOf(step, 'cache-control') ?? ''
  if (/no-store/i.test(control)) return undefined
  if (/\bpublic\b|(s-maxage|max-age)\s*=\s*"?0*[1-9]/i.test(control)) return `Cache-Control: ${control}`
  const expires = headerOf(step, 'expires')
  return control === '' && expires !== undefined && Date.parse(expires) > Date.now() ? `Expires: ${expires}` : undefined
}
