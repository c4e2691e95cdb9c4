import type { Dialect } from '../../contract/dialect.ts'
import type { Citation } from '../../contract/document.ts'
import type { CaseResult, Level } from '../../report/model/report.ts'
import type { Words } from '../../report/model/words.ts'
import type { State } from '../people/person.ts'
import { type Name, roleOf } from '../people/roles.ts'
import type { Settings } from '../state/run-settings.ts'
import type { CaseContext } from './case-context.ts'

/** One case: what the document says, what is sent, and what must come back. */
export interface CaseDefinition {
  /** `<endpoint>/<what>` or `journey/<what>`; never renumbered. An endpoint may be the team's own. */
  readonly id: `${string}/${string}`
  readonly level: Level | ((dialect: Dialect) => Level)
  readonly title: Words
  /** The rows of the document that say so. */
  readonly cites: readonly Citation[]
  /** The people the case needs, and the state each must have reached. Cases share people, one case after another. */
  readonly people?: Readonly<Partial<Record<Name, State>>>
  /** The people whose steps this case is about: if one of their steps fails, this case fails. */
  readonly about?: readonly Name[]
  /** The people whom the case itself may register, beyond the state it needs. */
  readonly registers?: readonly Name[]
  /** The people who request a second code. Cases that examine the same one share it. */
  readonly sendsAgain?: readonly Name[]
  /**
   * Requests to sendCode in addition to those for the people. A function gets the number that the other cases leave of
   * those that a run plans.
   */
  readonly sends?: number | ((left: number, settings: Settings) => number)
  /** `first`: alone, before all others. `last`: after all others, because it examines what they saw. */
  readonly when?: 'first' | 'last'
  /** Loads what the case needs while others run. */
  prepare?(): Promise<unknown>
  run(context: CaseContext): Promise<void>
}

/** Adds to the people of a case those who used their browser before them. */
export function defineCase(definition: CaseDefinition): CaseDefinition {
  const people: { [Each in Name]?: State } = { ...definition.people }
  for (const name of Object.keys(people) as Name[]) {
    const { inBrowserOf } = roleOf(name)
    if (inBrowserOf) people[inBrowserOf] = 'loggedIn'
  }
  return { ...definition, people }
}

/** One person whom a case needs. */
export function personIn(name: Name, state: State): NonNullable<CaseDefinition['people']> {
  const people: { [Each in Name]?: State } = {}
  people[name] = state
  return people
}

export function levelOf({ level }: CaseDefinition, dialect: Dialect): Level {
  return typeof level === 'function' ? level(dialect) : level
}

/** What a report says about a case, whatever its outcome. */
export function headOf(
  definition: CaseDefinition,
  { dialect, lang }: Settings,
): Pick<CaseResult, 'id' | 'level' | 'endpoint' | 'title' | 'cites'> {
  const { id, title, cites } = definition
  return {
    id,
    level: levelOf(definition, dialect),
    endpoint: id.split('/')[0] ?? '',
    title: title[lang],
    cites: cites.map(({ section, quote }) => ({ section, quote })),
  }
}
