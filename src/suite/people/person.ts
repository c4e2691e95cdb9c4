import { operations } from '../../contract/endpoints.ts'
import { same } from '../../report/model/words.ts'
import { successOf } from '../http/operation.ts'
import type { OperationRequest } from '../http/request.ts'
import { createSession, type Session } from '../http/session.ts'
import type { Step } from '../http/step.ts'
import { plain, type Value } from '../http/value.ts'
import { SetUpFailed, Undecided } from '../state/case-errors.ts'
import { seeded } from '../state/random.ts'
import type { RunState } from '../state/run-state.ts'
import { readCode, sendAndRead } from './code-source.ts'
import { askForCode } from './fresh-phone.ts'
import { hintFor } from './hint-for.ts'
import { completeRegistrationRequest, loginRequest, verifyCodeRequest } from './requests.ts'
import { imageOf, optionalFields, type Role } from './roles.ts'

/** The states of a person. Each is reached through the one before it. */
export const states = ['sent', 'tried', 'verified', 'uploaded', 'registered', 'loggedIn'] as const
export type State = (typeof states)[number]

/**
 * Somebody who registers through the API. Each step is taken once, when the first case needs it, and throws
 * {@link SetUpFailed} if it does not succeed.
 */
export interface Person {
  readonly name: string
  readonly role: Role
  readonly password: Value
  /** The phone number; known once a code was sent. */
  readonly userId: Value
  readonly session: Session
  /** Requests a code and returns it. */
  sent(): Promise<Value>
  /** Tries the role's wrong code, if it has one, and returns the reply. */
  tried(): Promise<Step | undefined>
  /** Submits the correct code. */
  verified(): Promise<Step>
  /** Uploads the role's image, if it has one, and returns its path. */
  uploaded(): Promise<Value | undefined>
  /** Takes step 2 and returns the reply. */
  registered(): Promise<Step>
  /** Logs in with the correct password in a session of its own, and returns the reply. */
  loggedIn(): Promise<Step>
  /** Runs a function once with this person; several cases share its outcome. */
  oncePerPerson<Result>(what: string, run: () => Promise<Result>): Promise<Result>
}

export function createPerson(runState: RunState, name: string, role: Role, before?: Person): Person {
  const { dialect } = runState.settings
  const password = plain(role.password(seeded(runState.settings.seed + seedOf(name))))
  const outcomes = new Map<string, Promise<unknown>>()
  let session = createSession(name, name)
  let userId: Value | undefined

  const succeed = async (request: OperationRequest, by: Session = session): Promise<Step> => {
    const step = await runState.call(by, request)
    if (step.result === '0000') return step
    throw await setUpFailed(runState, person, step)
  }
  const sent = once(async () => {
    await before?.loggedIn()
    return await sendAndRead(runState, async () => {
      const asked = await askForCode(runState, name, undefined, before?.session)
      session = asked.session
      userId = asked.userId
      if (asked.step.result !== '0000') throw await setUpFailed(runState, person, asked.step)
      const code = await readCode(runState, name, asked.userId, asked.step)
      if (code === undefined) throw await setUpFailed(runState, person, asked.step)
      return code
    })
  })
  const tried = once(async () => {
    const code = await sent()
    if (!role.wrongCode) return undefined
    return await runState.call(session, verifyCodeRequest(dialect, person, code, role.wrongCode(code)))
  })
  const verified = once(async () => {
    const code = await sent()
    const wrong = await tried()
    // The backend accepted the wrong code, so the person is verified. The case about that code reports it.
    if (wrong?.result === '0000') return wrong
    return await succeed(verifyCodeRequest(dialect, person, code, code))
  })
  const uploaded = once(async () => {
    await verified()
    const image = imageOf(role)
    if (!image) return undefined
    const step = await succeed({ operation: operations.uploadAvatar, parts: [{ name: 'img', ...image }] })
    if (step.message === undefined)
      throw new Undecided('inconclusive', {
        zh: '上传未返回路径，见 uploadAvatar/message',
        en: 'the upload returned no path: see uploadAvatar/message',
      })
    return { text: step.message, shell: `$${name}_path` }
  })
  const registered = once(async () => {
    const path = await uploaded()
    const step = await succeed(completeRegistrationRequest(dialect, person, password, optionalFields(role, path)))
    runState.accounts.set(person.userId.text, true)
    return step
  })
  const loggedIn = once(async () => {
    await registered()
    return await succeed(loginRequest(person, password), createSession(`${name}-login`))
  })
  const person: Person = {
    name,
    role,
    password,
    get userId() {
      if (!userId) throw new Error(`${name} has no number yet`)
      return userId
    },
    get session() {
      return session
    },
    sent,
    tried,
    verified,
    uploaded,
    registered,
    loggedIn,
    oncePerPerson<Result>(what: string, run: () => Promise<Result>) {
      const known = outcomes.get(what) ?? run()
      outcomes.set(what, known)
      // The same function always uses the same key, so the type is right.
      return known as Promise<Result>
    },
  }
  return person
}

/** Runs a function on the first call; every caller gets that outcome. */
function once<Result>(run: () => Promise<Result>): () => Promise<Result> {
  let outcome: Promise<Result> | undefined
  return () => {
    outcome ??= run()
    return outcome
  }
}

/** A seed for each person, so that passwords do not depend on the order in which people are created. */
function seedOf(name: string): number {
  return [...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7)
}

async function setUpFailed(runState: RunState, person: Person, step: Step): Promise<SetUpFailed> {
  return new SetUpFailed(
    person.name,
    step,
    same(successOf(step.request.operation)),
    await hintFor(runState, person, step),
  )
}
