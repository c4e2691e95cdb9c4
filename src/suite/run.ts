import type { Citation } from '../contract/document.ts'
import type { EndpointId } from '../contract/endpoint-ids.ts'
import { type ErratumId, errata } from '../contract/errata.ts'
import { type CurlSettings, curlLines } from './curl.ts'
import { type CaseDefinition, levelOf } from './define-case.ts'
import type { Fault, RuleId } from './judge.ts'
import { type Miss, missOfFault, missOfSetUp, missOfSilence } from './miss.ts'
import { SetUpMissed, Undecided } from './outcome.ts'
import { createPeople, type People } from './people.ts'
import { codesOf, spareCodes } from './plan.ts'
import type { CaseResult, CaseStatus, Finding } from './report.ts'
import { collectorOf, successCase } from './rules.ts'
import type { Settings } from './settings.ts'
import { createStage, type Notes } from './stage.ts'
import type { Step } from './step.ts'
import { wayTo } from './way-to.ts'
import { same, type Words } from './words.ts'
import { createWorld, leftToCase, type World } from './world.ts'

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
  const waiting = new Set(cases.map(({ id }) => id as string))
  const missed: SetUpMissed[] = []
  const toldBy = new Map<EndpointId, string>()
  const hasSucceeded = (endpoint: EndpointId) =>
    world.steps.some((step) => step.endpoint === endpoint && step.result === '0000' && !step.outgoing.aside)

  const spare = spareCodes(settings, cases)

  async function attempt(definition: CaseDefinition): Promise<CaseResult> {
    const started = performance.now()
    const notes: Notes = { misses: [], reasons: [] }
    const stage = createStage(
      world,
      definition.id,
      {
        planned: codesOf(definition, settings, cases),
        spare,
      },
      (name) => people.get(name),
      notes,
      (person) => {
        // Whom a case registers as planned stays who they are; nobody else needs them unregistered.
        if (!definition.registers?.some((name) => name === person.name)) people.spend(person)
      },
    )
    let undecided: { status: CaseStatus; words: Words } | undefined
    const from = world.steps.length
    try {
      await definition.run(stage)
    } catch (error) {
      if (error instanceof SetUpMissed) undecided = setUp(error, definition, notes)
      else if (error instanceof Undecided) undecided = error
      else undecided = { status: 'inconclusive', words: same(`internal error: ${String(error)}`) }
    }
    waiting.delete(definition.id)
    collect(definition, from, notes)
    const findings = notes.misses.map((miss) => findingOf(miss, definition.id))
    const status: CaseStatus = findings.length > 0 ? 'failed' : (undecided?.status ?? 'passed')
    const reasons = [...(undecided ? [undecided.words] : []), ...notes.reasons].map(world.say)
    return {
      id: definition.id,
      level: levelOf(definition, settings.dialect),
      endpoint: definition.id.split('/')[0] as CaseResult['endpoint'],
      title: definition.title[settings.lang],
      cites: definition.cites.map(({ section, quote }): Citation => ({ section, quote })),
      status,
      ...(reasons.length > 0 && { reason: reasons.join(' · ') }),
      durationMs: Math.round(performance.now() - started),
      findings,
    }
  }

  /** Somebody did not get as far as the case needs them: the case whose matter it is fails, the others can't tell. */
  function setUp(error: SetUpMissed, definition: CaseDefinition, notes: Notes): { status: CaseStatus; words: Words } {
    const { step } = error
    const owner = successCase(step.endpoint)
    if (!missed.includes(error)) missed.push(error)
    const isReadable = step.result !== undefined || step.bare
    const alike = toldBy.get(step.endpoint)
    if (alike && alike !== definition.id && !hasSucceeded(step.endpoint))
      return { status: 'inconclusive', words: sameMiss(step.endpoint, alike) }
    if (definition.owns?.some((name) => name === error.person) && isReadable) {
      step.told = true
      toldBy.set(step.endpoint, definition.id)
      notes.misses.push(missOfSetUp(world, error))
    } else if (!isReadable && waiting.has(collectorOf('envelope', step.endpoint))) {
      // The case that holds every reply to its form tells of it.
    } else if (waiting.has(owner) && definition.id !== owner) {
      // The case that asks whether what should succeed does succeed tells of it.
    } else if (definition.id !== owner && !step.told && (isReadable || step.faults.length > 0)) {
      step.told = true
      notes.misses.push(missOfSetUp(world, error))
    }
    const see = isReadable ? owner : collectorOf('envelope', step.endpoint)
    return {
      status: 'inconclusive',
      words: {
        zh: `${error.person} 没有走到这一步：${step.endpoint} 没有成功，见 ${see}`,
        en: `${error.person} did not get this far: ${step.endpoint} did not succeed, see ${see}`,
      },
    }
  }

  /** What the rules for every reply, and for every step that should succeed, have to say in this case. */
  function collect(definition: CaseDefinition, from: number, notes: Notes): void {
    const isOwn = ({ number, caseId, session }: Step) =>
      caseId === definition.id ||
      (caseId === undefined && number >= from && (session.name.split('-')[0] ?? '') in (definition.people ?? {}))
    const silence = silenceOf(world)
    const groups = new Map<string, { step: Step; fault: Fault; alike: number }>()
    const take = (step: Step, fault: Fault) => {
      const key = `${fault.rule} ${fault.expected.en} ${fault.actual.en.replace(/[0-9]+|".*"/g, '')}`
      const known = groups.get(key)
      step.told = true
      if (known) known.alike++
      else groups.set(key, { step, fault, alike: 1 })
    }
    for (const step of world.steps)
      for (const fault of step.faults) {
        if (leftToCase(fault.rule, step)) continue
        if (silence.includes(step)) continue
        const collector = collectorOf(fault.rule, step.endpoint)
        // Where the collector has been, or was not asked for, the case that saw it tells of it.
        const isLate = !waiting.has(collector) && isOwn(step) && outranks(fault.rule, definition, settings)
        if (collector === definition.id || isLate) take(step, fault)
      }
    for (const { step, fault, alike } of groups.values()) notes.misses.push(missOfFault(world, step, fault, alike))
    const [first] = silence
    const [fault] = first?.faults ?? []
    if (first && fault && !first.told) {
      const collector = collectorOf(fault.rule, first.endpoint)
      if (collector === definition.id || (!waiting.has(collector) && (isOwn(first) || silence.some(isOwn)))) {
        for (const step of silence) step.told = true
        notes.misses.push(missOfSilence(world, [first, ...silence.slice(1)], fault))
      }
    }
    // What never succeeds is told of once.
    const tolerated = new Set(world.steps.flatMap((step) => toleratedBy(definition, step)))
    for (const erratum of tolerated) notes.reasons.push(toleration(erratum))
    for (const error of missed)
      if (
        (hasSucceeded(error.step.endpoint) || !toldBy.has(error.step.endpoint)) &&
        definition.id === successCase(error.step.endpoint) &&
        !error.step.told &&
        error.step.faults.every(({ rule }) => rule !== 'envelope')
      ) {
        error.step.told = true
        notes.misses.push(missOfSetUp(world, error))
      }
  }

  function findingOf(miss: Miss, caseId: string): Finding {
    const { step } = miss
    return {
      message: world.masker.text(world.say(miss.message)),
      expected: world.masker.text(world.say(miss.expected)),
      actual: world.masker.text(world.say(miss.actual)),
      ...(step && { exchange: step.exchange }),
      curl: step
        ? curlLines(miss.way ?? wayTo(step, world.steps, step.caseId ?? caseId, miss.with ?? []), curlSettings(world))
        : [],
      ...(miss.hint && { hint: world.say(miss.hint) }),
    }
  }

  return {
    world,
    people,
    cases,
    runCase: (definition) => people.hold(Object.keys(definition.people ?? {}), () => attempt(definition)),
  }
}

