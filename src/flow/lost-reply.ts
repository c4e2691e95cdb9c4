import type { Failure, Outcome } from '../client/outcomes.ts'
import type { UndecidedOutcome } from './flow-outcomes.ts'
import { actionsOf, type FlowState } from './flow-state.ts'

/** Members that only some clients give their outcomes. */
interface Told {
  readonly sent?: boolean
  readonly meta?: { readonly retryAfterMs?: number }
}

/** How long the reply asks to wait before the next try, in milliseconds. */
export function retryAfterOf(outcome: Outcome): number | undefined {
  return (outcome as Told).meta?.retryAfterMs
}

/** The failure, if it leaves open whether the backend acted: no reply came, or an unreadable one. */
export function lostReplyOf(outcome: Outcome): Failure | undefined {
  switch (outcome.kind) {
    case 'malformed':
      return outcome
    case 'timeout':
    case 'aborted':
    case 'network':
      return (outcome as Told).sent === false ? undefined : outcome
    case 'http':
      // A proxy gave up waiting for the backend. With Retry-After it is a rate limit instead, and nothing happened (E19).
      return outcome.status >= 500 && retryAfterOf(outcome) === undefined ? outcome : undefined
  }
  return undefined
}

/** The outcome of an action whose effect stays unknown. `state` is where it leaves the person. */
export function undecided(action: UndecidedOutcome['action'], state: FlowState, lost: Failure): UndecidedOutcome {
  return { ok: false, kind: 'unknown', action, can: actionsOf(state), lost }
}
