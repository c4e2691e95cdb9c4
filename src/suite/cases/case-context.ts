import type { Dialect } from '../../contract/dialect.ts'
import type { ErratumId } from '../../contract/errata.ts'
import type { Words } from '../../report/model/words.ts'
import type { Allowance } from '../http/check-reply.ts'
import type { Part } from '../http/request.ts'
import { createSession, type Session } from '../http/session.ts'
import type { Step } from '../http/step.ts'
import { plain, type Value } from '../http/value.ts'
import { codeFields, linkFields, type Person } from '../people/person.ts'
import type { Name } from '../people/roles.ts'
import { Undecided } from '../state/case-errors.ts'
import type { Settings } from '../state/run-settings.ts'
import type { World } from '../state/run-state.ts'
import { createExpectations, type Expectations } from './expectations.ts'
import type { Miss } from './violation.ts'

/** What a request to one operation may leave out or change. */
export interface Fields {
  readonly [name: string]: Value | string | undefined
}

/** What a case works with: people, the five operations, and a few words to say what must come back. */
export interface Stage {
  readonly dialect: Dialect
  readonly settings: Settings
  readonly world: World
  readonly caseId: string
  readonly codes: Codes
  person(name: Name): Person
  /** A session that is nobody's: no cookie, no number. */
  nobody(): Session
  sendCode(session: Session, userId: Value | undefined, allow?: Allowance): Promise<Step>
  /** What a person types as the code, beside the one that was issued. */
  verifyCode(person: Person, typed: Value, session?: Session): Promise<Step>
  /** POST /register with exactly these fields, and the one that links where the dialect has one. */
  post(person: Person, fields: Fields, allow?: Allowance, session?: Session): Promise<Step>
  uploadAvatar(session: Session, parts: readonly Part[], allow?: Allowance): Promise<Step>
  login(fields: Fields, allow?: Allowance, session?: Session): Promise<Step>
  expect: Expectations
  /** Names the way this backend took where the document allows several. */
  reading(erratum: ErratumId, words: Words): void
  /** What was tolerated or left out in a case that passes. */
  note(words: Words): void
  miss(miss: Miss): void
  /** Ends the case: it could not be decided. */
  undecided(words: Words): never
}

/** The requests to sendCode that a case may make beside those for its people. */
export interface Codes {
  /** What the plan says. */
  readonly planned: number
  /** What may be spent beyond the plan of all cases. */
  readonly spare: number
}

/** A required parameter is missing or empty: a documented failure of any operation on that address, or any 4xx. */
export const missingParameter: Allowance = { bare: 'any', own: true, reads: 'E16' }

/** The same for POST /register, where a backend can't know which of its operations was meant. */
export const missingInRegister: Allowance = { ...missingParameter, results: ['0004', '0005', '0006'] }

/** What the runner keeps of a case while it runs. */
export interface Notes {
  readonly misses: Miss[]
  readonly reasons: Words[]
}

/** The stage of one case. `spend` is told of everybody whom the case itself registers. */
export function createStage(
  world: World,
  caseId: string,
  codes: Codes,
  person: (name: Name) => Person,
  notes: Notes,
  spend: (person: Person) => void,
): Stage {
  const { settings } = world
  const miss = (given: Miss) => {
    if (given.step) given.step.told = true
    notes.misses.push(given)
  }
  return {
    dialect: settings.dialect,
    settings,
    world,
    caseId,
    codes,
    person,
    expect: createExpectations(world, caseId, miss),
    miss,
    nobody: () => createSession('nobody'),
    sendCode: (session, userId, allow = { bare: [429] }) =>
      world.call(session, { endpoint: 'sendCode', fields: entries({ userId }), allow }, caseId),
    verifyCode: async (who, typed, session = who.session) =>
      world.call(session, { endpoint: 'verifyCode', fields: codeFields(world, who, await who.sent(), typed) }, caseId),
    async post(who, fields, allow = {}, session = who.session) {
      const endpoint = 'register' in fields || 'password' in fields ? 'completeRegistration' : 'verifyCode'
      const outgoing = { endpoint, fields: [...entries(fields), ...linkFields(world, who)], allow } as const
      const step = await world.call(session, outgoing, caseId)
      if (endpoint === 'completeRegistration' && step.result === '0000') {
        world.accounts.set(who.userId.text, true)
        spend(who)
      }
      return step
    },
    uploadAvatar: (session, parts, allow = {}) =>
      world.call(session, { endpoint: 'uploadAvatar', parts, allow }, caseId),
    login: (fields, allow = {}, session = createSession('login')) =>
      world.call(session, { endpoint: 'login', fields: entries(fields), allow }, caseId),
    reading(erratum, words) {
      world.readings.set(`${erratum} ${words.en}`, { erratum, words })
    },
    note: (words) => notes.reasons.push(words),
    undecided(words) {
      throw new Undecided('inconclusive', words)
    },
  }
}

/** Whether numbers of our own making may be used: not where the user gave theirs. */
export function phonesAreOurs({ world }: Stage): boolean {
  return world.phones.kind === 'drawn'
}

function entries(fields: Fields): [string, Value][] {
  return Object.entries(fields).flatMap(([name, value]): [string, Value][] =>
    value === undefined ? [] : [[name, typeof value === 'string' ? plain(value) : value]],
  )
}
