import type { EndpointId } from '../../contract/endpoints.ts'
import type { ResultOf } from '../../contract/replies.ts'
import type { Disruption } from '../http/wire.ts'
import { resultsOf } from './results.ts'

/** What an endpoint can be made to answer: one of its result codes, no answer ever, or a connection that breaks off. */
export type ForcedAnswer<Id extends EndpointId> = ResultOf<Id> | Disruption

/** How a forced state is told. */
export interface ForceOptions {
  /** How long to wait before the answer, in milliseconds. Default 0. */
  readonly delay?: number | undefined
  /** How many requests get it; after them the endpoint answers by its rules again. Default all, until taken back. */
  readonly times?: number | undefined
}

/** Takes a forced state back. Doing so twice does no harm. */
export type TakeBack = () => void

/** A forced state that a request has met. */
export interface MetForce {
  /** `undefined`: what the rules say, only later. */
  readonly answer: ForcedAnswer<EndpointId> | undefined
  readonly delay: number
}

/** The states that are forced at present. */
export interface ForcedStates {
  force(endpoint: EndpointId, answer: ForcedAnswer<EndpointId> | undefined, options: ForceOptions): TakeBack
  /** What the next request to an endpoint is to get; it counts as one of `times`. */
  meet(endpoint: EndpointId): MetForce | undefined
  clear(): void
}

interface Forced extends MetForce {
  left: number
}

/** What a timer can wait; a longer one would not wait at all. */
const longestDelay = 2 ** 31 - 1

/** No compiler reads what is typed in a browser's console. */
function checkNames(endpoint: EndpointId, answer: ForcedAnswer<EndpointId> | undefined): void {
  const results: readonly string[] | undefined = Object.hasOwn(resultsOf, endpoint) ? resultsOf[endpoint] : undefined
  if (!results) throw new RangeError(`there is no endpoint ${endpoint}; there are ${Object.keys(resultsOf).join(', ')}`)
  if (answer !== undefined && ![...results, 'never', 'drop'].includes(answer))
    throw new RangeError(`${endpoint} answers ${results.join(', ')}, never or drop, not ${answer}`)
}

/** No state is forced. */
export function createForcedStates(): ForcedStates {
  const forced = new Map<EndpointId, Forced[]>()
  return {
    force: (endpoint, answer, { delay = 0, times = Number.POSITIVE_INFINITY }) => {
      checkNames(endpoint, answer)
      if (!(delay >= 0 && delay <= longestDelay))
        throw new RangeError(`delay must be 0 to ${longestDelay} milliseconds, not ${delay}`)
      if (!(times >= 1)) throw new RangeError(`times must be 1 or more, not ${times}`)
      const entry: Forced = { answer, delay, left: times }
      forced.set(endpoint, [...(forced.get(endpoint) ?? []), entry])
      return () => {
        const others = forced.get(endpoint)?.filter((one) => one !== entry) ?? []
        forced.set(endpoint, others)
      }
    },
    meet: (endpoint) => {
      // What was forced last counts; below it waits what was forced before.
      const entry = forced.get(endpoint)?.at(-1)
      if (!entry) return undefined
      entry.left -= 1
      if (entry.left <= 0) forced.get(endpoint)?.pop()
      return entry
    },
    clear: () => forced.clear(),
  }
}
