import type { CaseResult, CaseStatus } from '../../report/model/report.ts'
import { same, type Words } from '../../report/model/words.ts'
import { createStage, type Notes } from '../cases/case-context.ts'
import { type CaseDefinition, headOf } from '../cases/define-case.ts'
import { createTeller } from '../findings/assign-findings.ts'
import { findingOf } from '../findings/finding-of.ts'
import { createPeople, type People } from '../people/people.ts'
import { SetUpMissed, Undecided } from '../state/case-errors.ts'
import type { Settings } from '../state/run-settings.ts'
import { createWorld, type World } from '../state/run-state.ts'
import { codesOf, spareCodes } from './plan.ts'

/** One run in the making: the cases that were selected, one world for all of them. */
export interface Run {
  readonly world: World
  readonly people: People
  readonly cases: readonly CaseDefinition[]
  /** Runs one case, once it can have its people. Never rejects. */
  runCase(definition: CaseDefinition): Promise<CaseResult>
}

export function createRun(settings: Settings, cases: readonly CaseDefinition[], signal: AbortSignal): Run {
  const world = createWorld(settings, signal)
  const people = createPeople(world)
  const teller = createTeller(world, cases)
  const spare = spareCodes(settings, cases)

  async function attempt(definition: CaseDefinition): Promise<CaseResult> {
    const started = performance.now()
    const from = world.steps.length
    const notes: Notes = { misses: [], reasons: [] }
    const stage = createStage(
      world,
      definition.id,
      { planned: codesOf(definition, settings, cases), spare },
      (name) => people.get(name),
      notes,
      (person) => {
        // Whom a case registers as planned stays who they are; nobody else needs them unregistered.
        if (!definition.registers?.some((name) => name === person.name)) people.spend(person)
      },
    )
    let undecided: { status: CaseStatus; words: Words } | undefined
    try {
      await definition.run(stage)
    } catch (error) {
      if (error instanceof SetUpMissed)
        undecided = { status: 'inconclusive', words: teller.setUp(error, definition, notes) }
      else if (error instanceof Undecided) undecided = error
      else undecided = { status: 'inconclusive', words: same(`internal error: ${String(error)}`) }
    }
    teller.collect(definition, from, notes)
    const findings = notes.misses.map((miss) => findingOf(world, miss, definition.id))
    const reasons = [...(undecided ? [undecided.words] : []), ...notes.reasons].map(world.say)
    return {
      ...headOf(definition, settings),
      status: findings.length > 0 ? 'failed' : (undecided?.status ?? 'passed'),
      ...(reasons.length > 0 && { reason: reasons.join(' · ') }),
      durationMs: Math.round(performance.now() - started),
      findings,
    }
  }

  return {
    world,
    people,
    cases,
    runCase: (definition) => people.hold(Object.keys(definition.people ?? {}), () => attempt(definition)),
  }
}
