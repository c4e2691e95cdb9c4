import type { VerifyCodeOutcome } from '../client/outcomes.ts'
import type { FlowVerifyCodeOutcome, Ran } from './flow-outcomes.ts'
import { type FlowState, stepFor } from './flow-state.ts'
import { lostReplyOf, undecided } from './lost-reply.ts'

/**
 * Runs 验证码校验 and deals with a lost reply. A code may work only once (E26), so a code that is refused the second time
 * may have been accepted the first time. The flow then moves on, and step 2 shows whether the phone is verified.
 *
 * The flow repeats the call only if it knows that the code is right. A wrong code would cost the person a try, and the
 * second wrong try may already lock them out (E10).
 */
export async function checkCode(
  state: FlowState,
  code: string,
  verifyCode: () => Promise<VerifyCodeOutcome>,
): Promise<readonly [FlowState, Ran<FlowVerifyCodeOutcome>]> {
  const { code: sentCode, tried } = state
  const open: FlowState = { ...state, unknown: 'verifyCode', tried: code }
  let outcome = await verifyCode()
  const lost = lostReplyOf(outcome)
  if (lost && sentCode === code) outcome = await verifyCode()

  if (outcome.ok) return [stepFor(state, 'verified'), outcome]
  const result = outcome.kind === 'refused' ? outcome.result : undefined
  if (result === '0005') return [{ ...state, locked: true, unknown: undefined, tried: undefined }, outcome]
  const isSecondTime = lost ?? (state.unknown === 'verifyCode' && (tried === undefined || tried === code))
  if (result === '0004' && isSecondTime) {
    const presumed: FlowState = { ...open, step: 'verified', presumed: true }
    return [presumed, undecided('verifyCode', presumed, lost ?? outcome)]
  }
  // A code other than the one that was sent verifies nothing, whether it arrived or not.
  if (lost && (sentCode === undefined || sentCode === code)) return [open, undecided('verifyCode', open, lost)]
  return [state, outcome]
}
