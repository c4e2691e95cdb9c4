import type { ResultOf } from '../../contract/replies.ts'
import type { Settings } from '../reference-settings.ts'
import type { SessionStep, StoredSession } from '../store/store.ts'
import type { Answer, OperationRequest, OperationRule, RuleContext } from './rule.ts'
import { endOf, type SessionDecisions, startSession } from './sessions.ts'

// 验证码校验

/** The decisions of 验证码校验. */
export interface VerifyCodeDecisions {
  /** Whether no code is accepted at the moment because too many were wrong. */
  isLocked(session: StoredSession, now: number): boolean
  /** Whether a lock refuses the right code, too. */
  isRightCodeLocked(): boolean
  isRightCode(session: StoredSession, tried: TriedCode): boolean
  afterRightCode(session: StoredSession, now: number): StoredSession
  afterWrongCode(session: StoredSession, now: number): StoredSession
}

/** The codes of a request. */
export interface TriedCode {
  /** 正确码 | Y | 4位数 | 发送验证码接口返回的验证码: what the caller claims. Nothing depends on it. */
  readonly codeV: string
  /** 输入码 | Y | 4位数 | 输入验证码 */
  readonly code: string
  readonly now: number
}

export function documentedVerifyCode(settings: Settings): VerifyCodeDecisions {
  return {
    // "0005":"验证码错误次数过多": how long a lock lasts is not said (E10).
    isLocked: (session, now) => now < session.lockedUntil,

    isRightCodeLocked: () => settings.rightCodeWhileLocked === 'refusal',

    // | 操作 | 校验用户输入的验证码是否正确 |
    // The backend knows the right code itself (E13). Codes are compared as text, leading zeros included.
    isRightCode: (session, { code, now }) => code === session.code && now < session.codeSentAt + settings.codeLifetime,

    afterRightCode: (session, now) => ({
      ...session,
      code: settings.codeWorksOnce ? null : session.code,
      wrongCodes: 0,
      lockedUntil: 0,
      verified: true,
      expiresAt: endOf(now, settings.sessionLifetime),
    }),

    // "0004":"验证码错误", until too many in a row were wrong (E10). The count starts over when a lock has ended.
    afterWrongCode: (session, now) => {
      const wrongCodes = (session.lockedUntil > 0 ? 0 : session.wrongCodes) + 1
      const lockedUntil = wrongCodes >= settings.wrongCodeLimit ? endOf(now, settings.lockLength) : 0
      return { ...session, wrongCodes, lockedUntil }
    },
  }
}

type Context = RuleContext<VerifyCodeDecisions & SessionDecisions>
type VerifyCodeAnswer = Answer<ResultOf<'verifyCode'>>

/** 校验用户输入的验证码是否正确 */
export const verifyCode: OperationRule<ResultOf<'verifyCode'>, VerifyCodeDecisions & SessionDecisions> = {
  refusal: '0004',

  answer: async (request, context) => {
    const code = request.fields.get('code')
    const codeV = request.fields.get('code_v')
    // Both are 必选 Y. A request that lacks one tries no code, so it is not counted (E16).
    if (!code || !codeV)
      return { result: '0004', message: null, reason: `${code ? 'code_v' : 'code'} is missing`, isMissing: true }
    return tryCode({ code, codeV }, request, context)
  },
}

/** Tries a code in the visitor's session. The store counts the try atomically: no other step can come between. */
export async function tryCode(
  codes: Pick<TriedCode, 'code' | 'codeV'>,
  request: OperationRequest,
  context: Context,
): Promise<VerifyCodeAnswer> {
  const { decisions, store, now } = context
  const id = decisions.sessionOf(request)
  if (id === undefined) return { result: '0004', message: null, reason: 'no session: call sendCode first' }
  const tried = { ...codes, now: now() }
  if (!decisions.sessionTravelsByCookie())
    return store.updateSession(id, (session) => afterTry(session, tried, decisions))
  const { answer, verified } = await store.updateSession(id, (before) => {
    const { session, result } = afterTry(before, tried, decisions)
    // Somebody else may know the id that the visitor came with, so it never belongs to a verified phone.
    return result.result === '0000'
      ? { session: undefined, result: { answer: result, verified: session } }
      : { session, result: { answer: result, verified: undefined } }
  })
  if (!verified) return answer
  return { ...answer, session: await startSession(verified.userId, (id) => ({ ...verified, id }), context) }
}

function afterTry(
  session: StoredSession | undefined,
  tried: TriedCode,
  decisions: Context['decisions'],
): SessionStep<VerifyCodeAnswer> {
  const answer = (result: VerifyCodeAnswer['result'], reason: string): VerifyCodeAnswer => ({
    result,
    message: null,
    reason,
    ...(session && { userId: session.userId }),
  })
  const { now } = tried
  if (!session || decisions.isExpired(session, now))
    return { session: undefined, result: answer('0004', 'no code was sent in this session, or it has expired') }
  const isRight = decisions.isRightCode(session, tried)
  if (decisions.isLocked(session, now) && (decisions.isRightCodeLocked() || !isRight))
    return { session, result: answer('0005', 'too many wrong codes: locked until a new code is sent') }
  if (isRight)
    return { session: decisions.afterRightCode(session, now), result: answer('0000', 'the phone is verified') }
  const counted = decisions.afterWrongCode(session, now)
  return decisions.isLocked(counted, now)
    ? { session: counted, result: answer('0005', `wrong code, attempt ${counted.wrongCodes}: too many`) }
    : { session: counted, result: answer('0004', `wrong or expired code, attempt ${counted.wrongCodes}`) }
}
