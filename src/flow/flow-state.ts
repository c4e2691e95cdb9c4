import type { RegistrationAction, UndecidedOutcome } from './flow-outcomes.ts'
import type { RegistrationStepName } from './registration-flow.ts'

/** What a flow knows and saves. Its members are plain values, so that a saved state is easy to check. */
export interface FlowState {
  readonly step: RegistrationStepName
  readonly userId?: string | undefined
  /** The sent code, if the reply held it. */
  readonly code?: string | undefined
  readonly headImage?: string | undefined
  readonly sentAt?: number | undefined
  /** The end of the cooldown, and the phone it applies to; without a phone, it applies to all. */
  readonly until?: number | undefined
  readonly untilFor?: string | undefined
  readonly locked?: boolean | undefined
  /** Whether an undecided step 2 may have registered the phone. A login or a new code settles it. */
  readonly mayBeRegistered?: boolean | undefined
  /** The action whose reply was lost, until its effect is known. */
  readonly unknown?: UndecidedOutcome['action'] | undefined
  /** The code of a lost check. */
  readonly tried?: string | undefined
  /** Whether the step `verified` is presumed: the code was refused the second time, as a used code would be (E26). */
  readonly presumed?: boolean | undefined
}

export const start: FlowState = { step: 'start' }

const actions: Record<RegistrationStepName, readonly RegistrationAction[]> = {
  start: ['sendCode'],
  'code-sent': ['verifyCode', 'sendCode'],
  verified: ['completeRegistration', 'uploadAvatar', 'sendCode'],
  'avatar-uploaded': ['completeRegistration', 'uploadAvatar', 'sendCode'],
  registered: ['login'],
  'logged-in': [],
}

/**
 * What the person can do in a state. Every action works whatever a lost reply left open: a code that arrived can be
 * typed; step 2 shows whether a code that was refused the second time had been accepted before; another upload gets
 * another path, and step 2 needs none; a login shows whether the phone is registered, and so does asking for a new code,
 * which is refused with 0001 if it is.
 */
export function actionsOf({ step, mayBeRegistered }: FlowState): readonly RegistrationAction[] {
  return mayBeRegistered ? [...actions[step], 'login'] : actions[step]
}

/** The state at a step that knows only the phone and what was sent to it. */
export function stepFor(state: FlowState, step: FlowState['step']): FlowState {
  const { userId, sentAt, until, untilFor, mayBeRegistered } = state
  return { step, userId, sentAt, until, untilFor, mayBeRegistered }
}

/** Whether a state that was read from a storage has a step and an undecided action that exist. */
export function isPossible({ step, unknown }: FlowState): boolean {
  return (
    Object.keys(actions).includes(step) &&
    (!unknown || ['sendCode', 'verifyCode', 'completeRegistration'].includes(unknown))
  )
}

/** The state once the phone is registered. */
export function registered(state: FlowState): FlowState {
  return { ...state, step: 'registered', unknown: undefined, presumed: undefined, mayBeRegistered: undefined }
}

/** The state while it is unknown whether step 2 registered the phone. */
export function undecidedRegistration(state: FlowState): FlowState {
  return { ...state, unknown: 'completeRegistration', mayBeRegistered: true }
}

/** The state once it is known that step 2 did not register the phone. */
export function notRegistered(state: FlowState): FlowState {
  const { unknown, presumed } = state
  const before = presumed ? 'verifyCode' : undefined
  return { ...state, unknown: unknown === 'completeRegistration' ? before : unknown, mayBeRegistered: undefined }
}
