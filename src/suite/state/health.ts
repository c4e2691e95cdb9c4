import type { Answer } from '../http/send.ts'

/** Whether it still makes sense to ask: a server that is down is one finding, not ninety. */
export interface Health {
  /** Takes note of an answer, and of whether it could be read. */
  note(endpoint: string, answer: Answer, isReadable: boolean): void
  /** What no longer answers: this operation, everything, or nothing of the kind. */
  down(endpoint: string): 'target' | 'endpoint' | undefined
  /** No request ever reached a server. */
  readonly unreachable: boolean
  /** Nothing answers, or nothing does any more. */
  readonly gone: boolean
  /** No request ever got a complete reply. */
  readonly silent: boolean
}

/** In a row, without one reply in between; `unreadable` without one that could be read from the beginning. */
const limits = { endpoint: 3, silentEndpoint: 2, unreadable: 3, target: 6, silentTarget: 4, gone: 2 }

export function createHealth(): Health {
  const inARow = new Map<string, number>()
  const unreadable = new Map<string, number>()
  const answered = new Set<string>()
  let replies = 0
  let target = 0
  let unreachable = 0
  const isGone = () =>
    target >= (replies === 0 ? limits.silentTarget : limits.target) ||
    unreachable >= limits.gone ||
    (unreachable > 0 && replies === 0)
  return {
    note(endpoint, answer, isReadable) {
      if (answer.kind === 'reply') {
        inARow.set(endpoint, 0)
        unreadable.set(endpoint, isReadable ? Number.NEGATIVE_INFINITY : (unreadable.get(endpoint) ?? 0) + 1)
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
      if (isGone()) return 'target'
      if ((unreadable.get(endpoint) ?? 0) >= limits.unreadable) return 'endpoint'
      const failures = inARow.get(endpoint) ?? 0
      return failures >= (answered.has(endpoint) ? limits.endpoint : limits.silentEndpoint) ? 'endpoint' : undefined
    },
    get unreachable() {
      return unreachable > 0 && replies === 0
    },
    get gone() {
      return isGone()
    },
    get silent() {
      return replies === 0
    },
  }
}
