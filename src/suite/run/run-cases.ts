import type { CaseResult, CaseStatus } from '../../report/model/report.ts'
import { same, type Words } from '../../report/model/words.ts'
import { createCaseContext, type Notes } from '../cases/case-context.ts'
import { type CaseDefinition, headOf } from '../cases/define-case.ts'
import type { Violation } from '../cases/violation.ts'
import { createFindingAssigner } from '../findings/assign-findings.ts'
import { findingOf } from '../findings/finding-of.ts'
import { createPeople, type People } from '../people/people.ts'
import { SetUpFailed, Undecided } from '../state/case-errors.ts'
import type { Settings } from '../state/run-settings.ts'
import { createRunState, type RunState } from '../state/run-state.ts'
import { codesOf, spareCodes } from './plan.ts'

/** A run in progress: the selected cases and the state they share. */
export interface Run {
  readonly runState: RunState
  readonly people: People
  readonly cases: readonly CaseDefinition[]
  /** Runs one case when its people are free. Never rejects. */
  runCase(definition: CaseDefinition): Promise<CaseResult>
  /** The result of a case once all of them have run, and it is known whether the backend went away in between. */
  settle(result: CaseResult): CaseResult
}

export function createRun(settings: Settings, cases: readonly CaseDefinition[], signal: AbortSignal): Run {
  const runState = createRunState(settings, signal)
  const people = createPeople(runState)
  const findingAssigner = createFindingAssigner(runState, cases)
  const spare = spareCodes(settings, cases)
  const violationsOf = new Map<string, readonly Violation[]>()

  async function attempt(definition: CaseDefinition): Promise<CaseResult> {
    const started = performance.now()
    const from = runState.steps.length
    const notes: Notes = { violations: [], reasons: [] }
    const context = createCaseContext({
      runState,
      caseId: definition.id,
      codes: { planned: codesOf(definition, settings, cases), spare },
      notes,
      person: (name) => people.get(name),
      onRegistered(person) {
        // Whoever is registered as planned stays: no other case needs them unregistered.
        if (!definition.registers?.some((name) => name === person.name)) people.spend(person)
      },
    })
    let undecided: { status: CaseStatus; words: Words } | undefined
    try {
      await definition.run(context)
    } catch (error) {
      if (error instanceof SetUpFailed)
        undecided = { status: 'inconclusive', words: findingAssigner.setUp(error, definition, notes) }
      else if (error instanceof Undecided) undecided = error
      else undecided = { status: 'inconclusive', words: same(`internal error: ${String(error)}`) }
    }
    findingAssigner.collect(definition, from, notes)
    violationsOf.set(definition.id, notes.violations)
    const findings = notes.violations.map((violation) => findingOf(runState, violation, definition.id))
    const reasons = [...(undecided ? [undecided.words] : []), ...notes.reasons].map(runState.say)
    return {
      ...headOf(definition, settings),
      status: findings.length > 0 ? 'failed' : (undecided?.status ?? 'passed'),
      ...(reasons.length > 0 && { reason: reasons.join(' · ') }),
      durationMs: Math.round(performance.now() - started),
      findings,
    }
  }

  function settle(result: CaseResult): CaseResult {
    const violations = violationsOf.get(result.id) ?? []
    const repeated = violations.map(findingAssigner.repeatsSilence)
    if (!repeated.includes(true)) return result
    const findings = result.findings.filter((_finding, index) => !repeated[index])
    return {
      ...result,
      findings,
      ...(findings.length === 0 && {
        status: 'inconclusive',
        reason: [runState.say(noLongerAnswered), ...(result.reason ? [result.reason] : [])].join(' · '),
      }),
    }
  }

  return {
    runState,
    people,
    cases,
    settle,
    runCase: (definition) => people.hold(Object.keys(definition.people ?? {}), () => attempt(definition)),
  }
}

const noLongerAnswered: Words = { zh: '后端不再响应', en: 'the backend stopped answering' }
