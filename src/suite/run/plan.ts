import { type CaseDefinition, levelOf } from '../cases/define-case.ts'
import { type State, states } from '../people/person.ts'
import { isGuest, type Name } from '../people/roles.ts'
import type { Plan } from '../state/contract-options.ts'
import type { Settings } from '../state/run-settings.ts'
import { allCases } from './all-cases.ts'

/** The maximum number of codes that a default run plans. */
const codesOfARun = 24

/** What these cases send to a backend that answers as documented. */
export function planOf(settings: Settings, cases: readonly CaseDefinition[]): Plan {
  const furthest = furthestOf(cases)
  return {
    target: settings.baseUrl.href,
    cases: cases.map((definition) => ({
      id: definition.id,
      level: levelOf(definition, settings.dialect),
      title: definition.title[settings.lang],
    })),
    sms: Math.min(plannedCodes(settings, cases), settings.smsBudget),
    budget: settings.smsBudget,
    accounts:
      new Set([
        ...[...furthest].filter(([, state]) => state >= states.indexOf('registered')).map(([name]) => name),
        ...cases.flatMap(({ registers = [] }) => registers),
      ]).size +
      // Everybody in a random journey may register.
      cases.reduce((sum, each) => sum + (typeof each.sends === 'function' ? codesOf(each, settings, cases) : 0), 0),
  }
}

/** How many codes these cases need. */
export function plannedCodes(settings: Settings, cases: readonly CaseDefinition[]): number {
  return cases.reduce((sum, definition) => sum + codesOf(definition, settings, cases), codesForPeople(cases))
}

/**
 * How many codes are left to shorten a random journey. A whole run keeps to its plan; a run with selected cases or a
 * given number of journeys may use the budget.
 */
export function spareCodes(settings: Settings, cases: readonly CaseDefinition[]): number {
  const isWhole = cases.length === allCases(settings).length && settings.random === undefined
  const limit = isWhole ? plannedAtMost(settings, cases) : settings.smsBudget
  return Math.max(0, limit - plannedCodes(settings, cases))
}

/** How many codes a case needs in addition to those for its people. */
export function codesOf({ sends = 0 }: CaseDefinition, settings: Settings, cases: readonly CaseDefinition[]): number {
  if (typeof sends === 'number') return sends
  const others = cases.reduce((sum, each) => sum + (typeof each.sends === 'number' ? each.sends : 0), 0)
  return sends(plannedAtMost(settings, cases) - codesForPeople(cases) - others, settings)
}

/** Random journeys fill a run up to this many codes. Those for the team's own operations are added. */
function plannedAtMost(settings: Settings, cases: readonly CaseDefinition[]): number {
  const own = codesForPeople(cases.filter(({ people = {} }) => Object.keys(people).some(isGuest)))
  return Math.min(codesOfARun + own, settings.smsBudget)
}

/** One code for each person these cases need, and a second one for some. */
function codesForPeople(cases: readonly CaseDefinition[]): number {
  return furthestOf(cases).size + new Set(cases.flatMap(({ sendsAgain = [] }) => sendsAgain)).size
}

/** The people that these cases need, and the furthest state of each. */
function furthestOf(cases: readonly CaseDefinition[]): Map<Name, number> {
  const furthest = new Map<Name, number>()
  for (const { people = {} } of cases)
    for (const [name, state] of Object.entries(people) as [Name, State][])
      furthest.set(name, Math.max(furthest.get(name) ?? 0, states.indexOf(state)))
  return furthest
}
