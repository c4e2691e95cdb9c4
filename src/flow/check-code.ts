import type { VerifyCodeOutcome } from '../client/outcomes.ts'
import type { FlowVerifyCodeOutcome, Ran } from './flow-outcomes.ts'
import { type FlowState, stepFor } from './flow-state.ts'
import { lostReplyOf, undecided } from './lost-reply.ts'

/**
 * 验证码校验, through lost replies. A code may work once only (E26): one that is refused the second time may have been
 * taken the first time. Then the flow goes on, and step 2 shows whether it was.
 *
 * Only a code that is surely right is sent again by itself: a wrong one would be a try that the person did not make, and
 * the second may already be one too many (E10).
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
  // Whatever became of a code that is not the sent one, it verified nothing.
  if (lost && (sentCode === undefined || sentCode === code)) return [open, undecided('verifyCode', open, lost)]
  return [state, outcome]
}
