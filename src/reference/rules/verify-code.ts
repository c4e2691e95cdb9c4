import type { Settings } from '../reference-settings.ts'
import type { SessionStep, StoredSession } from '../store/store.ts'
import type { Answer, Asked, Rules } from './rule.ts'
import { endOf } from './session-rules.ts'

// 验证码校验

/** What 验证码校验 decides. */
export interface VerifyCodeDecisions {
  /** Whether no code is taken now, because too many were wrong. */
  isLocked(session: StoredSession, now: number): boolean
  /** Whether a lock keeps the right code out, too. */
  isRightCodeLocked(): boolean
  isRightCode(session: StoredSession, tried: TriedCode): boolean
  afterRightCode(session: StoredSession, now: number): StoredSession
  afterWrongCode(session: StoredSession, now: number): StoredSession
}

/** The codes of a request. */
export interface TriedCode {
  /** 正确码 | Y | 4位数 | 发送验证码接口返回的验证码: the caller's word, on which nothing rests. */
  readonly codeV: string
  /** 输入码 | Y | 4位数 | 输入验证码 */
  readonly code: string
  readonly now: number
}

export function documentedVerifyCode(settings: Settings): VerifyCodeDecisions {
  return {
    // "0005":"验证码错误次数过多": how long is not said (E10).
    isLocked: (session, now) => now < session.lockedUntil,

    isRightCodeLocked: () => settings.rightCodeWhileLocked === 'refusal',

    // | 操作 | 校验用户输入的验证码是否正确 |
    // Whether it is right the backend knows itself (E13): codes are compared as text, leading zeros and all.
    isRightCode: (session, { code, now }) => code === session.code && now < session.codeSentAt + settings.codeLifetime,

    afterRightCode: (session, now) => ({
      ...session,
      code: settings.codeWorksOnce ? null : session.code,
      wrongCodes: 0,
      lockedUntil: 0,
      verified: true,
      expiresAt: endOf(now, settings.sessionLifetime),
    }),

    // "0004":"验证码错误", until too many in a row were wrong (E10). Counting begins anew when a lock has ended.
    afterWrongCode: (session, now) => {
      const wrongCodes = (session.lockedUntil > 0 ? 0 : session.wrongCodes) + 1
      const lockedUntil = wrongCodes >= settings.wrongCodeLimit ? endOf(now, settings.lockLength) : 0
      return { ...session, wrongCodes, lockedUntil }
    },
  }
}

/** 校验用户输入的验证码是否正确 */
export async function verifyCode(asked: Asked, rules: Rules): Promise<Answer<'verifyCode'>> {
  const { decisions, store } = rules
  const code = asked.fields.get('code')
  const codeV = asked.fields.get('code_v')
  // Both are 必选 Y. What is missing is no try, so it is not counted (E16).
  if (!code || !codeV)
    return { result: '0004', message: null, reason: `${code ? 'code_v' : 'code'} is missing`, isMissing: true }
  const id = decisions.sessionOf(asked)
  if (id === undefined) return { result: '0004', message: null, reason: 'no session: sendCode comes first' }
  const now = rules.now()
  return store.updateSession(id, (session) => tryCode(session, { code, codeV, now }, rules))
}

/** One try, from the count before it to the count after it: the store lets nothing come between. */
function tryCode(
  session: StoredSession | undefined,
  tried: TriedCode,
  { decisions }: Rules,
): SessionStep<Answer<'verifyCode'>> {
  const answer = (result: Answer<'verifyCode'>['result'], reason: string): Answer<'verifyCode'> => ({
    result,
    message: null,
    reason,
    ...(session && { userId: session.userId }),
  })
  const { now } = tried
  if (!session || decisions.isExpired(session, now))
    return { session: undefined, result: answer('0004', 'no code was sent in this session, or long ago') }
  const isRight = decisions.isRightCode(session, tried)
  if (decisions.isLocked(session, now) && (decisions.isRightCodeLocked() || !isRight))
    return { session, result: answer('0005', 'too many wrong codes: locked until a new code is sent') }
  if (isRight)
    return { session: decisions.afterRightCode(session, now), result: answer('0000', 'the phone is verified') }
  const counted = decisions.afterWrongCode(session, now)
  return decisions.isLocked(counted, now)
    ? { session: counted, result: answer('0005', `wrong code number ${counted.wrongCodes}: too many`) }
    : { session: counted, result: answer('0004', `wrong code number ${counted.wrongCodes}, or an old one`) }
}
