import type { OperationDefinition } from '../contract/define-operation.ts'
import type { CodeDelivery, Linking } from '../contract/dialect.ts'
import type { EndpointId } from '../contract/endpoints.ts'
import type { Operations } from './operations.ts'
import type { CallArguments, CallOf } from './own-operations.ts'
import type { Session } from './session/client-session.ts'

/** If this does not compile, `src/client/operations.ts` lacks the method that the compiler names. */
type Complete<Methods extends Readonly<Record<EndpointId, unknown>>> = Methods

/**
 * A client of one backend for one person, whose session it keeps. On a server, create one client per user.
 *
 * Every operation returns a `Call`: awaited, it gives an outcome and never rejects; `orThrow()` gives the success or
 * throws a `PhoneAuthError`. Every request is sent once, whatever the outcome.
 */
export interface Client<Delivery extends CodeDelivery = 'response', Link extends Linking = 'cookie'>
  extends Complete<Operations<Delivery, Link>> {
  /**
   * Calls an operation of your own, defined with `defineOperation`. It is treated like the document's operations:
   * checked before it is sent, in the same session, with the same limits, hooks and outcomes.
   *
   * Success: the message that the definition promises, or null. Refused: the codes that the definition lists.
   *
   * @example
   * ```ts
   * const done = await api.call(resetPassword, { userId, code, password })
   * if (!done.ok && done.kind === 'refused') console.log(textOf(done.result)) // '0004' | '1001', and only those
   * ```
   */
  call<Operation extends OperationDefinition>(
    operation: Operation,
    ...given: CallArguments<Operation, Link>
  ): CallOf<Operation>
  /** The session that links this person's steps. Export it to save it, import it to resume. */
  readonly session: Session
}
