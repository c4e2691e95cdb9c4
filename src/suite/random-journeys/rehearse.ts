import { type AsyncCommand, asyncModelRun } from 'fast-check'
import type { Action } from './action.ts'
import { type Expected, expectedOf, type Model } from './model.ts'
import { type Ask, take } from './take.ts'

/** An action as a command of fast-check's models. */
export class Command implements AsyncCommand<Model, Ask, boolean> {
  readonly #action: Action

  constructor(action: Action) {
    this.#action = action
  }

  check(model: Readonly<Model>): boolean {
    return expectedOf(model, this.#action) !== undefined
  }

  async run(model: Model, ask: Ask): Promise<void> {
    await take(model, this.#action, ask)
  }

  toString(): string {
    return JSON.stringify(this.#action)
  }
}

/** What a journey would be. */
export interface Rehearsal {
  /** The actions that make sense when their turn comes, and what is right in answer to each. */
  readonly taken: readonly { readonly action: Action; readonly expected: Expected }[]
  /** Requests to sendCode. */
  readonly sends: number
}

/** Goes through a journey as if the backend answered as most do. Sends nothing. */
export async function rehearse(model: Model, journey: Iterable<AsyncCommand<Model, Ask, boolean>>): Promise<Rehearsal> {
  const taken: { action: Action; expected: Expected }[] = []
  const ask: Ask = async (action, expected) => {
    const last = taken.at(-1)
    // An action that goes on is one, held to what is right in the end.
    if (last?.action === action) last.expected = expected
    else taken.push({ action, expected })
    return expected[0]
  }
  await asyncModelRun(() => ({ model, real: ask }), journey)
  return { taken, sends: taken.filter(({ action }) => action.does === 'sendCode').length }
}
