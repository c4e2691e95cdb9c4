import type { OperationDefinition } from '../contract/define-operation.ts'
import type { Call, Failure, OperationId, Outcome, Refused, Succeeded } from './outcomes.ts'
import type { FailureIn } from './own-operations.ts'

const brand = 'phone-auth-kit/error'

/** A {@link PhoneAuthError} as plain data: the result of `JSON.stringify`, and safe for `structuredClone`. */
export interface PhoneAuthErrorData {
  readonly brand: 'phone-auth-kit/error'
  readonly name: 'PhoneAuthError'
  readonly message: string
  readonly endpoint: OperationId
  readonly kind: Failure['kind']
  readonly failure: Failure
}

/** The error that `orThrow()` throws. It carries the outcome that the call would have given, and no secret. */
export class PhoneAuthError extends Error implements PhoneAuthErrorData {
  /** The same in every copy and build of this package; `isPhoneAuthError` checks it. */
  declare readonly brand: 'phone-auth-kit/error'
  declare readonly name: 'PhoneAuthError'
  /** The operation that failed. */
  declare readonly endpoint: OperationId
  /** The kind of failure: `failure.kind`. */
  declare readonly kind: Failure['kind']
  /** The outcome of the call. */
  declare readonly failure: Failure

  constructor(failure: Failure) {
    const { endpoint } = failure.meta
    super(`${endpoint}: ${failure.kind === 'refused' ? `refused with ${failure.result}` : failure.reason}`)
    Object.assign(this, { brand, name: 'PhoneAuthError', endpoint, kind: failure.kind, failure })
  }

  /** The error as plain data. */
  toJSON(): PhoneAuthErrorData {
    const { message } = this
    return { ...this, message }
  }
}

/**
 * Whether a value is a {@link PhoneAuthError}, from this copy of the package or another, or one as plain data.
 *
 * With a kind: whether it is an error of that kind.
 */
export function isPhoneAuthError<Kind extends Failure['kind'] = Failure['kind']>(
  value: unknown,
  kind?: Kind,
): value is PhoneAuthErrorData & { readonly kind: Kind; readonly failure: Extract<Failure, { kind: Kind }> } {
  const error = value as Partial<PhoneAuthErrorData> | null | undefined
  return error?.brand === brand && (kind === undefined || error.kind === kind)
}

/**
 * The failure in a value: a failed outcome, or the one in a {@link PhoneAuthError} of any copy, plain data included.
 *
 * With an operation of your own: only a failure of that operation, typed with the codes of its definition.
 */
export function failureOf<const Operation extends OperationDefinition | undefined = undefined>(
  value: unknown,
  operation?: Operation,
): (Operation extends OperationDefinition ? FailureIn<Operation> : Failure) | undefined {
  const { ok, kind, meta } = (value ?? {}) as Partial<Failure>
  const isOutcome = ok === false && kind !== undefined && meta
  const failure = isPhoneAuthError(value) ? value.failure : isOutcome ? (value as Failure) : undefined
  const isWanted = operation === undefined || failure?.meta.endpoint === operation.id
  return (isWanted ? failure : undefined) as ReturnType<typeof failureOf<Operation>>
}

/**
 * Whether the backend refused, with one of these codes or, if none is given, with any. Takes the same values as
 * {@link failureOf}.
 *
 * For an operation of your own, pass it before its codes: `isRefused(error, resetPassword, '1001')`.
 */
export function isRefused<const Operation extends OperationDefinition>(
  value: unknown,
  ...results: readonly Refused['result'][] | readonly [Operation, ...Operation['failures'][number][]]
): boolean {
  const [first] = results
  const operation = typeof first === 'object' ? first : undefined
  const codes: readonly unknown[] = operation ? results.slice(1) : results
  const failure: Failure | FailureIn<OperationDefinition> | undefined = failureOf(value, operation)
  return failure?.kind === 'refused' && (codes.length === 0 || codes.includes(failure.result))
}

/** Adds `orThrow()` to a promise of an outcome. */
export function callOf<Success extends Succeeded, Failed extends Failure>(
  outcome: Promise<Outcome>,
): Call<Success, Failed> {
  return Object.assign(outcome, {
    async orThrow() {
      const settled = await outcome
      if (settled.ok) return settled
      throw new PhoneAuthError(settled)
    },
    // judgeReply has made sure that the outcome is one of this operation's.
  }) as unknown as Call<Success, Failed>
}
