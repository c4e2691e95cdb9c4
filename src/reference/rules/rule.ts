import type { FormPart } from '../http/parse-multipart.ts'
import type { Fields } from '../http/request-fields.ts'
import type { Settings } from '../reference-settings.ts'
import type { DeliverableInbox } from '../store/inbox.ts'
import type { Store } from '../store/store.ts'
import type { Random } from './random-bytes.ts'

/** A request to an operation, already read from the wire. */
export interface OperationRequest {
  readonly fields: Fields
  /** The parts of a multipart body; empty for any other request. */
  readonly parts: readonly FormPart[]
  /** The value of the session cookie. */
  readonly cookie: string | undefined
  /** The scheme, host and port the request was sent to. */
  readonly origin: string
}

/** What an operation answers. */
export interface Answer<Result extends string = string> {
  readonly result: Result
  /** The message; null where the document says None. */
  readonly message: string | null
  /** Why, in English, for the developer who reads the log. It must not contain a secret. */
  readonly reason: string | undefined
  /** Whether a required parameter was missing or empty (erratum E16). */
  readonly isMissing?: true
  /** The phone number concerned, where the request does not name it. Logs mask it. */
  readonly userId?: string
  /** The session id to set as a cookie. */
  readonly session?: string
  /** The HTTP status, where it differs from the usual one for the result. */
  readonly status?: number
}

/** An answer without an envelope. */
export interface BareStatus {
  readonly result?: undefined
  readonly status: number
  readonly reason: string | undefined
}

/** What a rule works with. Each rule names the decisions it uses, so that no rule depends on all of them. */
export interface RuleContext<Decisions> {
  readonly settings: Settings
  readonly decisions: Decisions
  readonly store: Store
  readonly inbox: DeliverableInbox
  readonly random: Random
  now(): number
}

/** How the backend answers one operation. */
export interface OperationRule<Result extends string, Decisions> {
  /**
   * The result for a request that cannot be read, and for one on which the backend itself fails (E16, E17). An operation
   * without failures has none.
   */
  readonly refusal: Exclude<Result, '0000'> | undefined
  answer(request: OperationRequest, context: RuleContext<Decisions>): Promise<Answer<Result> | BareStatus>
  /** The message of a forced success. Default: none. */
  forcedMessage?(context: RuleContext<Decisions>, origin: string): string | null
}
