import type { Words } from '../../report/model/words.ts'
import type { Notes } from '../cases/case-context.ts'
import { type CaseDefinition, levelOf } from '../cases/define-case.ts'
import { collectorOf, successCase } from '../cases/reply-rules.ts'
import { type Violation, violationBySilence, violationOfRule, violationOfSetUp } from '../cases/violation.ts'
import type { Fault, RuleId, ToleratedErratum } from '../http/check-reply.ts'
import type { Step } from '../http/step.ts'
import type { SetUpFailed } from '../state/case-errors.ts'
import type { Settings } from '../state/run-settings.ts'
import { isLeftToCase, type RunState } from '../state/run-state.ts'

/** Assigns each finding that concerns several cases to one of them, so that a run reports it once. */
export interface FindingAssigner {
  /**
   * Assigns a step of a person that failed before a case could start. The case about that step reports it; the others are
   * undecided.
   *
   * @returns Why this case could not be decided.
   */
  setUp(error: SetUpFailed, definition: CaseDefinition, notes: Notes): Words
  /**
   * Adds the findings about every reply, and about every step that should succeed, that belong to a case that has run.
   *
   * @param from The number of the first step since the case started.
   */
  collect(definition: CaseDefinition, from: number, notes: Notes): void
  /** Whether a violation repeats that the backend stopped answering, which another finding reports. */
  repeatsSilence(violation: Violation): boolean
}

export function createFindingAssigner(runState: RunState, cases: readonly CaseDefinition[]): FindingAssigner {
  const { settings } = runState
  /** The cases that have not been collected yet. */
  const waiting = new Set(cases.map(({ id }) => id as string))
  const failedSetUps: SetUpFailed[] = []
  const assignedTo = new Map<string, string>()
  let silenceViolation: Violation | undefined
  const hasSucceeded = (endpoint: string) =>
    runState.steps.some(
      (step) =>
        step.endpoint === endpoint &&
        step.result === '0000' &&
        !step.request.diagnostic &&
        // A success of sendCode without its code is no use to anybody.
        (endpoint !== 'sendCode' || settings.dialect.codeDelivery === 'sms' || step.message !== undefined),
    )

  /** Reports faults with one cause as one violation. */
  function assignFaults(definition: CaseDefinition, isOwn: (step: Step) => boolean, notes: Notes): void {
    const silence = silenceOf(runState)
    const groups = new Map<string, { step: Step; fault: Fault; alike: number }>()
    const take = (step: Step, fault: Fault) => {
      const key = `${step.endpoint} ${fault.rule} ${fault.cause}`
      const known = groups.get(key)
      runState.reported.add(step)
      if (known) known.alike++
      else groups.set(key, { step, fault, alike: 1 })
    }
    for (const step of runState.steps)
      for (const fault of step.faults) {
        if (isLeftToCase(fault.rule, step)) continue
        if (silence.includes(step)) continue
        const collector = collectorOf(fault.rule, step.endpoint)
        // If the collector has run or was not selected, the case that saw the fault reports it.
        const isLate = !waiting.has(collector) && isOwn(step) && outranks(fault.rule, definition, settings)
        if (collector === definition.id || isLate) take(step, fault)
      }
    for (const { step, fault, alike } of groups.values())
      notes.violations.push(violationOfRule(runState, step, fault, alike))
  }

  function assignSilence(definition: CaseDefinition, isOwn: (step: Step) => boolean, notes: Notes): void {
    const silence = silenceOf(runState)
    const [first] = silence
    const [fault] = first?.faults ?? []
    if (!first || !fault || silenceViolation) return
    const collector = collectorOf(fault.rule, first.endpoint)
    if (collector !== definition.id && (waiting.has(collector) || !silence.some(isOwn))) return
    for (const step of silence) runState.reported.add(step)
    silenceViolation = violationBySilence(runState, [first, ...silence.slice(1)], fault)
    notes.violations.splice(0, Number.POSITIVE_INFINITY, ...notes.violations.filter((each) => !repeatsSilence(each)))
    notes.violations.push(silenceViolation)
  }

  // The first requests without a reply may have any cause; only the next ones show that the backend is gone.
  const repeatsSilence = (violation: Violation): boolean =>
    silenceViolation !== undefined &&
    violation !== silenceViolation &&
    violation.step !== undefined &&
    silenceOf(runState).includes(violation.step)

  function assignFailedSetUps(definition: CaseDefinition, notes: Notes): void {
    for (const error of failedSetUps) {
      const { step } = error
      if (definition.id !== successCase(step.endpoint) || runState.reported.has(step)) continue
      if (step.faults.some(({ rule }) => rule === 'envelope')) continue
      // A step that never succeeds is reported once.
      const isNever = !hasSucceeded(step.endpoint)
      if (isNever && assignedTo.has(step.endpoint)) continue
      if (isNever) assignedTo.set(step.endpoint, definition.id)
      runState.reported.add(step)
      notes.violations.push(violationOfSetUp(runState, error))
    }
  }

  return {
    setUp(error, definition, notes) {
      const { step, person } = error
      const owner = successCase(step.endpoint)
      if (!failedSetUps.includes(error)) failedSetUps.push(error)
      const isReadable = step.result !== undefined || step.bare
      const alike = assignedTo.get(step.endpoint)
      if (alike && alike !== definition.id && !hasSucceeded(step.endpoint)) return sameFailure(step.endpoint, alike)
      if (definition.about?.some((name) => name === person) && isReadable) {
        runState.reported.add(step)
        assignedTo.set(step.endpoint, definition.id)
        notes.violations.push(violationOfSetUp(runState, error))
      } else if (!isReadable && waiting.has(collectorOf('envelope', step.endpoint))) {
        // The case about the form of every reply reports it.
      } else if (waiting.has(owner) && definition.id !== owner) {
        // The case about the success of this operation reports it.
      } else if (definition.id !== owner && !runState.reported.has(step) && (isReadable || step.faults.length > 0)) {
        runState.reported.add(step)
        notes.violations.push(violationOfSetUp(runState, error))
      }
      const see = isReadable ? owner : collectorOf('envelope', step.endpoint)
      return {
        zh: `${person} 的前置步骤 ${step.endpoint} 未成功，见 ${see}`,
        en: `${person} could not get this far because ${step.endpoint} did not succeed: see ${see}`,
      }
    },
    collect(definition, from, notes) {
      waiting.delete(definition.id)
      const isOwn = ({ number, caseId, session }: Step) =>
        caseId === definition.id ||
        (caseId === undefined && number >= from && (session.name.split('-')[0] ?? '') in (definition.people ?? {}))
      assignFaults(definition, isOwn, notes)
      assignSilence(definition, isOwn, notes)
      const tolerated = new Set(runState.steps.flatMap((step) => toleratedBy(definition, step)))
      for (const erratum of tolerated) notes.reasons.push(tolerations[erratum])
      assignFailedSetUps(definition, notes)
    },
    repeatsSilence,
  }
}

