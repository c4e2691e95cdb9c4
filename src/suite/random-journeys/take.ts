import type { Action } from './action.ts'
import { type Expected, expectedOf, type Model, note, stateOf } from './model.ts'

/** Sends an action's request and returns the result. */
export type Ask = (action: Action, expected: Expected) => Promise<string>

/** A result that the document does not allow in the current state. */
export class Contradiction extends Error {
  override readonly name = 'Contradiction'
  readonly action: Action
  readonly expected: Expected

  constructor(action: Action, expected: Expected, result: string) {
    super(`${result} instead of ${expected.join(' or ')}`)
    this.action = action
    this.expected = expected
  }
}

/** Takes one action, repeatedly if needed, and checks each result against the model. */
export async function take(model: Model, action: Action, ask: Ask): Promise<void> {
  do {
    const expected = expectedOf(model, action)
    if (!expected) return
    const result = await ask(action, expected)
    if (!expected.includes(result)) throw new Contradiction(action, expected, result)
    note(model, action, result)
  } while (action.does === 'verifyCode' && action.code === 'many' && stateOf(model, action.who).phase === 'sent')
}
