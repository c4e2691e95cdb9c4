import type { Dialect } from '../../contract/dialect.ts'
import { operations } from '../../contract/endpoints.ts'
import type { OperationRequest } from '../http/request.ts'
import { plain, type Value } from '../http/value.ts'

// Correct requests to the document's operations, in the declared dialect.

/** The person a request is for. */
export interface Numbered {
  readonly userId: Value
}

/** A field of a request. */
export type Field = readonly [name: string, value: Value]

/** Allows a 429: rate limits are not judged (erratum E19). */
export function sendCodeRequest(userId: Value): OperationRequest {
  return { operation: operations.sendCode, fields: [['userId', userId]], allow: { bare: [429] } }
}

/** Sends the typed code with the issued one. With codes by SMS only, both are the typed one. */
export function verifyCodeRequest(dialect: Dialect, person: Numbered, issued: Value, typed: Value): OperationRequest {
  const expected = dialect.codeDelivery === 'sms' ? typed : issued
  return {
    operation: operations.verifyCode,
    fields: [['code_v', expected], ['code', typed], ...linkFields(dialect, person)],
  }
}

/** Step 2 with a password and these optional fields. */
export function completeRegistrationRequest(
  dialect: Dialect,
  person: Numbered,
  password: Value,
  optional: readonly Field[] = [],
): OperationRequest {
  return {
    operation: operations.completeRegistration,
    fields: [...optional, ['password', password], ['register', plain('1')], ...linkFields(dialect, person)],
  }
}

export function loginRequest({ userId }: Numbered, password: Value): OperationRequest {
  return {
    operation: operations.login,
    fields: [
      ['userId', userId],
      ['password', password],
    ],
  }
}

/** The field that identifies the person, if the dialect links steps by it. */
export function linkFields(dialect: Dialect, { userId }: Numbered): Field[] {
  return dialect.linking === 'userId' ? [['userId', userId]] : []
}
