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
 * What a flow needs from a client. A client of any dialect fits: it leaves out the fields that its backend does not take.
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

/** How far a registration has come. */
export type RegistrationStepName = 'start' | 'code-sent' | 'verified' | 'avatar-uploaded' | 'registered' | 'logged-in'

/** How long the person has to wait before asking for another code. */
export interface Cooldown {
  /** When the cooldown ends, in milliseconds since 1970. */
  readonly until: number
  /** The seconds left, rounded up. */
  readonly seconds: number
  /** The phone it applies to; undefined if it applies to all. */
  readonly userId: string | undefined
}

/** Everything a page shows. Plain data, and the same object until something changes. */
export interface RegistrationSnapshot {
  readonly step: RegistrationStepName
  /** The running action, or `resume` while an asynchronous storage is being read. */
  readonly pending: RegistrationAction | 'resume' | undefined
  /** Why the last action failed. Cleared when the next action starts; an action that did not run does not change it. */
  readonly failure: FlowFailure | undefined
  /** The action whose reply was lost, and what the person can do, until it is known what the backend did. */
  readonly unknown: Pick<UndecidedOutcome, 'action' | 'can'> | undefined
  /** The phone, if it is known. After a reload it is known only with `saveSecrets`. */
  readonly userId: string | undefined
  /** The path that `uploadAvatar` returned. */
  readonly headImage: string | undefined
  /** When the last code was sent, in milliseconds since 1970. */
  readonly sentAt: number | undefined
  /** Defined as long as the person has to wait for another code. */
  readonly cooldown: Cooldown | undefined
  /** The progress of the running upload. */
  readonly progress: UploadProgress | undefined
  /** Whether too many codes were wrong (0005), so that the person needs a new one. */
  readonly locked: boolean
}

/**
 * Where a flow is saved: `localStorage`, `sessionStorage`, React Native's AsyncStorage or the like. Its errors, such as an
 * exceeded quota, are ignored.
 */
export interface FlowStorage {
  getItem(key: string): string | null | Promise<string | null>
  setItem(key: string, value: string): unknown
  removeItem(key: string): unknown
}

/** The options of `createRegistrationFlow`. */
export interface RegistrationFlowOptions {
  /** Where the registration is saved, to survive a reload. Default: it is not saved. */
  readonly storage?: FlowStorage | undefined
  /** The key in the storage. Default `phone-auth-kit/registration`. */
  readonly storageKey?: string | undefined
  /**
   * Whether the phone, the sent code and the session that the client keeps are saved too. Whoever reads them can continue
   * as that person. The password is never saved. Default false.
   */
  readonly saveSecrets?: boolean | undefined
  /** How long a phone has to wait for another code, in milliseconds. `Retry-After` takes precedence. Default 60000. */
  readonly resendAfter?: number | undefined
  /** The clock, in milliseconds since 1970. Default `Date.now`. */
  readonly now?: (() => number) | undefined
}

/**
 * The registration of one person as a store.
 *
 * One action runs at a time, no action rejects, and only `sendCode` sends an SMS. After a lost reply the flow finds out
 * what the backend did if the document offers a way; otherwise the outcome is `unknown`.
 */
export interface RegistrationFlow {
  /** Calls `listener` after each change and each second of a cooldown. Returns a function that unsubscribes it. */
  readonly subscribe: (listener: () => void) => () => void
  /** Returns the current snapshot. */
  readonly getSnapshot: () => RegistrationSnapshot
  /** Returns the snapshot for server rendering: the start, since a server cannot read what a browser saved. */
  readonly getServerSnapshot: () => RegistrationSnapshot
  /** Resolves once the storage has been read, at once if it is synchronous. Never rejects. */
  readonly ready: Promise<void>
  /**
   * 验证码发送, to this phone or again to the known one. Possible at every step before `registered`; verification and
   * avatar are then lost.
   */
  sendCode(request?: { readonly userId?: string | undefined }, options?: CallOptions): Promise<FlowSendCodeOutcome>
  /** 验证码校验. Pass `userId` only if it is not known, as after a reload without `saveSecrets`. */
  verifyCode(
    request: { readonly code: string; readonly userId?: string | undefined },
    options?: CallOptions,
  ): Promise<FlowVerifyCodeOutcome>
  /** 注册step1. `completeRegistration` sends the path; another upload replaces it. */
  uploadAvatar(request: UploadAvatarRequest, options?: UploadOptions): Promise<FlowUploadAvatarOutcome>
  /**
   * 注册step2. If its reply is lost, a login with the same password decides: success means that the phone is registered;
   * after 0007, step 2 is sent once more.
   */
  completeRegistration(
    request: Omit<CompleteRegistrationRequest, 'headImage'> & { readonly userId?: string | undefined },
    options?: CallOptions,
  ): Promise<FlowCompleteRegistrationOutcome>
  /** 登录. The message is the token, which the flow does not keep. */
  login(
    request: { readonly password: string; readonly userId?: string | undefined },
    options?: CallOptions,
  ): Promise<FlowLoginOutcome>
  /** Returns to the start, for instance to change the phone number. The number stays in the snapshot. */
  back(): NotRun | undefined
  /** Forgets everything except a running cooldown. */
  reset(): NotRun | undefined
}
