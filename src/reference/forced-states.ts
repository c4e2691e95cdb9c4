import type { EndpointId } from '../contract/endpoints.ts'
import type { ResultOf } from '../contract/replies.ts'
import type { Disruption } from './http/wire.ts'
import type { ServedOperation } from './operations/served-operations.ts'

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
  readonly answer: string | undefined
  readonly delay: number
}

/** The forced states of a backend. */
export interface ForcedStates {
  /**
   * Forces what the operation of this id answers.
   *
   * @throws RangeError where there is no such operation or answer, and for invalid options.
   */
  force(id: string, answer: string | undefined, options: ForceOptions): TakeBack
  /** The state for the next request to an operation. The call counts as one of its `times`. */
  next(id: string): ForcedState | undefined
  clear(): void
}

interface CountedState extends ForcedState {
  remaining: number
}

/** The longest delay of a timer; a longer one would fire at once. */
const maxDelay = 2 ** 31 - 1

/** Checks at run time, too: no compiler reads what is typed in a browser's console. */
function checkNames(operations: readonly ServedOperation[], id: string, answer: string | undefined): void {
  const operation = operations.find((one) => one.id === id)
  if (!operation)
    throw new RangeError(`there is no endpoint ${id}; the endpoints are ${operations.map((one) => one.id).join(', ')}`)
  const { results, promisesMessage, rule } = operation
  if (answer !== undefined && ![...results, 'never', 'drop'].includes(answer))
    throw new RangeError(`${id} answers ${results.join(', ')}, never or drop, not ${answer}`)
  if (answer === '0000' && promisesMessage && !rule.forcedMessage)
    throw new RangeError(`${id} promises a message with 0000: pass { forcedMessage } to answers() to force it`)
}

/** Creates the forced states for these operations; none is forced yet. */
export function createForcedStates(operations: readonly ServedOperation[]): ForcedStates {
  const forced = new Map<string, CountedState[]>()
  return {
    force: (id, answer, { delay = 0, times = Number.POSITIVE_INFINITY }) => {
      checkNames(operations, id, answer)
      if (!(delay >= 0 && delay <= maxDelay))
        throw new RangeError(`delay must be 0 to ${maxDelay} milliseconds, not ${delay}`)
      if (!(times >= 1)) throw new RangeError(`times must be 1 or more, not ${times}`)
      const state: CountedState = { answer, delay, remaining: times }
      forced.set(id, [...(forced.get(id) ?? []), state])
      return () => {
        forced.set(id, forced.get(id)?.filter((one) => one !== state) ?? [])
      }
    },
    next: (id) => {
      // The state forced last applies; those forced before it come back when it ends.
      const state = forced.get(id)?.at(-1)
      if (!state) return undefined
      state.remaining -= 1
      if (state.remaining <= 0) forced.get(id)?.pop()
      return state
    },
    clear: () => forced.clear(),
  }
}
