import type { Failure, Outcome } from '../client/outcomes.ts'
import type { UndecidedOutcome } from './flow-outcomes.ts'
import { actionsOf, type FlowState } from './flow-state.ts'

/** Members of outcomes that not every client tells. */
interface Told {
  readonly sent?: boolean
  readonly meta?: { readonly retryAfterMs?: number }
}

/** How long to wait before the next try, in milliseconds, where the reply said so. */
export function retryAfterOf(outcome: Outcome): number | undefined {
  return (outcome as Told).meta?.retryAfterMs
}

/** The failure that leaves open whether the backend acted: no reply came, or none that can be read. */
export function lostReplyOf(outcome: Outcome): Failure | undefined {
  switch (outcome.kind) {
    case 'malformed':
      return outcome
    case 'timeout':
    case 'aborted':
    case 'network':
      return (outcome as Told).sent === false ? undefined : outcome
    case 'http':
      // A proxy gave up on the backend. With Retry-After it is a limit, and the backend was not asked (E19).
      return outcome.status >= 500 && retryAfterOf(outcome) === undefined ? outcome : undefined
  }
  return undefined
}

/** The outcome of an action that nothing decides, and the state in which it leaves the person. */
export function undecided(action: UndecidedOutcome['action'], state: FlowState, lost: Failure): UndecidedOutcome {
  return { ok: false, kind: 'unknown', action, can: actionsOf(state), lost }
}
