import type { Settings } from '../reference-settings.ts'
import type { StoredSession } from '../store/store.ts'
import { type Random, toHexadecimal } from './random-bytes.ts'
import type { OperationRequest, RuleContext } from './rule.ts'

/**
 * What links the steps of one person. The document names no user in step 2, so the backend has to remember who asked
 * for the code (erratum E06): by a session cookie, or by phone number where the dialect declares it.
 */
export interface SessionDecisions {
  /** The id of the session a request belongs to. */
  sessionOf(request: OperationRequest): string | undefined
  /** Whether this session goes on, or a new one starts, when a code is sent to this phone. */
  goesOnWith(session: StoredSession, userId: string): boolean
  /** The id of a new session for this phone. */
  newSessionId(userId: string, random: Random): string
  /** Whether the session id is sent to the visitor as a cookie. */
  sessionTravelsByCookie(): boolean
  isExpired(session: StoredSession, now: number): boolean
}

export function documentedSessions({ dialect }: Settings): SessionDecisions {
  const byCookie = dialect.linking === 'cookie'
  return {
    sessionOf: ({ cookie, fields }) => (byCookie ? cookie : fields.get('userId')),
    // Somebody else may know the id of a session in which they sent a code to their own phone.
    goesOnWith: (session, userId) => session.userId === userId,
    newSessionId: (userId, random) => (byCookie ? toHexadecimal(random(24)) : userId),
    sessionTravelsByCookie: () => byCookie,
    isExpired: (session, now) => now >= session.expiresAt,
  }
}

/** Adds a duration to a time. An infinite sum becomes the largest safe integer, so that JSON can hold it. */
export function endOf(now: number, duration: number): number {
  return Math.min(Math.floor(now + duration), Number.MAX_SAFE_INTEGER)
}

/** The session of a request, unless it has expired. */
export async function currentSession(
  request: OperationRequest,
  { decisions, store, now }: RuleContext<SessionDecisions>,
): Promise<StoredSession | undefined> {
  const id = decisions.sessionOf(request)
  if (id === undefined) return undefined
  const session = await store.session(id)
  return session && !decisions.isExpired(session, now()) ? session : undefined
}

/** Adds a session of this phone under a new id, and returns the id. */
export async function startSession(
  userId: string,
  sessionWith: (id: string) => StoredSession,
  { decisions, store, random }: RuleContext<SessionDecisions>,
): Promise<string> {
  for (;;) {
    const id = decisions.newSessionId(userId, random)
    if (await store.createSession(sessionWith(id))) return id
  }
}
