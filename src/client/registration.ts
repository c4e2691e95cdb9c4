import type { CodeDelivery, Linking } from '../contract/dialect.ts'
import type { FailureOf } from '../contract/replies.ts'
import type { Client } from './client.ts'
import type { CallOptions, UploadOptions } from './client-options.ts'
import type {
  CompleteRegistrationRequest,
  LoginRequest,
  SendCodeRequest,
  UploadAvatarRequest,
  VerifyCodeRequest,
} from './operations.ts'
import type { Call, Failure, Refused, Succeeded, Unanswered } from './outcomes.ts'
import { callOf } from './phone-auth-error.ts'
import type { SessionData } from './session/client-session.ts'

/** A success that leads to the next step. */
export type SucceededTo<Next, Message extends string | null> = Succeeded<Message> & {
  /** The next step. */
  readonly next: Next
}

/** A saved step as plain data, for `resumeRegistration`. */
export interface SavedRegistration {
  readonly version: 1
  readonly step: 'code-sent' | 'verified' | 'avatar-uploaded' | 'registered'
  /** The path that uploadAvatar returned. */
  readonly headImage?: string
  /** Present only if saved with `secrets: true`. */
  readonly secrets?: RegistrationSecrets
}

/** Sensitive registration data. */
export interface RegistrationSecrets {
  /** The phone number. */
  readonly userId: string
  /** The sent code, if the reply contained it. */
  readonly code?: string | undefined
  /** The session, if the client keeps it; a browser keeps its own across a reload. */
  readonly session?: SessionData | undefined
}

/** What every step after the first can do besides going on. */
interface Saveable {
  /**
   * Returns this step as plain data, to be resumed after a reload. With `secrets: true` it contains phone number, sent
   * code and session, so store it as a secret. Otherwise pass them to `resumeRegistration` again.
   */
  save(options: { readonly secrets: boolean }): SavedRegistration
}

/** The start: all you can do is send a code. */
export interface RegistrationStart {
  readonly step: 'start'
  /** 验证码发送. */
  sendCode(
    request: SendCodeRequest,
    options?: CallOptions,
  ): Call<SucceededTo<CodeSent, string | null>, Refused<FailureOf<'sendCode'>> | Unanswered>
}

/** A code has been sent: check it, or send another. */
export interface CodeSent extends Saveable {
  readonly step: 'code-sent'
  /** 验证码校验. Phone number and sent code are filled in. */
  verifyCode(
    request: { readonly code: string },
    options?: CallOptions,
  ): Call<SucceededTo<Verified, null>, Refused<FailureOf<'verifyCode'>> | Unanswered>
  /** 验证码发送, to the same phone again. */
  sendCode(
    options?: CallOptions,
  ): Call<SucceededTo<CodeSent, string | null>, Refused<FailureOf<'sendCode'>> | Unanswered>
}

/** The phone is verified: upload an avatar, or complete the registration without one. */
export interface Verified extends Saveable {
  readonly step: 'verified' | 'avatar-uploaded'
  /** 注册step1. The path is passed on to the registration. */
  uploadAvatar(
    request: UploadAvatarRequest,
    options?: UploadOptions,
  ): Call<SucceededTo<Verified, string>, Refused<FailureOf<'uploadAvatar'>> | Unanswered>
  /** 注册step2. */
  completeRegistration(
    request: Omit<CompleteRegistrationRequest, 'headImage'>,
    options?: CallOptions,
  ): Call<SucceededTo<Registered, null>, Refused<FailureOf<'completeRegistration'>> | Unanswered>
}

/** The phone is registered: log in. */
export interface Registered extends Saveable {
  readonly step: 'registered'
  /** 登录. The message is the token. */
  login(
    request: Omit<LoginRequest, 'userId'>,
    options?: CallOptions,
  ): Call<Succeeded<string>, Refused<FailureOf<'login'>> | Unanswered>
}

