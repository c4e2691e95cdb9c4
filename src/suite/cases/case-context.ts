import type { Dialect } from '../../contract/dialect.ts'
import { operations } from '../../contract/endpoints.ts'
import type { ErratumId } from '../../contract/errata.ts'
import type { Words } from '../../report/model/words.ts'
import type { Allowance } from '../http/check-reply.ts'
import type { Part } from '../http/request.ts'
import { createSession, type Session } from '../http/session.ts'
import type { Step } from '../http/step.ts'
import { plain, type Value } from '../http/value.ts'
import { beforeSending, sendAndRead } from '../people/code-source.ts'
import type { Person } from '../people/person.ts'
import { linkFields, verifyCodeRequest } from '../people/requests.ts'
import type { Name } from '../people/roles.ts'
import { Undecided } from '../state/case-errors.ts'
import type { Settings } from '../state/run-settings.ts'
import type { RunState } from '../state/run-state.ts'
import { createExpectations, type Expectations } from './expectations.ts'
import type { Violation } from './violation.ts'

/** The fields of a request to one operation; `undefined` leaves a field out. */
export interface Fields {
  readonly [name: string]: Value | string | undefined
}

/** What a case works with: people, the five operations, and expectations about their replies. */
export interface CaseContext {
  readonly dialect: Dialect
  readonly settings: Settings
  readonly runState: RunState
  readonly caseId: string
  readonly codes: Codes
  person(name: Name): Person
  /** A new session that belongs to nobody: no cookie, no phone number. */
  nobody(): Session
  sendCode(session: Session, userId: Value | undefined, allow?: Allowance): Promise<Step>
  /** Sends what a person types as `code`, with the sent code as `code_v`. */
  verifyCode(person: Person, typed: Value, session?: Session): Promise<Step>
  /** Sends exactly these fields to verifyCode, and `userId` where the dialect links steps by it. */
  verifyCodeWith(person: Person, fields: Fields, allow?: Allowance): Promise<Step>
  /** Sends exactly these fields to completeRegistration, and `userId` where the dialect links steps by it. */
  completeRegistration(person: Person, fields: Fields, allow?: Allowance): Promise<Step>
  uploadAvatar(session: Session, parts: readonly Part[], allow?: Allowance): Promise<Step>
  login(fields: Fields, allow?: Allowance, session?: Session): Promise<Step>
  expect: Expectations
  /** Records which way this backend takes where the document allows several. */
  reading(erratum: ErratumId, words: Words): void
  /** Records what was tolerated or left out in a case that passes. */
  note(words: Words): void
  fail(violation: Violation): void
  /** Ends the case as inconclusive. */
  undecided(words: Words): never
}

/** The requests to sendCode that a case may make in addition to those for its people. */
export interface Codes {
  /** How many the plan foresees. */
  readonly planned: number
  /** How many the budget leaves beyond the plans of all cases. */
  readonly spare: number
}

/** For a missing or empty required parameter: a documented failure of any operation at that address, or any 4xx. */
export const missingParameter: Allowance = { bare: 'any', leftToCase: true, reads: 'E16' }

/** The same for POST /register, where a backend can't know which operation was meant. */
export const missingInRegister: Allowance = { ...missingParameter, results: ['0004', '0005', '0006'] }

/** What the runner records about a case while it runs. */
export interface Notes {
  readonly violations: Violation[]
  readonly reasons: Words[]
}

/** What a case context is built from. */
export interface CaseContextParts {
  readonly runState: RunState
  readonly caseId: string
  readonly codes: Codes
  readonly notes: Notes
  person(name: Name): Person
  /** Called with each person whom the case itself registers. */
  onRegistered(person: Person): void
}

export function createCaseContext(parts: CaseContextParts): CaseContext {
  const { runState, caseId, codes, notes, person, onRegistered } = parts
  const { settings } = runState
  const { dialect } = settings
  const fail = (violation: Violation) => {
    if (violation.step) runState.reported.add(violation.step)
    notes.violations.push(violation)
  }
  const linked = (who: Person, fields: Fields) => [...entries(fields), ...linkFields(dialect, who)]
  return {
    dialect,
    settings,
    runState,
    caseId,
    codes,
    person,
    expect: createExpectations(runState, caseId, fail),
    fail,
    nobody: () => createSession('nobody'),
    sendCode: (session, userId, allow = { bare: [429] }) =>
      sendAndRead(runState, async () => {
        await beforeSending(runState, userId?.text ?? '')
        return await runState.call(
          session,
          { operation: operations.sendCode, fields: entries({ userId }), allow },
          caseId,
        )
      }),
    verifyCode: async (who, typed, session = who.session) =>
      runState.call(session, verifyCodeRequest(dialect, who, await who.sent(), typed), caseId),
    verifyCodeWith: (who, fields, allow = {}) =>
      runState.call(who.session, { operation: operations.verifyCode, fields: linked(who, fields), allow }, caseId),
    async completeRegistration(who, fields, allow = {}) {
      const request = { operation: operations.completeRegistration, fields: linked(who, fields), allow } as const
      const step = await runState.call(who.session, request, caseId)
      if (step.result === '0000') {
        runState.accounts.set(who.userId.text, true)
        onRegistered(who)
      }
      return step
    },
    uploadAvatar: (session, parts, allow = {}) =>
      runState.call(session, { operation: operations.uploadAvatar, parts, allow }, caseId),
    login: (fields, allow = {}, session = createSession('login')) =>
      runState.call(session, { operation: operations.login, fields: entries(fields), allow }, caseId),
    reading(erratum, words) {
      runState.readings.set(`${erratum} ${words.en}`, { erratum, words })
    },
    note: (words) => notes.reasons.push(words),
    undecided(words) {
      throw new Undecided('inconclusive', words)
    },
  }
}

/** Whether the suite may use phone numbers of its own: not if the user gave some. */
export function phonesAreOurs({ runState }: CaseContext): boolean {
  return runState.phones.kind === 'drawn'
}

/** The fields as a request takes them, in their order. */
export function entries(fields: Fields): [string, Value][] {
  return Object.entries(fields).flatMap(([name, value]): [string, Value][] =>
    value === undefined ? [] : [[name, typeof value === 'string' ? plain(value) : value]],
  )
}
