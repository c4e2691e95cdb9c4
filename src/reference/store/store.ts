/** What can be had at once or later. */
export type MaybePromise<Value> = Value | Promise<Value>

/** What the backend knows about one visitor between sendCode and step 2. Times are milliseconds since 1970. */
export interface StoredSession {
  /** The value of the session cookie; with `linking: 'userId'` the phone number. */
  readonly id: string
  /** The phone that the last code was sent to. */
  readonly userId: string
  /** The code that was sent, until it is used up. */
  readonly code: string | null
  readonly codeSentAt: number
  /** Wrong codes in a row, since the code was sent or the last lock ended. */
  readonly wrongCodes: number
  /** Until when no code is taken; 0 when none was refused. */
  readonly lockedUntil: number
  /** Whether the phone has been verified and not yet registered. */
  readonly verified: boolean
  readonly expiresAt: number
}

/** Somebody who is registered. */
export interface Person {
  readonly userId: string
  /** Never the password itself. */
  readonly passwordHash: string
  readonly gender: string | null
  readonly nickname: string | null
  readonly headImage: string | null
  readonly registeredAt: number
}

/** An uploaded image. */
export interface Upload {
  /** Its unique name in the upload folder. */
  readonly name: string
  /** The complete path that was returned for it. */
  readonly path: string
  readonly type: string
  readonly bytes: Uint8Array
}

/** What a step makes of a session: what it is from now on (`undefined`: gone), and what the caller is told. */
export interface SessionStep<Result> {
  readonly session: StoredSession | undefined
  readonly result: Result
}

/** What a step makes of a person: who they are from now on (`undefined`: nobody), and what the caller is told. */
export interface PersonStep<Result> {
  readonly person: Person | undefined
  readonly result: Result
}

/**
 * Where the backend keeps what it knows. Each method is one atomic step: whatever else is under way, in this process or
 * in another one on the same store, happens before it or after it.
 */
export interface Store {
  /** Adds a session. False: there is one of that id already, and it stays as it is. */
  createSession(session: StoredSession): MaybePromise<boolean>
  session(id: string): MaybePromise<StoredSession | undefined>
  /** Reads a session and writes what `step` makes of it. `step` may run more than once, and must do nothing else. */
  updateSession<Result>(
    id: string,
    step: (session: StoredSession | undefined) => SessionStep<Result>,
  ): MaybePromise<Result>
  /** Adds a person. False: the phone is registered already, and its person stays as it is. */
  addPerson(person: Person): MaybePromise<boolean>
  person(userId: string): MaybePromise<Person | undefined>
  /**
   * Reads a person and writes what `step` makes of them. `step` may run more than once, and must do nothing else. It
   * cannot change the phone number.
   */
  updatePerson<Result>(userId: string, step: (person: Person | undefined) => PersonStep<Result>): MaybePromise<Result>
  /** Notes that a code goes to a phone at `at`, unless one went less than `interval` milliseconds before: then false. */
  noteSending(userId: string, at: number, interval: number): MaybePromise<boolean>
  /** Adds an upload. False: there is one of that name already, and it stays as it is. */
  addUpload(upload: Upload): MaybePromise<boolean>
  upload(name: string): MaybePromise<Upload | undefined>
  /** Everything there is. */
  dump(): MaybePromise<StoredState>
  /** Forgets everything and keeps this instead. */
  load(state: StoredState): MaybePromise<void>
}

/** All that a store keeps. */
export interface StoredState {
  readonly people: readonly Person[]
  readonly sessions: readonly StoredSession[]
  /** When the last code went to which phone. */
  readonly sendings: readonly { readonly userId: string; readonly at: number }[]
  readonly uploads: readonly Upload[]
}

/** What an empty store keeps. */
export const nothingStored: StoredState = { people: [], sessions: [], sendings: [], uploads: [] }

/**
 * Runs a step of `updatePerson`, for the stores.
 *
 * @throws TypeError when the step gives back somebody with another phone number.
 */
export function stepPerson<Result>(
  userId: string,
  before: Person | undefined,
  step: (person: Person | undefined) => PersonStep<Result>,
): PersonStep<Result> {
  const after = step(before)
  if (after.person && after.person.userId !== userId)
    throw new TypeError('updatePerson: a step cannot change the userId')
  return after
}
