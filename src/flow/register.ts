import type { CompleteRegistrationOutcome, Failure, LoginOutcome, Refused } from '../client/outcomes.ts'
import type { FlowCompleteRegistrationOutcome, Ran } from './flow-outcomes.ts'
import { type FlowState, notRegistered, registered, stepFor, undecidedRegistration } from './flow-state.ts'
import { lostReplyOf, undecided } from './lost-reply.ts'

/** The calls that registering may make. */
interface Calls {
  completeRegistration(): Promise<CompleteRegistrationOutcome>
  /** Logs in with the password of the registration. */
  login(): Promise<LoginOutcome>
}

/**
 * Runs 注册step2 and deals with a lost reply. A phone can log in once step 2 has succeeded (E15), so a login with the same
 * password shows whether it did. After 0007, step 2 is sent once more. That is safe even if the first request is only
 * slow: a phone is registered once, and both requests carry the same password.
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
      // If the caller's signal ended step 2, it ends this call too, before anything is sent.
      const asked = await login()
      if (asked.ok) return [done, { ok: true, kind: 'recovered', message: null }]
      const result = asked.kind === 'refused' && asked.result
      if (result === '0008') return [done, { ok: false, kind: 'registered-otherwise' }]
      if (result === '0007' && refusal) return [refused(state), refusal]
      // Without a phone no login is possible, but the session may know the phone.
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

/** The state after 0006, if the phone is not registered. A presumed verification was wrong then: back to the code. */
function refused(state: FlowState): FlowState {
  const next = notRegistered(state)
  return state.presumed ? { ...stepFor(next, 'code-sent'), code: state.code } : next
}
