import type {
  CompleteRegistrationOutcome,
  Failure,
  LoginOutcome,
  SendCodeOutcome,
  UploadAvatarOutcome,
  VerifyCodeOutcome,
} from '../client/outcomes.ts'
import type { CodeDelivery } from '../contract/dialect.ts'

// Written out by hand, like the client's outcomes. All of them are plain data.

/** What a person can do during a registration. Each action calls one operation of the client. */
export type RegistrationAction = 'sendCode' | 'verifyCode' | 'uploadAvatar' | 'completeRegistration' | 'login'

/** The action did not run, and nothing was sent. */
export interface NotRun {
  readonly ok: false
  readonly kind: 'not-run'
  /**
   * - `busy`: another action is running.
   * - `wrong-step`: the current step does not have this action.
   * - `cooldown`: it is too early for another code; the snapshot says how long to wait.
   * - `locked`: after 0005, no code is checked until a new one is sent.
   * - `elsewhere`: another tab continued this registration; the snapshot now shows its state.
   */
  readonly reason: 'busy' | 'wrong-step' | 'cooldown' | 'locked' | 'elsewhere'
}

/** The reply was lost, and the document offers no way to find out what the backend did. */
export interface UndecidedOutcome {
  readonly ok: false
  readonly kind: 'unknown'
  /** The action whose reply was lost. */
  readonly action: Exclude<RegistrationAction, 'login'>
  /** What the person can do now. Each of these works whatever the backend did. */
  readonly can: readonly RegistrationAction[]
  /** The outcome of the call whose reply was lost. */
  readonly lost: Failure
}

/** The reply to step 2 was lost, but a login with the same password succeeded, so the phone is registered. */
export interface Recovered {
  readonly ok: true
  readonly kind: 'recovered'
  readonly message: null
}

/** The reply to step 2 was lost, and the phone is registered with a different password. The person can log in with it. */
export interface RegisteredOtherwise {
  readonly ok: false
  readonly kind: 'registered-otherwise'
}

/** The outcome of an action that ran. */
export type Ran<Outcome> = Exclude<Outcome, NotRun>

/** Why an action failed, to be shown to the person. */
export type FlowFailure = Failure | UndecidedOutcome | RegisteredOtherwise

/** The outcome of `sendCode`. */
export type FlowSendCodeOutcome = SendCodeOutcome<CodeDelivery> | UndecidedOutcome | NotRun

/** The outcome of `verifyCode`. */
export type FlowVerifyCodeOutcome = VerifyCodeOutcome | UndecidedOutcome | NotRun

/** The outcome of `uploadAvatar`. */
export type FlowUploadAvatarOutcome = UploadAvatarOutcome | UndecidedOutcome | NotRun

/** The outcome of `completeRegistration`. */
export type FlowCompleteRegistrationOutcome =
  | CompleteRegistrationOutcome
  | Recovered
  | RegisteredOtherwise
  | UndecidedOutcome
  | NotRun

/** The outcome of `login`. */
export type FlowLoginOutcome = LoginOutcome | NotRun
