import type { EndpointId } from '../contract/endpoint-ids.ts'
import type { Answer } from './probe.ts'

/** Whether it still makes sense to ask: a server that is down is one finding, not ninety. */
export interface Health {
  /** Takes note of an answer. */
  note(endpoint: EndpointId, answer: Answer): void
  /** What no longer answers: this operation, everything, or nothing of the kind. */
  down(endpoint: EndpointId): 'target' | 'endpoint' | undefined
  /** No request ever reached a server. */
  readonly unreachable: boolean
}

/** In a row, without one reply in between. */
const limits = { endpoint: 3, silentEndpoint: 2, target: 6, gone: 2 }

export function createHealth(): Health {
  const inARow = new Map<EndpointId, number>()
  let replies = 0
  const answered = new Set<EndpointId>()
  let target = 0
  let unreachable = 0
  return {
    note(endpoint, answer) {
      if (answer.kind === 'reply') {
        inARow.set(endpoint, 0)
        answered.add(endpoint)
        replies++
        target = 0
        unreachable = 0
        return
      }
      if (answer.failure === 'aborted') return
      inARow.set(endpoint, (inARow.get(endpoint) ?? 0) + 1)
      target++
      if (answer.failure === 'unreachable') unreachable++
    },
    down(endpoint) {
      if (target >= limits.target || unreachable >= limits.gone || (unreachable > 0 && replies === 0)) return 'target'
      const failures = inARow.get(endpoint) ?? 0
      return failures >= (answered.has(endpoint) ? limits.endpoint : limits.silentEndpoint) ? 'endpoint' : undefined
    },
    get unreachable() {
      return unreachable > 0 && replies === 0
    },
  }
}
