import type { FieldKind } from '../contract/define-endpoint.ts'
import type { FieldIssueCode } from '../contract/field-issue-code.ts'
import * as contract from '../contract/fields.ts'
import type { Gender } from '../contract/result-codes.ts'
import { checkFields, type Operation } from './check-fields.ts'

/** The result of checking a value against a schema. */
export type SchemaResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | {
      readonly issues: readonly {
        readonly message: FieldIssueCode
        readonly path?: readonly PropertyKey[] | undefined
      }[]
    }

/**
 * A Standard Schema, for form libraries. It validates synchronously. The message of an issue is a `FieldIssueCode`: a
 * key of `fields` in `phone-auth-kit/texts/zh` and `/texts/en`.
 */
export interface StandardSchema<Value> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => SchemaResult<Value>
    readonly types?: { readonly input: Value; readonly output: Value } | undefined
  }
}

/** 手机号（账户名）: 11 digits, as the document requires. */
export const userIdField: StandardSchema<string> = /* @__PURE__ */ fieldSchema('userId', contract.userId)

/** A mainland China mobile number. For forms: stricter than the document and the operations. */
export const mainlandMobileField: StandardSchema<string> = /* @__PURE__ */ fieldSchema(
  'mainlandMobile',
  contract.mainlandMobile,
)

/** 输入码: four digits. */
export const codeField: StandardSchema<string> = /* @__PURE__ */ fieldSchema('code', contract.verificationCode)

/** 密码 of a registration: at least 8 characters, with both letters and digits. */
export const newPasswordField: StandardSchema<string> = /* @__PURE__ */ fieldSchema('newPassword', contract.newPassword)

/** 性别: “0” or “1”. */
export const genderField: StandardSchema<Gender> = /* @__PURE__ */ fieldSchema('gender', contract.gender)

/** A schema reduced to the protocol, with the name by which the OpenAPI export finds it. */
function fieldSchema<Value>(
  kind: FieldKind | 'mainlandMobile',
  schema: { readonly '~standard': unknown },
): StandardSchema<Value> {
  const { validate } = schema['~standard'] as StandardSchema<Value>['~standard']
  const field = { kind, '~standard': { version: 1, vendor: 'phone-auth-kit', validate } } as const
  return field
}

/** A schema for the request of an operation: the same rules that a call checks. */
export function requestSchema<Value>(operation: Operation): StandardSchema<Value> {
  return {
    '~standard': {
      version: 1,
      vendor: 'phone-auth-kit',
      validate(value) {
        const { texts, issues } = checkFields(operation, {}, value)
        // The schemas return the values that they check.
        if (issues.length === 0) return { value: texts as Value }
        return { issues: issues.map(({ field, code }) => ({ message: code, path: field === '' ? [] : [field] })) }
      },
    },
  }
}
