import type {
  CompleteRegistrationOutcome,
  Failure,
  LoginOutcome,
  SendCodeOutcome,
  UploadAvatarOutcome,
  VerifyCodeOutcome,
} from '../client/outcomes.ts'
import type { CodeDelivery } from '../contract/dialect.ts'

// Written out by hand, as the client's outcomes are. All of them are plain data.

/** What a person can do in a registration. Each is one operation of the client. */
export type RegistrationAction = 'sendCode' | 'verifyCode' | 'uploadAvatar' | 'completeRegistration' | 'login'

/** The action did not run: nothing was sent. */
export interface NotRun {
  readonly ok: false
  readonly kind: 'not-run'
  /**
   * - `busy`: another action is under way.
   * - `wrong-step`: this step has no such action.
   * - `cooldown`: it is too early for another code; the snapshot says when it is not.
   * - `locked`: after 0005 no code is tried until a new one is sent.
   * - `elsewhere`: another tab went on with this registration; the snapshot shows its state now.
   */
  readonly reason: 'busy' | 'wrong-step' | 'cooldown' | 'locked' | 'elsewhere'
}

/** The reply was lost, and nothing in the document tells what the backend did. Each way on leads on, whatever it did. */
export interface UndecidedOutcome {
  readonly ok: false
  readonly kind: 'unknown'
  /** The action whose reply was lost. */
  readonly action: Exclude<RegistrationAction, 'login'>
  /** What the person can do now. */
  readonly can: readonly RegistrationAction[]
  /** The outcome of the call whose reply was lost. */
  readonly lost: Failure
}

/** The reply to step 2 was lost, and a login with its password says that it was done. */
export interface Recovered {
  readonly ok: true
  readonly kind: 'recovered'
  readonly message: null
}

/** The reply to step 2 was lost, and the phone is registered with another password: log in with that one. */
export interface RegisteredOtherwise {
  readonly ok: false
  readonly kind: 'registered-otherwise'
}

/** What became of an action that ran. */
export type Ran<Outcome> = Exclude<Outcome, NotRun>

/** What is shown to the person when an action fails. */
export type FlowFailure = Failure | UndecidedOutcome | RegisteredOtherwise

/** What became of sending a code. */
export type FlowSendCodeOutcome = SendCodeOutcome<CodeDelivery> | UndecidedOutcome | NotRun

/** What became of checking a code. */
export type FlowVerifyCodeOutcome = VerifyCodeOutcome | UndecidedOutcome | NotRun

/** What became of uploading an avatar. */
export type FlowUploadAvatarOutcome = UploadAvatarOutcome | UndecidedOutcome | NotRun

/** What became of completing the registration. */
export type FlowCompleteRegistrationOutcome =
  | CompleteRegistrationOutcome
  | Recovered
  | RegisteredOtherwise
  | UndecidedOutcome
  | NotRun

/** What became of logging in. */
export type FlowLoginOutcome = LoginOutcome | NotRun
