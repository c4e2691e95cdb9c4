/** A value, or a promise of one. */
export type MaybePromise<Value> = Value | Promise<Value>

/** What the backend knows about a visitor between sendCode and step 2. Times are milliseconds since 1970. */
export interface StoredSession {
  /** The value of the session cookie; with `linking: 'userId'` the phone number. */
  readonly id: string
  /** The phone the last code was sent to. */
  readonly userId: string
  /** The code that was sent; `null` once it is used up. */
  readonly code: string | null
  readonly codeSentAt: number
  /** The number of wrong codes in a row since the code was sent or the last lock ended. */
  readonly wrongCodes: number
  /** Until when no code is accepted; 0 where the session was not locked. */
  readonly lockedUntil: number
  /** Whether the phone is verified and not yet registered. */
  readonly verified: boolean
  readonly expiresAt: number
}

/** A registered person. */
export interface Person {
  readonly userId: string
  /** The salted hash of the password, never the password itself. */
  readonly passwordHash: string
  readonly gender: string | null
  readonly nickname: string | null
  readonly headImage: string | null
  readonly registeredAt: number
}

/** An uploaded image. */
export interface Upload {
  /** The unique name in the upload folder. */
  readonly name: string
  /** The complete path that the upload returned. */
  readonly path: string
  readonly type: string
  readonly bytes: Uint8Array
}

/** What a step returns: the session to keep (`undefined` deletes it), and the result for the caller. */
export interface SessionStep<Result> {
  readonly session: StoredSession | undefined
  readonly result: Result
}

/** What a step returns: the person to keep (`undefined` deletes them), and the result for the caller. */
export interface PersonStep<Result> {
  readonly person: Person | undefined
  readonly result: Result
}

/**
 * Where the backend keeps its state. Each method is one atomic step: any other step, in this process or in another one
 * that shares the store, happens entirely before it or after it.
 */
export interface Store {
  /** Adds a session. Returns false where its id is taken; the session there stays unchanged. */
  createSession(session: StoredSession): MaybePromise<boolean>
  session(id: string): MaybePromise<StoredSession | undefined>
  /** Reads a session and writes what `step` returns. `step` may run more than once, so it must have no side effects. */
  updateSession<Result>(
    id: string,
    step: (session: StoredSession | undefined) => SessionStep<Result>,
  ): MaybePromise<Result>
  /** Adds a person. Returns false where the phone is registered; the person there stays unchanged. */
  addPerson(person: Person): MaybePromise<boolean>
  person(userId: string): MaybePromise<Person | undefined>
  /**
   * Reads a person and writes what `step` returns. `step` may run more than once, so it must have no side effects. It
   * cannot change the phone number.
   */
  updatePerson<Result>(userId: string, step: (person: Person | undefined) => PersonStep<Result>): MaybePromise<Result>
  /**
   * Notes that a phone is sent a code at `at`. Returns false, and notes nothing, when the last code was sent less than
   * `interval` milliseconds before.
   */
  noteSending(userId: string, at: number, interval: number): MaybePromise<boolean>
  /** Adds an upload. Returns false where its name is taken; the upload there stays unchanged. */
  addUpload(upload: Upload): MaybePromise<boolean>
  upload(name: string): MaybePromise<Upload | undefined>
  /** Returns everything in the store. */
  dump(): MaybePromise<StoredState>
  /** Replaces everything in the store. */
  load(state: StoredState): MaybePromise<void>
}

/** Everything in a store. */
export interface StoredState {
  readonly people: readonly Person[]
  readonly sessions: readonly StoredSession[]
  /** When each phone was last sent a code. */
  readonly sendings: readonly { readonly userId: string; readonly at: number }[]
  readonly uploads: readonly Upload[]
}

/** The contents of an empty store. */
export const emptyState: StoredState = { people: [], sessions: [], sendings: [], uploads: [] }

/**
 * Runs a step of `updatePerson`, for the stores.
 *
 * @throws TypeError when the step returns a person with another phone number.
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
