import { type AsyncCommand, asyncModelRun, asyncProperty, check, cloneIfNeeded, commands } from 'fast-check'
import type { Step } from '../http/step.ts'
import { Undecided } from '../state/case-errors.ts'
import type { RunState } from '../state/run-state.ts'
import type { Action } from './action.ts'
import { actionsOf } from './draw-actions.ts'
import { createModel, type Expected, type Model } from './model.ts'
import { createPlayers } from './players.ts'
import { Command, type Rehearsal, rehearse } from './rehearse.ts'
import { shorten } from './shorten.ts'
import { type Ask, Contradiction } from './take.ts'

/** The limits of random journeys. */
export interface Limits {
  /** Codes for all journeys together. */
  readonly sends: number
  /** Codes for shortening a failed journey. */
  readonly shorteningSends: number
  /** The time after which no further journey starts, in milliseconds. */
  readonly time: number
  readonly people: 1 | 2
}

/** A journey whose last step got a wrong result. */
export interface WrongJourney {
  readonly taken: readonly Taken[]
  readonly expected: Expected
  /** Every request of the journey; the last one got the wrong result. */
  readonly steps: readonly Step[]
}

/** One action of a journey, and its results. */
export interface Taken {
  readonly action: Action
  readonly results: readonly string[]
}

/** The outcome of the random journeys of a run. */
export interface Played {
  /** How many were completed. */
  readonly journeys: number
  /** What ended them early. */
  readonly stopped?: Undecided
  /** The shortest failed journey. */
  readonly wrong?: WrongJourney
}

/** How many actions are drawn for one journey; about half of them make sense in turn. */
const drawn = 60
/** How many codes one journey may use. */
const sendsOfAJourney = 4
/** How many journeys are drawn for each one that is worth its codes. */
const drawsForOne = 100

/** Plays random journeys until one fails or the codes are used up. The journeys depend only on the seed. */
export async function play(runState: RunState, caseId: string, limits: Limits): Promise<Played> {
  const { people, time } = limits
  const { seed, wrongCodeBound } = runState.settings
  const began = performance.now()
  const passed = () => performance.now() - began
  let left = limits.sends
  let journeys = 0
  let stopped: Undecided | undefined
  let wrong: WrongJourney | undefined
  const fresh = (sends: number) => createModel(people, Math.min(sends, sendsOfAJourney), wrongCodeBound)

  const property = asyncProperty(
    commands([actionsOf(people).map((action) => new Command(action))], { maxCommands: drawn, size: 'max' }),
    async (journey) => {
      if (left < people || (journeys > 0 && passed() > time)) throw new Over()
      const rehearsal = await rehearse(fresh(left), cloneIfNeeded(journey))
      if (!decidesEnough(rehearsal, people)) return
      const model = fresh(left)
      left -= rehearsal.sends
      const outcome = await takeJourney(runState, caseId, model, journey)
      journeys++
      if (outcome instanceof Undecided) stopped = outcome
      else wrong = outcome
      if (stopped || wrong) throw new Over()
    },
  )
  // fast-check does not shrink the journey: see shorten.ts.
  const numRuns = drawsForOne * Math.ceil(limits.sends / people)
  const { failed, errorInstance } = await check(property, { seed, numRuns, endOnFailure: true })
  if (failed && !(errorInstance instanceof Over)) throw errorInstance
  if (!wrong) return { journeys: stopped ? journeys - 1 : journeys, ...(stopped && { stopped }) }

  let shorteningLeft = limits.shorteningSends
  const shortest = await shorten(wrong, {
    rehearse: (actions) =>
      rehearse(
        fresh(sendsOfAJourney),
        actions.map((action) => new Command(action)),
      ),
    actionsOf: ({ taken }) => taken.map(({ action }) => action),
    async play({ taken, sends }) {
      if (sends > shorteningLeft || passed() > 2 * time) return undefined
      shorteningLeft -= sends
      const journey = taken.map(({ action }) => new Command(action))
      const outcome = await takeJourney(runState, caseId, fresh(sendsOfAJourney), journey)
      if (outcome instanceof Undecided) shorteningLeft = 0
      return outcome instanceof Undecided ? undefined : outcome
    },
  })
  return { journeys, wrong: shortest }
}

/** Tells fast-check to stop. */
class Over extends Error {
  override readonly name = 'Over'
}

/** Plays one journey with new people. */
async function takeJourney(
  runState: RunState,
  caseId: string,
  model: Model,
  journey: Iterable<AsyncCommand<Model, Ask, boolean>>,
): Promise<WrongJourney | Undecided | undefined> {
  const players = createPlayers(runState, caseId)
  const taken: { action: Action; results: string[] }[] = []
  const ask: Ask = async (action) => {
    if (taken.at(-1)?.action !== action) taken.push({ action, results: [] })
    const result = resultOf(await players.take(action, model))
    taken.at(-1)?.results.push(result)
    return result
  }
  try {
    await asyncModelRun(() => ({ model, real: ask }), journey)
    return undefined
  } catch (error) {
    if (error instanceof Undecided) return error
    if (error instanceof Contradiction) return { taken, expected: error.expected, steps: players.steps }
    throw error
  }
}

/** Whether everybody registers or is locked, and somebody logs in with a correct and with a wrong password. */
function decidesEnough({ taken }: Rehearsal, people: number): boolean {
  const ends = new Set(
    taken.flatMap(({ action, expected }) =>
      (action.does === 'completeRegistration' && expected[0] === '0000') ||
      (action.does === 'verifyCode' && action.code === 'many')
        ? action.who
        : [],
    ),
  )
  const logins = new Set(taken.flatMap(({ action, expected }) => (action.does === 'login' ? expected[0] : [])))
  return ends.size === people && logins.has('0000') && logins.has('0008')
}

function resultOf({ result, bare, answer, endpoint, faults }: Step): string {
  if (result !== undefined && faults.every(({ rule }) => rule !== 'result')) return result
  if (bare && answer.kind === 'reply') return String(answer.status)
  const see = result === undefined ? 'envelope' : 'result'
  throw new Undecided('inconclusive', {
    zh: `${endpoint} 的响应无法读取，见 ${endpoint}/${see}`,
    en: `the reply to ${endpoint} could not be read: see ${endpoint}/${see}`,
  })
}
