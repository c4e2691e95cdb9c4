import type { EndpointId } from '../../contract/endpoints.ts'
import type { ResultOf } from '../../contract/replies.ts'
import type { Disruption } from '../http/wire.ts'
import { resultsOf } from './results.ts'

/** What an endpoint can be forced to answer: one of its result codes, nothing at all, or a broken connection. */
export type ForcedAnswer<Id extends EndpointId> = ResultOf<Id> | Disruption

/** How long a forced state lasts, and how it is delayed. */
export interface ForceOptions {
  /** How long to wait before the answer, in milliseconds. Default 0. */
  readonly delay?: number | undefined
  /** For how many requests; after them the endpoint answers by its rules again. Default: all, until taken back. */
  readonly times?: number | undefined
}

/** Takes a forced state back. A second call does nothing. */
export type TakeBack = () => void

/** A forced state. */
export interface ForcedState {
  /** `undefined`: the regular answer, only later. */
  readonly answer: ForcedAnswer<EndpointId> | undefined
  readonly delay: number
}

/** The forced states of a backend. */
export interface ForcedStates {
  force(endpoint: EndpointId, answer: ForcedAnswer<EndpointId> | undefined, options: ForceOptions): TakeBack
  /** The state for the next request to an endpoint. The call counts as one of its `times`. */
  next(endpoint: EndpointId): ForcedState | undefined
  clear(): void
}

interface CountedState extends ForcedState {
  remaining: number
}

/** The longest delay of a timer; a longer one would fire at once. */
const maxDelay = 2 ** 31 - 1

/** Checks at run time, too: no compiler reads what is typed in a browser's console. */
function checkNames(endpoint: EndpointId, answer: ForcedAnswer<EndpointId> | undefined): void {
  const results: readonly string[] | undefined = Object.hasOwn(resultsOf, endpoint) ? resultsOf[endpoint] : undefined
  if (!results)
    throw new RangeError(`there is no endpoint ${endpoint}; the endpoints are ${Object.keys(resultsOf).join(', ')}`)
  if (answer !== undefined && ![...results, 'never', 'drop'].includes(answer))
    throw new RangeError(`${endpoint} answers ${results.join(', ')}, never or drop, not ${answer}`)
}

/** Creates the forced states of a backend; none is forced yet. */
export function createForcedStates(): ForcedStates {
  const forced = new Map<EndpointId, CountedState[]>()
  return {
    force: (endpoint, answer, { delay = 0, times = Number.POSITIVE_INFINITY }) => {
      checkNames(endpoint, answer)
      if (!(delay >= 0 && delay <= maxDelay))
        throw new RangeError(`delay must be 0 to ${maxDelay} milliseconds, not ${delay}`)
      if (!(times >= 1)) throw new RangeError(`times must be 1 or more, not ${times}`)
      const state: CountedState = { answer, delay, remaining: times }
      forced.set(endpoint, [...(forced.get(endpoint) ?? []), state])
      return () => {
        forced.set(endpoint, forced.get(endpoint)?.filter((one) => one !== state) ?? [])
      }
    },
    next: (endpoint) => {
      // The state forced last applies; those forced before it come back when it ends.
      const state = forced.get(endpoint)?.at(-1)
      if (!state) return undefined
      state.remaining -= 1
      if (state.remaining <= 0) forced.get(endpoint)?.pop()
      return state
    },
    clear: () => forced.clear(),
  }
}
