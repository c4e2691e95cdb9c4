import type { Dialect } from '../../contract/dialect.ts'
import type { Citation } from '../../contract/document.ts'
import type { EndpointId } from '../../contract/endpoints.ts'
import type { CaseResult, Level } from '../../report/model/report.ts'
import type { Words } from '../../report/model/words.ts'
import type { State } from '../people/person.ts'
import { type Name, type Role, roles } from '../people/roles.ts'
import type { Settings } from '../state/run-settings.ts'
import type { CaseContext } from './case-context.ts'

/** One case: what the document says, what is sent, what must come back. */
export interface CaseDefinition {
  /** `<endpoint>/<what>` or `journey/<what>`; never renumbered. */
  readonly id: `${EndpointId | 'journey'}/${string}`
  readonly level: Level | ((dialect: Dialect) => Level)
  readonly title: Words
  /** The rows of the document that say so. */
  readonly cites: readonly Citation[]
  /** Whom the case needs, and how far on. Others can use the same people, one case after the other. */
  readonly people?: Readonly<Partial<Record<Name, State>>>
  /** Whose way is what this case is about: where it does not succeed, this case fails. */
  readonly about?: readonly Name[]
  /** Who may be registered by the case itself, beyond the state it needs. */
  readonly registers?: readonly Name[]
  /** Who is sent a second code; cases that look at the same one share it. */
  readonly sendsAgain?: readonly Name[]
  /**
   * Requests to sendCode beside those that make the people. A function is told how many the other cases leave of those a
   * run plans.
   */
  readonly sends?: number | ((left: number, settings: Settings) => number)
  /** `first`: before all others, alone. `last`: after all others, since it looks at what they saw. */
  readonly when?: 'first' | 'last'
  /** Loads what the case needs, while others run. */
  prepare?(): Promise<unknown>
  run(context: CaseContext): Promise<void>
}

/** A case, and beside its people whoever was in their browser before. */
export function defineCase(definition: CaseDefinition): CaseDefinition {
  const people: { [Each in Name]?: State } = { ...definition.people }
  for (const name of Object.keys(people) as Name[]) {
    const role: Role = roles[name]
    if (role.inBrowserOf) people[role.inBrowserOf] = 'loggedIn'
  }
  return { ...definition, people }
}

export function levelOf({ level }: CaseDefinition, dialect: Dialect): Level {
  return typeof level === 'function' ? level(dialect) : level
}

/** What a report says of a case, whatever became of it. */
export function headOf(
  definition: CaseDefinition,
  { dialect, lang }: Settings,
): Pick<CaseResult, 'id' | 'level' | 'endpoint' | 'title' | 'cites'> {
  const { id, title, cites } = definition
  return {
    id,
    level: levelOf(definition, dialect),
    endpoint: id.split('/')[0] as CaseResult['endpoint'],
    title: title[lang],
    cites: cites.map(({ section, quote }) => ({ section, quote })),
  }
}