/** The errata by which the case about a rule tolerates a reply that follows an example of the document. */
function toleratedBy(definition: CaseDefinition, { tolerated = {}, endpoint }: Step): readonly ToleratedErratum[] {
  // Returns early, because this runs for every step and case, and hardly any step is tolerated.
  if (!definition.id.startsWith(`${endpoint}/`)) return []
  return (Object.entries(tolerated) as [RuleId, ToleratedErratum][])
    .filter(([rule]) => collectorOf(rule, endpoint) === definition.id)
    .map(([, erratum]) => erratum)
}

const tolerations: Readonly<Record<ToleratedErratum, Words>> = {
  E01: {
    zh: '容许：失败的响应将 message 写作 mes，与文档的示例一致（勘误 E01）',
    en: "tolerated: a failure spells message as mes, as the document's example does (erratum E01)",
  },
  E04: {
    zh: '容许：上传失败返回 0004，与文档的示例一致（勘误 E04）',
    en: "tolerated: a failed upload gets 0004, as in the document's example (erratum E04)",
  },
}

function sameFailure(endpoint: string, caseId: string): Words {
  return {
    zh: `${endpoint} 从未成功，见 ${caseId}`,
    en: `${endpoint} never succeeds: see ${caseId}`,
  }
}

/** The last requests without a reply, once the backend has stopped answering. */
function silenceOf({ steps, health }: RunState): readonly Step[] {
  if (!health.gone) return []
  return steps.slice(steps.findLastIndex(({ answer }) => answer.kind === 'reply') + 1)
}

/** Whether a case may report this rule: its level is not above that of the rule's own case. */
function outranks(rule: RuleId, definition: CaseDefinition, { dialect }: Settings): boolean {
  const level = levelOf(definition, dialect)
  if (rule === 'content-type') return level === 'advice'
  return rule === 'transport' || rule === 'failure-message' ? level !== 'must' : true
}
