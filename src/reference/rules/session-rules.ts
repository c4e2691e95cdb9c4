import type { Settings } from '../reference-settings.ts'
import type { StoredSession } from '../store/store.ts'
import type { Random } from './random-bytes.ts'
import { toHexadecimal } from './random-bytes.ts'
import type { Asked, Rules } from './rule.ts'

/**
 * What links the steps of one person. The document names no user in step 2, so the backend has to remember who asked
 * for the code (erratum E06): by a session cookie, or by the phone number where the dialect declares it.
 */
export interface SessionDecisions {
  /** The id of the session a request belongs to. */
  sessionOf(asked: Asked): string | undefined
  /** The id of a new session for this phone. */
  newSessionId(userId: string, random: Random): string
  /** Whether the visitor has to be told the session's id. */
  sessionTravelsByCookie(): boolean
  isExpired(session: StoredSession, now: number): boolean
}

export function documentedSessions({ dialect }: Settings): SessionDecisions {
  const byCookie = dialect.linking === 'cookie'
  return {
    sessionOf: ({ cookie, fields }) => (byCookie ? cookie : fields.get('userId')),
    newSessionId: (userId, random) => (byCookie ? toHexadecimal(random(24)) : userId),
    sessionTravelsByCookie: () => byCookie,
    isExpired: (session, now) => now >= session.expiresAt,
  }
}

/** When something ends that begins now: for ever is the last moment a number can name, so that it can be kept as JSON. */
export function endOf(now: number, length: number): number {
  return Math.min(Math.floor(now + length), Number.MAX_SAFE_INTEGER)
}

/** The session of a request, if it has one that still lasts. */
export async function currentSession(
  asked: Asked,
  { decisions, store, now }: Rules,
): Promise<StoredSession | undefined> {
  const id = decisions.sessionOf(asked)
  if (id === undefined) return undefined
  const session = await store.session(id)
  return session && !decisions.isExpired(session, now()) ? session : undefined
}
