import type { Words } from '../../report/model/words.ts'
import type { Answer } from '../http/send.ts'

/** Tracks whether the backend still answers. A server that is down is one finding, not ninety. */
export interface Health {
  /** Records an answer, and whether it was readable. */
  note(endpoint: string, answer: Answer, isReadable: boolean): void
  /** Whether this operation or the whole target no longer answers. */
  down(endpoint: string): 'target' | 'endpoint' | undefined
  /** Why no connection came about, if none ever did. */
  readonly unreachable: Words | undefined
  /** The target does not answer, or stopped answering. */
  readonly gone: boolean
  /** No request ever got a complete reply. */
  readonly silent: boolean
}

/** Consecutive failures that count as down; `unreadable`: replies since the start, none of them readable. */
const limits = { endpoint: 3, silentEndpoint: 2, unreadable: 3, target: 6, silentTarget: 4, gone: 2 }

export function createHealth(): Health {
  const inARow = new Map<string, number>()
  const unreadable = new Map<string, number>()
  const answered = new Set<string>()
  let replies = 0
  let target = 0
  let unreachable = 0
  let why: Words | undefined
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
      if (answer.failure !== 'unreachable') return
      unreachable++
      why ??= answer.words
    },
    down(endpoint) {
      if (isGone()) return 'target'
      if ((unreadable.get(endpoint) ?? 0) >= limits.unreadable) return 'endpoint'
      const failures = inARow.get(endpoint) ?? 0
      return failures >= (answered.has(endpoint) ? limits.endpoint : limits.silentEndpoint) ? 'endpoint' : undefined
    },
    get unreachable() {
      return unreachable > 0 && replies === 0 ? why : undefined
    },
    get gone() {
      return isGone()
    },
    get silent() {
      return replies === 0
    },
  }
}
