import { type AsyncCommand, asyncModelRun } from 'fast-check'
import type { Action } from './action.ts'
import { type Expected, expectedOf, type Model } from './model.ts'
import { type Ask, take } from './take.ts'

/** An action as a fast-check command. */
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

/** The outcome of a rehearsed journey. */
export interface Rehearsal {
  /** The actions that make sense in turn, and the correct results of each. */
  readonly taken: readonly { readonly action: Action; readonly expected: Expected }[]
  /** The number of codes. */
  readonly sends: number
}

/** Plays a journey against the model, as if the backend gave the usual results. Sends nothing. */
export async function rehearse(model: Model, journey: Iterable<AsyncCommand<Model, Ask, boolean>>): Promise<Rehearsal> {
  const taken: { action: Action; expected: Expected }[] = []
  const ask: Ask = async (action, expected) => {
    const last = taken.at(-1)
    // A repeated action counts once, with the expectation of its last request.
    if (last?.action === action) last.expected = expected
    else taken.push({ action, expected })
    return expected[0]
  }
  await asyncModelRun(() => ({ model, real: ask }), journey)
  return { taken, sends: taken.filter(({ action }) => action.does === 'sendCode').length }
}
