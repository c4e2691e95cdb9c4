import type { Name } from './cast.ts'
import { type CaseDefinition, levelOf } from './define-case.ts'
import type { Plan } from './options.ts'
import { type State, states } from './person.ts'
import type { Settings } from './settings.ts'

/** What these cases would send to a backend that answers as documented. */
export function planOf(settings: Settings, cases: readonly CaseDefinition[]): Plan {
  const furthest = new Map<Name, number>()
  for (const { people = {} } of cases)
    for (const [name, state] of Object.entries(people) as [Name, State][])
      furthest.set(name, Math.max(furthest.get(name) ?? 0, states.indexOf(state)))
  const planned = furthest.size + cases.reduce((sum, { sends = 0 }) => sum + sends, 0)
  return {
    target: settings.baseUrl.href,
    cases: cases.map((definition) => ({
      id: definition.id,
      level: levelOf(definition, settings.dialect),
      title: definition.title[settings.lang],
    })),
    sms: Math.min(planned, settings.smsBudget),
    budget: settings.smsBudget,
    accounts: new Set([
      ...[...furthest].filter(([, state]) => state >= states.indexOf('registered')).map(([name]) => name),
      ...cases.flatMap(({ registers = [] }) => registers),
    ]).size,
  }
}
