import type { Words } from '../../report/model/words.ts'
import type { Step } from '../http/step.ts'

/** Ends a case that could not be decided. Not the backend's miss, nor its merit. */
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

/** Ends a case whose people could not be brought as far as it needs them. */
export class SetUpFailed extends Error {
  override readonly name = 'SetUpFailed'
  readonly person: string
  readonly step: Step
  readonly expected: Words
  readonly hint: Words | undefined

  constructor(person: string, step: Step, expected: Words, hint?: Words) {
    super(`${person}: ${step.endpoint}`)
    this.person = person
    this.step = step
    this.expected = expected
    this.hint = hint
  }
}
