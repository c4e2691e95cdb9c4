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
  /** The step that is possible now. */
  readonly next: Next
}

/** A saved step as plain data; `resumeRegistration` goes on with it. */
export interface SavedRegistration {
  readonly version: 1
  readonly step: 'code-sent' | 'verified' | 'avatar-uploaded' | 'registered'
  /** What uploadAvatar returned. */
  readonly headImage?: string
  /** Only where `secrets: true` asked for it. */
  readonly secrets?: RegistrationSecrets
}

/** Sensitive registration data. */
export interface RegistrationSecrets {
  /** The phone. */
  readonly userId: string
  /** The sent code, where it came with the reply. */
  readonly code?: string | undefined
  /** The session, where the client keeps it; a browser keeps its own over a reload. */
  readonly session?: SessionData | undefined
}

/** What every step after the first can do beside going on. */
interface Saveable {
  /**
   * This step as plain data, to be resumed after a reload. With `secrets: true` phone, sent code and session are in it:
   * keep it where secrets are kept. Without, they are to be given again to `resumeRegistration`.
   */
  save(options: { readonly secrets: boolean }): SavedRegistration
}

/** Nothing has happened yet: a code can be sent, and nothing else. */
export interface RegistrationStart {
  readonly step: 'start'
  /** 验证码发送. */
  sendCode(
    request: SendCodeRequest,
    options?: CallOptions,
  ): Call<SucceededTo<CodeSent, string | null>, Refused<FailureOf<'sendCode'>> | Unanswered>
}

/** A code is on its way: it can be checked, or sent again. */
export interface CodeSent extends Saveable {
  readonly step: 'code-sent'
  /** 验证码校验. Phone and sent code are known already. */
  verifyCode(
    request: { readonly code: string },
    options?: CallOptions,
  ): Call<SucceededTo<Verified, null>, Refused<FailureOf<'verifyCode'>> | Unanswered>
  /** 验证码发送, to the same phone once more. */
  sendCode(
    options?: CallOptions,
  ): Call<SucceededTo<CodeSent, string | null>, Refused<FailureOf<'sendCode'>> | Unanswered>
}

/** The phone is verified: an avatar can be uploaded, or the registration completed without one. */
export interface Verified extends Saveable {
  readonly step: 'verified' | 'avatar-uploaded'
  /** 注册step1. The path goes into the registration by itself. */
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

/** The phone is registered: it can log in. */
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

/** Starts the registration of one person, in steps that can only be taken in their order. */
export function startRegistration(api: AnyClient): RegistrationStart {
  return { step: 'start', sendCode: ({ userId }, options) => send(api, userId, options) }
}

/**
 * Goes on with a saved registration. `secrets` gives what was not saved: the phone always, the sent code where it is to
 * be checked and came with the reply. Nothing comes back for what is no saved step, where the phone is missing, and for a
 * session of another backend.
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
      // The client leaves out what is not in its dialect.
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
