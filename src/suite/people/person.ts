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

/** How far a person has come. Each state is reached through the one before it. */
export const states = ['sent', 'tried', 'verified', 'uploaded', 'registered', 'loggedIn'] as const
export type State = (typeof states)[number]

/**
 * Somebody who registers through the API. Every step is taken once, when the first case needs it, and throws
 * {@link SetUpFailed} where it did not succeed.
 */
export interface Person {
  readonly name: string
  readonly role: Role
  readonly password: Value
  /** The number; known once a code was sent. */
  readonly userId: Value
  readonly session: Session
  /** Asked for a code; gives it. */
  sent(): Promise<Value>
  /** Tried the one wrong code of the role, if it has one; gives the reply. */
  tried(): Promise<Step | undefined>
  /** Gave the right code. */
  verified(): Promise<Step>
  /** Uploaded the image of the role, if it has one; gives its path. */
  uploaded(): Promise<Value | undefined>
  /** Took step 2; gives the reply. */
  registered(): Promise<Step>
  /** Logged in with the right password, in a session of their own; gives the reply. */
  loggedIn(): Promise<Step>
  /** Something done once with this person, whose outcome several cases look at. */
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
    // A wrong code that was taken for right has verified them; the case that asks about it tells of that.
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
      // One key, one kind of outcome: the same function asks for it again.
      return known as Promise<Result>
    },
  }
  return person
}

/** Runs it the first time it is asked for; every caller gets that one outcome. */
function once<Result>(run: () => Promise<Result>): () => Promise<Result> {
  let outcome: Promise<Result> | undefined
  return () => {
    outcome ??= run()
    return outcome
  }
}

/** A seed of their own: whoever is made first, everybody's password is the same for one seed of the run. */
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
