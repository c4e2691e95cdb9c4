import type { Dialect } from '../../contract/dialect.ts'
import { operations } from '../../contract/endpoints.ts'
import type { OperationRequest } from '../http/request.ts'
import { plain, type Value } from '../http/value.ts'

// Right requests to the operations of the document, as the dialect wants them.

/** Whoever is registered or logs in: all that a request says of them. */
export interface Numbered {
  readonly userId: Value
}

/** A field of a request. */
export type Field = readonly [name: string, value: Value]

/** A send may meet a limit of rate, which is not judged (erratum E19). */
export function sendCodeRequest(userId: Value): OperationRequest {
  return { operation: operations.sendCode, fields: [['userId', userId]], allow: { bare: [429] } }
}

/** What somebody types as the code, beside the one that was issued. With codes by SMS only, both are what was typed. */
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

/** The field that names the person, where the dialect links the steps by it. */
export function linkFields(dialect: Dialect, { userId }: Numbered): Field[] {
  return dialect.linking === 'userId' ? [['userId', userId]] : []
}
