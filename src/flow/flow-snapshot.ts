import type { UploadProgress } from '../client/client-options.ts'
import type { FlowFailure } from './flow-outcomes.ts'
import { actionsOf, type FlowState, start } from './flow-state.ts'
import type { RegistrationSnapshot } from './registration-flow.ts'

/** What a flow is doing, beside its state. */
export interface Activity {
  readonly pending?: RegistrationSnapshot['pending']
  readonly failure?: FlowFailure | undefined
  readonly progress?: UploadProgress | undefined
}

/** The rest of the cooldown, in whole seconds. */
export function secondsLeft({ until = 0 }: FlowState, now: number): number {
  return Math.max(0, Math.ceil((until - now) / 1000))
}

export function snapshotOf(
  state: FlowState,
  seconds: number,
  { pending, failure, progress }: Activity,
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

/** The snapshot for server rendering. React requires the same object each time. */
export const serverSnapshot: RegistrationSnapshot = snapshotOf(start, 0, {})
