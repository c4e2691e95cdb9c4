import { elevenDigits, mainlandMobileNumber } from '../../contract/patterns.ts'
import type { ResultOf } from '../../contract/replies.ts'
import type { Settings } from '../reference-settings.ts'
import type { Person, StoredSession } from '../store/store.ts'
import { fourRandomDigits, type Random } from './random-bytes.ts'
import type { Answer, OperationRequest, OperationRule, RuleContext } from './rule.ts'
import { endOf, type SessionDecisions, startSession } from './sessions.ts'

// 验证码发送

/** The decisions of 验证码发送. */
export interface SendCodeDecisions {
  isPhoneNumber(userId: string): boolean
  isRegistered(person: Person | undefined): boolean
  /** How long a phone has to wait for its next code, in milliseconds. */
  resendInterval(): number
  drawCode(random: Random): string
  /** The session after this code was sent; `previous` is the visitor's session before. */
  afterSending(sent: SentCode, id: string, previous: StoredSession | undefined): StoredSession
  /** The message of the success. */
  messageOfSending(code: string): string | null
}

/** A code on its way to a phone. */
export interface SentCode {
  readonly userId: string
  readonly code: string
  readonly now: number
}

export function documentedSendCode(settings: Settings): SendCodeDecisions {
  return {
    // | userId | 手机号（账户名） | Y | string | 11位 | 11位手机号码，由前端完成格式验证 |
    // The front end has checked it. A backend that does not check again can be made to send to anything.
    isPhoneNumber: {
      mainlandMobile: (userId: string) => mainlandMobileNumber.test(userId),
      elevenDigits: (userId: string) => elevenDigits.test(userId),
      anything: (userId: string) => userId !== '',
    }[settings.phones],

    // "0001":“该手机号已被注册": from the success of step 2 on (E15).
    isRegistered: (person) => person !== undefined,

    resendInterval: () => settings.resendInterval,

    // | 操作 | 发送4位数手机验证码至用户 |
    drawCode: fourRandomDigits,

    // A new code lifts a lock (E10). Whether it undoes a verification is not said (E26); a code for another phone
    // always does.
    afterSending: ({ userId, code, now }, id, previous) => ({
      id,
      userId,
      code,
      codeSentAt: now,
      wrongCodes: 0,
      lockedUntil: 0,
      verified: !settings.newCodeUndoesVerification && previous?.userId === userId && previous.verified,
      expiresAt: endOf(now, settings.sessionLifetime),
    }),

    // 若发送成功，返回该验证码；否则返回None (E13: unless codes go out by SMS only.)
    messageOfSending: (code) => (settings.dialect.codeDelivery === 'sms' ? null : code),
  }
}

type Context = RuleContext<SendCodeDecisions & SessionDecisions>

/** 发送4位数手机验证码至用户 */
export const sendCode: OperationRule<ResultOf<'sendCode'>, SendCodeDecisions & SessionDecisions> = {
  refusal: '0002',

  answer: async (request, context) => {
    const { decisions, settings, store } = context
    const userId = request.fields.get('userId')
    if (!userId) return { ...otherError('userId is missing'), isMissing: true }
    if (!decisions.isPhoneNumber(userId)) return otherError('userId is not a phone number')
    if (decisions.isRegistered(await store.person(userId)))
      return { result: '0001', message: null, reason: 'the phone is already registered' }
    const interval = decisions.resendInterval()
    if (interval > 0 && !(await store.noteSending(userId, context.now(), interval)))
      return {
        ...otherError('this phone was sent a code a moment ago'),
        ...(settings.resendStatus !== undefined && { status: settings.resendStatus }),
      }
    const { code, session } = await issueCode(userId, request, context)
    return { result: '0000', message: decisions.messageOfSending(code), reason: 'a code was sent', session }
  },

  forcedMessage: ({ decisions, random }) => decisions.messageOfSending(decisions.drawCode(random)),
}

function otherError(reason: string): Answer<'0002'> {
  return { result: '0002', message: null, reason }
}

/** Draws a code, keeps it in the visitor's session and delivers it to the inbox. `session` is the session's id. */
export async function issueCode(
  userId: string,
  request: OperationRequest,
  context: Context,
): Promise<{ code: string; session: string }> {
  const sent = { userId, code: context.decisions.drawCode(context.random), now: context.now() }
  const session = await keepSentCode(sent, request, context)
  context.inbox.deliver({ userId, code: sent.code, text: smsText(sent.code), sentAt: sent.now })
  return { code: sent.code, session }
}

function smsText(code: string): string {
  return `您的验证码是 ${code}。Your verification code is ${code}.`
}

/** Keeps a sent code in the visitor's session, or in a new one, and returns the session's id. */
async function keepSentCode(sent: SentCode, request: OperationRequest, context: Context): Promise<string> {
  const { decisions, store, random } = context
  if (!decisions.sessionTravelsByCookie()) {
    const id = decisions.newSessionId(sent.userId, random)
    return store.updateSession(id, (session) => ({ session: decisions.afterSending(sent, id, session), result: id }))
  }
  const known = decisions.sessionOf(request)
  // Reuse only ids that this backend issued: an id that the visitor chose could be known to somebody else.
  if (known !== undefined) {
    const id = await store.updateSession(known, (session) =>
      session && decisions.goesOnWith(session, sent.userId) && !decisions.isExpired(session, sent.now)
        ? { session: decisions.afterSending(sent, known, session), result: known }
        : { session: undefined, result: undefined },
    )
    if (id !== undefined) return id
  }
  return startSession(sent.userId, (id) => decisions.afterSending(sent, id, undefined), context)
}