/** The erratum by which a case that holds replies to a rule lets one pass that follows an example of the document. */
function toleratedBy(definition: CaseDefinition, { tolerated = {}, endpoint }: Step): readonly ErratumId[] {
  // Asked of every step for every case, and hardly any tolerates something.
  if (!definition.id.startsWith(`${endpoint}/`)) return []
  return (Object.entries(tolerated) as [RuleId, ErratumId][])
    .filter(([rule]) => collectorOf(rule, endpoint) === definition.id)
    .map(([, erratum]) => erratum)
}

function toleration(erratum: ErratumId): Words {
  const { document = '', reading = '' } = errata.find(({ id }) => id === erratum) ?? {}
  return { zh: `容许（勘误 ${erratum}：${document}）`, en: `tolerated (erratum ${erratum}): ${document}; ${reading}` }
}

function sameMiss(endpoint: EndpointId, caseId: string): Words {
  return {
    zh: `${endpoint} 从未成功，与 ${caseId} 是同一个问题`,
    en: `${endpoint} never succeeds: the same as in ${caseId}`,
  }
}

/** The requests at the end that got no reply, once the backend is known to answer no more. */
function silenceOf({ steps, health }: World): readonly Step[] {
  if (!health.gone) return []
  return steps.slice(steps.findLastIndex(({ answer }) => answer.kind === 'reply') + 1)
}

/** The level of a rule's own case. */
function outranks(rule: RuleId, definition: CaseDefinition, { dialect }: Settings): boolean {
  const level = levelOf(definition, dialect)
  if (rule === 'content-type') return level === 'advice'
  return rule === 'transport' || rule === 'failure-message' ? level !== 'must' : true
}

function curlSettings({ settings, phones, masker }: World): CurlSettings {
  return {
    baseUrl: settings.baseUrl,
    dialect: settings.dialect,
    seconds: settings.timeout / 1000,
    headers: settings.headers.map(([name, value]) => [name, masker.header(name, value)] as const),
    phones: phones.kind,
    codes: settings.codeSource === undefined ? 'reply' : 'source',
    mask: (value) => masker.value(value),
  }
}
