import type { Words } from '../../report/model/words.ts'
import type { Step } from '../http/step.ts'

/** Ends a case that could not be decided. */
export class Undecided extends Error {
  override readonly name = 'Undecided'
  readonly status: 'inconclusive' | 'notRun'
  readonly words: Words

  constructor(status: 'inconclusive' | 'notRun', words: Words) {
    super(words.en)
    this.status = status
    this.words = words
  }
}

/** The likely cause of a failed step, and what to do about it. */
export interface Hint {
  /** Identifies the cause. */
  readonly cause: string
  readonly words: Words
}

/** Ends a case whose people could not reach the state that it needs. */
export class SetUpFailed extends Error {
  override readonly name = 'SetUpFailed'
  readonly person: string
  readonly step: Step
  readonly expected: Words
  readonly hint: Hint | undefined

  constructor(person: string, step: Step, expected: Words, hint?: Hint) {
    super(`${person}: ${step.endpoint}`)
    this.person = person
    this.step = step
    this.expected = expected
    this.hint = hint
  }
}