/** Any step of a registration. */
export type RegistrationStep = RegistrationStart | CodeSent | Verified | Registered

type AnyClient = Client<CodeDelivery, Linking>

/** What is known so far. */
interface Known {
  readonly userId: string
  readonly code?: string | undefined
  readonly headImage?: string | undefined
}

/** Starts the registration of one person, as steps that can only be taken in order. */
export function startRegistration(api: AnyClient): RegistrationStart {
  return { step: 'start', sendCode: ({ userId }, options) => send(api, userId, options) }
}

/**
 * Resumes a saved registration. Pass in `secrets` what was saved without: always the phone number, and the sent code if
 * it came with the reply and is still to be checked. Returns undefined if `saved` is not a saved step, the phone number
 * is missing, or the session belongs to another backend.
 */
export function resumeRegistration(
  api: AnyClient,
  saved: unknown,
  secrets?: RegistrationSecrets,
): Exclude<RegistrationStep, RegistrationStart> | undefined {
  const { version, step, headImage, secrets: kept } = (saved ?? {}) as Partial<SavedRegistration>
  const { userId, code, session } = { ...kept, ...secrets }
  if (version !== 1 || typeof userId !== 'string') return undefined
  const known = { userId, code, headImage }
  const steps = { 'code-sent': codeSent, verified, 'avatar-uploaded': verified, registered }
  if (step === undefined || !Object.hasOwn(steps, step)) return undefined
  try {
    if (session) api.session.import(session)
  } catch {
    return undefined
  }
  return steps[step](api, known)
}

function codeSent(api: AnyClient, known: Known): CodeSent {
  const { userId, code: code_v } = known
  return {
    step: 'code-sent',
    verifyCode({ code }, options) {
      // The client drops the fields that its dialect does not have.
      const request = { userId, code_v, code } as unknown as VerifyCodeRequest<CodeDelivery, Linking>
      return follow(api.verifyCode(request, options), () => verified(api, { userId }))
    },
    sendCode: (options) => send(api, userId, options),
    save: ({ secrets }) => save(api, 'code-sent', known, secrets),
  }
}

function verified(api: AnyClient, known: Known): Verified {
  const { userId, headImage } = known
  const step = headImage === undefined ? 'verified' : 'avatar-uploaded'
  return {
    step,
    uploadAvatar: (request, options) =>
      follow(api.uploadAvatar(request, options), ({ message }) => verified(api, { userId, headImage: message })),
    completeRegistration(request, options) {
      const whole = { userId, headImage, ...request } as unknown as CompleteRegistrationRequest<Linking>
      return follow(api.completeRegistration(whole, options), () => registered(api, { userId }))
    },
    save: ({ secrets }) => save(api, step, known, secrets),
  }
}

function registered(api: AnyClient, known: Known): Registered {
  const { userId } = known
  return {
    step: 'registered',
    login: ({ password }, options) => api.login({ userId, password }, options),
    save: ({ secrets }) => save(api, 'registered', known, secrets),
  }
}

function send(api: AnyClient, userId: string, options: CallOptions | undefined): ReturnType<CodeSent['sendCode']> {
  return follow(api.sendCode({ userId }, options), ({ message }) =>
    codeSent(api, { userId, code: message ?? undefined }),
  )
}

function save(api: AnyClient, step: SavedRegistration['step'], known: Known, secrets: boolean): SavedRegistration {
  const { userId, code, headImage } = known
  return {
    version: 1,
    step,
    ...(headImage !== undefined && { headImage }),
    ...(secrets && { secrets: { userId, ...(code !== undefined && { code }), session: api.session.export() } }),
  }
}

/** A call whose success carries the next step. */
function follow<Success extends Succeeded, Failed extends Failure, Next>(
  call: Call<Success, Failed>,
  next: (success: Success) => Next,
): Call<Success & { readonly next: Next }, Failed> {
  return callOf(call.then((outcome) => (outcome.ok ? { ...outcome, next: next(outcome) } : outcome)))
}
