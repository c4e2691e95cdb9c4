import type { RegistrationAction, UndecidedOutcome } from './flow-outcomes.ts'
import type { RegistrationStepName } from './registration-flow.ts'

/** What a flow knows, and what it saves. Flat, so that a saved one is easily checked. */
export interface FlowState {
  readonly step: RegistrationStepName
  readonly userId?: string | undefined
  /** The sent code, where it came with the reply. */
  readonly code?: string | undefined
  readonly headImage?: string | undefined
  readonly sentAt?: number | undefined
  /** The end of the cooldown, and the phone it holds for; without a phone it holds for every one. */
  readonly until?: number | undefined
  readonly untilFor?: string | undefined
  readonly locked?: boolean | undefined
  /** Whether step 2 may have been done without our knowing. A login decides, or a fresh code. */
  readonly mayBeRegistered?: boolean | undefined
  /** The action whose effect nobody knows. */
  readonly unknown?: UndecidedOutcome['action'] | undefined
  /** The code whose check was lost. */
  readonly tried?: string | undefined
  /** At `verified`, that no reply said so: the code was refused the second time, as one that works once is (E26). */
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
 * What a person can do here. Whatever a lost reply left open, it leads on: a code that arrived can be typed; one that is
 * refused the second time shows in step 2 whether it was used up; another upload gets another path, and step 2 needs
 * none; a login shows whether the phone is registered; and a fresh code can be asked for, where 0001 says that it is.
 */
export function actionsOf({ step, mayBeRegistered }: FlowState): readonly RegistrationAction[] {
  return mayBeRegistered ? [...actions[step], 'login'] : actions[step]
}

/** A step that knows the phone and what was sent to it, and nothing else yet. */
export function stepFor(state: FlowState, step: FlowState['step']): FlowState {
  const { userId, sentAt, until, untilFor, mayBeRegistered } = state
  return { step, userId, sentAt, until, untilFor, mayBeRegistered }
}

/** Whether a state of unknown origin is at a step that there is. */
export function isPossible({ step, unknown }: FlowState): boolean {
  return (
    Object.keys(actions).includes(step) &&
    (!unknown || ['sendCode', 'verifyCode', 'completeRegistration'].includes(unknown))
  )
}

export function registered(state: FlowState): FlowState {
  return { ...state, step: 'registered', unknown: undefined, presumed: undefined, mayBeRegistered: undefined }
}

export function undecidedRegistration(state: FlowState): FlowState {
  return { ...state, unknown: 'completeRegistration', mayBeRegistered: true }
}

/** Nobody is registered, so that step 2 can be taken. */
export function notRegistered(state: FlowState): FlowState {
  const { unknown, presumed } = state
  const before = presumed ? 'verifyCode' : undefined
  return { ...state, unknown: unknown === 'completeRegistration' ? before : unknown, mayBeRegistered: undefined }
}
