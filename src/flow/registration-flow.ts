import type { CallOptions, UploadOptions, UploadProgress } from '../client/client-options.ts'
import type {
  CompleteRegistrationRequest,
  LoginRequest,
  SendCodeRequest,
  UploadAvatarRequest,
  VerifyCodeRequest,
} from '../client/operations.ts'
import type {
  CompleteRegistrationOutcome,
  LoginOutcome,
  SendCodeOutcome,
  UploadAvatarOutcome,
  VerifyCodeOutcome,
} from '../client/outcomes.ts'
import type { Session } from '../client/session/client-session.ts'
import type { CodeDelivery } from '../contract/dialect.ts'
import type {
  FlowCompleteRegistrationOutcome,
  FlowFailure,
  FlowLoginOutcome,
  FlowSendCodeOutcome,
  FlowUploadAvatarOutcome,
  FlowVerifyCodeOutcome,
  NotRun,
  RegistrationAction,
  UndecidedOutcome,
} from './flow-outcomes.ts'

/**
 * What a flow needs of a client, whatever its dialect: the client leaves out what its backend does not take. Written out,
 * so that a consumer's compiler compares no operation with itself.
 */
export interface FlowClient {
  sendCode(request: SendCodeRequest, options?: CallOptions): Promise<SendCodeOutcome<CodeDelivery>>
  verifyCode(request: VerifyCodeRequest & SendCodeRequest, options?: CallOptions): Promise<VerifyCodeOutcome>
  uploadAvatar(request: UploadAvatarRequest, options?: UploadOptions): Promise<UploadAvatarOutcome>
  completeRegistration(
    request: CompleteRegistrationRequest & SendCodeRequest,
    options?: CallOptions,
  ): Promise<CompleteRegistrationOutcome>
  login(request: LoginRequest, options?: CallOptions): Promise<LoginOutcome>
  readonly session: Session
}

/** Where a registration stands. */
export type RegistrationStepName = 'start' | 'code-sent' | 'verified' | 'avatar-uploaded' | 'registered' | 'logged-in'

/** How long the person has to wait for another code. */
export interface Cooldown {
  /** The end of it, in milliseconds since 1970. */
  readonly until: number
  /** What is left of it, in whole seconds, rounded up. */
  readonly seconds: number
  /** The phone it holds for; without one, for every phone. */
  readonly userId: string | undefined
}

/** All there is to show. It is plain data, and the same object until something changes. */
export interface RegistrationSnapshot {
  readonly step: RegistrationStepName
  /** What is under way: an action, or `resume` while an asynchronous storage is read. */
  readonly pending: RegistrationAction | 'resume' | undefined
  /** Why the last action failed; gone when the next one starts. An action that did not run leaves it as it is. */
  readonly failure: FlowFailure | undefined
  /** What nobody can know since a reply was lost, until something decides it. */
  readonly unknown: Pick<UndecidedOutcome, 'action' | 'can'> | undefined
  /** The phone, where it is known: after a reload only with `saveSecrets`. */
  readonly userId: string | undefined
  /** What uploadAvatar returned. */
  readonly headImage: string | undefined
  /** When the last code was sent, in milliseconds since 1970. */
  readonly sentAt: number | undefined
  /** There while no other code may be asked for. */
  readonly cooldown: Cooldown | undefined
  /** How far the upload is that is under way. */
  readonly progress: UploadProgress | undefined
  /** Whether too many codes were wrong (0005), so that only a new code helps. */
  readonly locked: boolean
}

/**
 * A place for text under a key: `localStorage`, `sessionStorage`, React Native's AsyncStorage. What it throws, or a full
 * disk, never disturbs the registration.
 */
export interface FlowStorage {
  getItem(key: string): string | null | Promise<string | null>
  setItem(key: string, value: string): unknown
  removeItem(key: string): unknown
}

/** How a registration is made. */
export interface RegistrationFlowOptions {
  /** Where to keep it over a reload. Default: nowhere. */
  readonly storage?: FlowStorage | undefined
  /** The key in that storage. Default `phone-auth-kit/registration`. */
  readonly storageKey?: string | undefined
  /**
   * Whether phone, sent code and, where the client keeps it, the session are saved too: whoever reads them can go on as
   * that person. The password is never saved. Default false.
   */
  readonly saveSecrets?: boolean | undefined
  /** How long after a code the same phone may not get another, in milliseconds. `Retry-After` overrules it. Default 60000. */
  readonly resendAfter?: number | undefined
  /** The time, in milliseconds since 1970. Default `Date.now`. */
  readonly now?: (() => number) | undefined
}

/**
 * The registration of one person as a store.
 *
 * One action runs at a time, and each is sent when it is asked for: nothing sends an SMS by itself. No action ever
 * rejects. What a lost reply leaves open is found out where the document has a way, else told as `unknown`.
 */
export interface RegistrationFlow {
  /** Calls `listener` after each change, and each second of a cooldown. Returns what ends that. */
  readonly subscribe: (listener: () => void) => () => void
  /** What there is to show now. */
  readonly getSnapshot: () => RegistrationSnapshot
  /** What a server shows, which knows of nothing saved: the start. */
  readonly getServerSnapshot: () => RegistrationSnapshot
  /** Settles when what was saved has been read; it never rejects. With a synchronous storage that is at once. */
  readonly ready: Promise<void>
  /**
   * 验证码发送: to this phone, or once more to the known one. At any step before registration; what was verified or
   * uploaded is then to be done again.
   */
  sendCode(request?: { readonly userId?: string | undefined }, options?: CallOptions): Promise<FlowSendCodeOutcome>
  /** 验证码校验. `userId` only where it is not known, as after a reload without `saveSecrets`. */
  verifyCode(
    request: { readonly code: string; readonly userId?: string | undefined },
    options?: CallOptions,
  ): Promise<FlowVerifyCodeOutcome>
  /** 注册step1. The path goes into the registration by itself; another upload replaces it. */
  uploadAvatar(request: UploadAvatarRequest, options?: UploadOptions): Promise<FlowUploadAvatarOutcome>
  /**
   * 注册step2. Where its reply is lost, a login with the same password decides: on success the phone is registered; at
   * 0007 it is not, and step 2 is sent once more.
   */
  completeRegistration(
    request: Omit<CompleteRegistrationRequest, 'headImage'> & { readonly userId?: string | undefined },
    options?: CallOptions,
  ): Promise<FlowCompleteRegistrationOutcome>
  /** 登录. The message is the token, which is kept nowhere else. */
  login(
    request: { readonly password: string; readonly userId?: string | undefined },
    options?: CallOptions,
  ): Promise<FlowLoginOutcome>
  /** Back to the phone number, to change it, say. The number stays known. */
  back(): NotRun | undefined
  /** Forgets everything but a cooldown. */
  reset(): NotRun | undefined
}
