import { elevenDigits, mainlandMobileNumber } from '../../contract/patterns.ts'
import type { Settings } from '../reference-settings.ts'
import type { Person, StoredSession } from '../store/store.ts'
import { fourRandomDigits, type Random } from './random-bytes.ts'
import type { Answer, Asked, Rules } from './rule.ts'
import { endOf } from './session-rules.ts'

// 验证码发送

/** What 验证码发送 decides. */
export interface SendCodeDecisions {
  isPhoneNumber(userId: string): boolean
  isRegistered(person: Person | undefined): boolean
  /** How long after a code the same phone gets no other one, in milliseconds. */
  resendInterval(): number
  drawCode(random: Random): string
  /** The session once this code has been sent; `previous` is what the same visitor had before. */
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
    // The front end has checked it; a backend that does not look again can be made to send to anything.
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

    // A newly sent code ends a lock (E10). Whether it undoes a verification is not said (E26); that of another phone
    // always ends.
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

/** 发送4位数手机验证码至用户 */
export async function sendCode(asked: Asked, rules: Rules): Promise<Answer<'sendCode'>> {
  const { decisions, settings, store, inbox, random } = rules
  const now = rules.now()
  const userId = asked.fields.get('userId')
  if (!userId) return { ...otherError('userId is missing'), isMissing: true }
  if (!decisions.isPhoneNumber(userId)) return otherError('userId is no phone number')
  if (decisions.isRegistered(await store.person(userId)))
    return { result: '0001', message: null, reason: 'the phone is registered' }
  const interval = decisions.resendInterval()
  if (interval > 0 && !(await store.noteSending(userId, now, interval)))
    return {
      ...otherError('a code was sent to this phone a moment ago'),
      ...(settings.resendStatus !== undefined && { status: settings.resendStatus }),
    }

  const code = decisions.drawCode(random)
  const session = await rememberSending({ userId, code, now }, asked, rules)
  inbox.deliver({ userId, code, text: textOf(code), sentAt: now })
  const message = decisions.messageOfSending(code)
  return { result: '0000', message, reason: 'a code was sent', session }
}

function otherError(reason: string): Answer<'sendCode'> {
  return { result: '0002', message: null, reason }
}

function textOf(code: string): string {
  return `您的验证码是 ${code}。Your verification code is ${code}.`
}

/** Keeps what was sent in the visitor's session, or in a new one. Returns the session's id. */
async function rememberSending(sent: SentCode, asked: Asked, { decisions, store, random }: Rules): Promise<string> {
  const known = decisions.sessionOf(asked)
  // Only an id that this backend gave out is used again: an id of a visitor's own choice could be somebody else's too.
  if (known !== undefined && decisions.sessionTravelsByCookie()) {
    const id = await store.updateSession(known, (session) =>
      session && !decisions.isExpired(session, sent.now)
        ? { session: decisions.afterSending(sent, known, session), result: known }
        : { session: undefined, result: undefined },
    )
    if (id !== undefined) return id
  }
  for (;;) {
    const id = decisions.newSessionId(sent.userId, random)
    if (!decisions.sessionTravelsByCookie())
      return store.updateSession(id, (session) => ({ session: decisions.afterSending(sent, id, session), result: id }))
    if (await store.createSession(decisions.afterSending(sent, id, undefined))) return id
  }
}
