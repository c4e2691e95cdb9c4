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

/** A request nobody should send: whatever refuses it is fine. */
const anyRefusal: Allowance = { bare: 'any', leftToCase: true }

function advise(context: CaseContext, step: Step, message: Words, expected: Words, actual: Words): void {
  context.fail({ message, expected, actual, step })
}

/** A number that no front end would have let through. */
function oddNumber(id: string, title: Words, userId: string): CaseDefinition {
  return defineCase({
    id: `sendCode/${id}`,
    level: 'advice',
    title,
    cites: [cite('sendCode', 'userId')],
    sends: 1,
    run: async (context) => {
      if (!phonesAreOurs(context))
        throw new Undecided('notRun', { zh: '只用给定的手机号', en: 'only the given numbers are used' })
      const step = await context.sendCode(context.nobody(), plain(userId), anyRefusal)
      if (step.result === '0000')
        advise(context, step, title, { zh: '拒绝', en: 'a refusal' }, same('"result": "0000"'))
    },
  })
}

/** Security and interoperability beyond the document. */
export const adviceCases: readonly CaseDefinition[] = [
  defineCase({
    id: 'sendCode/code-in-reply',
    level: 'advice',
    title: { zh: '验证码不应出现在回复中', en: 'The code is better not in the reply' },
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
            zh: '任何人都能读到发给别人的验证码，短信因此证明不了什么',
            en: "anybody can read the code that was sent to somebody else's phone, so the SMS proves nothing",
          },
          { zh: '验证码只经短信发出（codeDelivery: sms）', en: 'codes by SMS only (codeDelivery: sms)' },
          { zh: 'message 为验证码', en: 'a message that is the code' },
        )
    },
  }),

  oddNumber(
    'short-number',
    { zh: '不是11位的 userId 应被拒绝', en: 'A userId that is not 11 digits is better refused' },
    '1380013800',
  ),
  oddNumber(
    'no-mobile-number',
    { zh: '不是手机号的11位数字应被拒绝', en: '11 digits that are no mobile number are better refused' },
    '00000000000',
  ),

  defineCase({
    id: 'sendCode/same-codes',
    level: 'advice',
    title: { zh: '验证码应各不相同', en: 'Codes are better not all the same' },
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
          { zh: '每次发送的都是同一个验证码', en: 'the same code was sent every time' },
          { zh: '随机的验证码', en: 'codes that are drawn' },
          { zh: `${seen.length} 次都相同`, en: `${seen.length} times the same` },
        )
    },
  }),

  defineCase({
    id: 'sendCode/cacheable',
    level: 'advice',
    title: { zh: '发送验证码的回复不应可缓存', en: 'The reply to sendCode is better not cacheable' },
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
            zh: '缓存可能把验证码交给别人，或根本不发送',
            en: 'a cache may hand the code to somebody else, or send none',
          },
          same('Cache-Control: no-store'),
          same(cacheability(step) ?? ''),
        )
    },
  }),

  defineCase({
    id: 'sendCode/cookie-http-only',
    level: 'advice',
    title: { zh: '会话 cookie 应带 HttpOnly', en: 'The session cookie is better HttpOnly' },
    cites: [cite('sendCode', 'operation')],
    people: { alice: 'sent' },
    when: 'last',
    run: async (context) => {
      await context.person('alice').sent()
      if (context.runState.oneJar)
        throw new Undecided('notRun', { zh: '网页看不到 Set-Cookie', en: 'a page does not see Set-Cookie' })
      // Which of several is the session nobody can tell: others, such as a token against forged requests, are for scripts.
      const step = sends(context).find((each) => {
        const cookies = cookiesOf(each)
        return cookies.length > 0 && !cookies.some((line) => /;\s*httponly\s*(;|$)/i.test(line))
      })
      if (step)
        advise(context, step, { zh: '脚本可以读走会话', en: 'a script can take the session away' }, same('HttpOnly'), {
          zh: '没有 HttpOnly',
          en: 'a cookie without HttpOnly',
        })
    },
  }),

  defineCase({
    id: 'verifyCode/equal-pair',
    level: ({ codeDelivery }) => (codeDelivery === 'sms' ? 'must' : 'advice'),
    title: {
      zh: '一对相同但从未发出的验证码应被拒绝',
      en: 'An equal pair of codes that was never issued is refused',
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
    title: { zh: '文件名中的 .. 不应进入路径', en: 'A file name that climbs (..) is better not kept in a path' },
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
          { zh: '上传的文件可能写到别处', en: 'an upload may be written elsewhere' },
          { zh: '不含 .. 的路径，或拒绝', en: 'a path without .., or a refusal' },
          same(step.message),
        )
    },
  }),

  defineCase({
    id: 'completeRegistration/unverified',
    level: 'advice',
    title: { zh: '未通过验证码校验的 step2 应被拒绝', en: 'Step 2 without a verified code is better refused' },
    cites: [cite('completeRegistration', 'operation')],
    people: { kim: 'sent' },
    run: async (context) => {
      const kim = context.person('kim')
      const code = await kim.sent()
      // Whoever looks whether a code was tried, and not whether it was right, is found too.
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
          { zh: '不知道验证码也能注册他人的手机号', en: "anybody can register somebody else's phone without its code" },
          same('"result": "0006"'),
          same('"result": "0000"'),
        )
    },
  }),

  defineCase({
    id: 'login/equal-tokens',
    level: 'advice',
    title: { zh: '每次登录的 token 应各不相同', en: 'Tokens of two logins are better not equal' },
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
        { zh: '两次登录或两个人得到同一个 token', en: 'two logins, or two people, got one token' },
        { zh: '每次不同的 token', en: 'another token each time' },
        { zh: '相同的 token', en: 'equal tokens' },
      )
    },
  }),

  defineCase({
    id: 'login/telling-token',
    level: 'advice',
    title: {
      zh: 'token 中不应含密码、密码的散列或手机号',
      en: 'A token is better without the password, its hash or the phone number in it',
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
          { zh: 'token 泄露了秘密', en: 'the token gives something away' },
          { zh: '随机的 token', en: 'a token that is drawn' },
          leak,
        )
    },
  }),

  defineCase({
    id: 'login/clear-text',
    level: 'advice',
    title: { zh: '密码不应明文传到本机之外', en: 'Passwords are better not sent in clear text beyond this machine' },
    cites: [cite('login', 'protocol')],
    people: { alice: 'loggedIn' },
    run: async (context) => {
      const step = await context.person('alice').loggedIn()
      const { protocol, hostname } = context.settings.baseUrl
      if (protocol === 'http:' && !/^(localhost|.+\.localhost|127\..*|\[::1\])$/i.test(hostname))
        advise(
          context,
          step,
          { zh: '沿途任何人都能读到密码', en: 'anybody on the way can read the password' },
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

/** The header that makes a reply explicitly cacheable; silence does not. */
function cacheability(step: Step): string | undefined {
  const control = headerOf(step, 'cache-control') ?? ''
  if (/no-store/i.test(control)) return undefined
  if (/\bpublic\b|(s-maxage|max-age)\s*=\s*"?0*[1-9]/i.test(control)) return `Cache-Control: ${control}`
  const expires = headerOf(step, 'expires')
  return control === '' && expires !== undefined && Date.parse(expires) > Date.now() ? `Expires: ${expires}` : undefined
}
