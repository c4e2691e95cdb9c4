import type { UploadProgress } from '../client/client-options.ts'
import type { FlowFailure } from './flow-outcomes.ts'
import { actionsOf, type FlowState, start } from './flow-state.ts'
import type { RegistrationSnapshot } from './registration-flow.ts'

/** What goes on in a flow, beside what it knows. */
export interface Goings {
  readonly pending?: RegistrationSnapshot['pending']
  readonly failure?: FlowFailure | undefined
  readonly progress?: UploadProgress | undefined
}

/** How long no other code may be asked for, in whole seconds. */
export function secondsLeft({ until = 0 }: FlowState, now: number): number {
  return Math.max(0, Math.ceil((until - now) / 1000))
}

export function snapshotOf(
  state: FlowState,
  seconds: number,
  { pending, failure, progress }: Goings,
): RegistrationSnapshot {
  const { step, userId, headImage, sentAt, until = 0, untilFor, locked = false, unknown } = state
  return {
    step,
    pending,
    failure,
    unknown: unknown && { action: unknown, can: actionsOf(state) },
    userId,
    headImage,
    sentAt,
    cooldown: seconds > 0 ? { until, seconds, userId: untilFor } : undefined,
    progress,
    locked,
  }
}

/** What a server shows. React asks for the same object each time. */
export const serverSnapshot: RegistrationSnapshot = snapshotOf(start, 0, {})
