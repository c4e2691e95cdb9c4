import type { EndpointId } from '../../contract/endpoints.ts'
import type { ResultOf } from '../../contract/replies.ts'
import type { Fields } from '../http/request-fields.ts'
import type { Settings } from '../reference-settings.ts'
import type { DeliverableInbox } from '../store/inbox.ts'
import type { Store } from '../store/store.ts'
import type { Decisions } from './decisions.ts'
import type { Random } from './random-bytes.ts'

/** What somebody asks of an operation. */
export interface Asked {
  readonly fields: Fields
  /** The value of the session cookie that came with the request. */
  readonly cookie: string | undefined
  /** Where the request was sent to: scheme, host and port. */
  readonly origin: string
}

/** What an operation answers. */
export interface Answer<Id extends EndpointId = EndpointId> {
  readonly result: ResultOf<Id>
  /** The message; null where the document says None. */
  readonly message: string | null
  /** Why, in English, for the log: the person who develops against this backend reads it. No secret is in it. */
  readonly reason: string
  /** Whether a required parameter was missing or empty (erratum E16). */
  readonly isMissing?: true
  /** The phone it is about, where the request does not name it. Logs mask it. */
  readonly userId?: string
  /** The session that the visitor is to remember by a cookie. */
  readonly session?: string
  /** The HTTP status, where it is not the one of its result. */
  readonly status?: number
}

/** What the rules work with. */
export interface Rules {
  readonly settings: Settings
  readonly decisions: Decisions
  readonly store: Store
  readonly inbox: DeliverableInbox
  readonly random: Random
  now(): number
}
