import type { CompleteRegistrationOutcome, Failure, LoginOutcome, Refused } from '../client/outcomes.ts'
import type { FlowCompleteRegistrationOutcome, Ran } from './flow-outcomes.ts'
import { type FlowState, notRegistered, registered, stepFor, undecidedRegistration } from './flow-state.ts'
import { lostReplyOf, undecided } from './lost-reply.ts'

/** What registering can ask of the backend. */
interface Calls {
  completeRegistration(): Promise<CompleteRegistrationOutcome>
  /** With the password that registers. */
  login(): Promise<LoginOutcome>
}

/**
 * 注册step2, through lost replies. Success makes the phone registered, and able to log in (E15), so a login with the same
 * password decides what became of it. At 0007 nothing was done, and step 2 is sent once more: even if the first one was
 * only slow, the phone is registered once, and with this password.
 */
export async function register(
  state: FlowState,
  { completeRegistration, login }: Calls,
): Promise<readonly [FlowState, Ran<FlowCompleteRegistrationOutcome>]> {
  const done = registered(state)
  const open = undecidedRegistration(state)
  let { mayBeRegistered } = state
  let lost: Failure | undefined
  let refusal: Refused<'0006'> | undefined
  for (let tries = 0; ; tries++) {
    if (mayBeRegistered) {
      // Where the person ended the call, this one ends by the same signal before anything is sent.
      const asked = await login()
      if (asked.ok) return [done, { ok: true, kind: 'recovered', message: null }]
      const result = asked.kind === 'refused' && asked.result
      if (result === '0008') return [done, { ok: false, kind: 'registered-otherwise' }]
      if (result === '0007' && refusal) return [refused(state), refusal]
      // Without a phone there is nobody to log in; step 2 may know it all the same.
      const isPhoneMissing = asked.kind === 'invalid-request' && tries === 0
      if ((result !== '0007' && !isPhoneMissing) || tries === 2)
        return [open, undecided('completeRegistration', open, lost ?? refusal ?? asked)]
    }
    const outcome = await completeRegistration()
    if (outcome.ok) return [done, outcome]
    const unread = lostReplyOf(outcome)
    if (unread) {
      mayBeRegistered = true
      lost = unread
    } else if (outcome.kind !== 'refused') return [mayBeRegistered ? open : state, outcome]
    else if (mayBeRegistered) refusal = outcome
    else return [refused(state), outcome]
  }
}

/** 0006, and nobody is registered. Where the code was only presumed to be right, it was not: it has to be checked again. */
function refused(state: FlowState): FlowState {
  const next = notRegistered(state)
  return state.presumed ? { ...stepFor(next, 'code-sent'), code: state.code } : next
}
