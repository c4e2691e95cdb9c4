import type { RunState } from '../state/run-state.ts'
import { createPerson, type Person } from './person.ts'
import { type Name, roleOf } from './roles.ts'

/** The people of one run, each created on first use. */
export interface People {
  get(name: Name): Person
  /** Drops somebody who was registered against the plan; the next case gets a new person of that name. */
  spend(person: Person): void
  /** Runs a function while no other case uses these people. */
  hold<Result>(names: readonly string[], run: () => Promise<Result>): Promise<Result>
  /** Whether no case uses any of these people. */
  free(names: readonly string[]): boolean
}

export function createPeople(runState: RunState): People {
  const people = new Map<Name, Person>()
  const tails = new Map<string, Promise<unknown>>()
  const busy = new Map<string, number>()
  const count = (names: readonly string[], step: number) => {
    for (const name of names) busy.set(name, (busy.get(name) ?? 0) + step)
  }
  const get = (name: Name): Person => {
    const known = people.get(name)
    if (known) return known
    const role = roleOf(name)
    const made = createPerson(runState, name, role, role.inBrowserOf && get(role.inBrowserOf))
    people.set(name, made)
    return made
  }
  return {
    get,
    spend(person) {
      for (const [name, known] of people) if (known === person) people.delete(name)
    },
    async hold(names, run) {
      const before = Promise.all(names.map((name) => tails.get(name)))
      count(names, 1)
      const turn = before.then(run)
      const settled = turn.then(
        () => count(names, -1),
        () => count(names, -1),
      )
      for (const name of names) tails.set(name, settled)
      return await turn
    },
    free: (names) => names.every((name) => (busy.get(name) ?? 0) === 0),
  }
}
