import { completeRegistration, login, sendCode, verifyCode } from '../contract/endpoints.ts'
import type { FieldIssueCode } from '../contract/field-issue-code.ts'
import * as contract from '../contract/fields.ts'
import type { Gender } from '../contract/result-codes.ts'
import { checkFields, type Operation } from './check-fields.ts'
import type { CompleteRegistrationRequest, LoginRequest, SendCodeRequest, VerifyCodeRequest } from './client.ts'
import type { AvatarImage } from './images/avatar-image.ts'
import { platform } from './platform/platform-node.ts'

/** What a schema says of a value. */
export type SchemaResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | {
      readonly issues: readonly {
        readonly message: FieldIssueCode
        readonly path?: readonly PropertyKey[] | undefined
      }[]
    }

/**
 * A schema of the Standard Schema protocol, as form libraries take it. It answers at once, without a promise. The
 * message of an issue is a `FieldIssueCode`: a key of `fields` in `phone-auth-kit/texts/zh` and `/texts/en`.
 */
export interface StandardSchema<Value> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => SchemaResult<Value>
    readonly types?: { readonly input: Value; readonly output: Value } | undefined
  }
}

// The types are written out, so that a consumer's compiler needs none of zod's. test/types pins them to the schemas.

/** What sendCode takes. Section 验证码发送. */
export const sendCodeRequest: StandardSchema<SendCodeRequest> = /* @__PURE__ */ requestSchema(sendCode)

/** What verifyCode takes. Section 验证码校验. */
export const verifyCodeRequest: StandardSchema<VerifyCodeRequest> = /* @__PURE__ */ requestSchema(verifyCode)

/** What completeRegistration takes. Section 注册step2. */
export const completeRegistrationRequest: StandardSchema<CompleteRegistrationRequest> =
  /* @__PURE__ */ requestSchema(completeRegistration)

/** What login takes. Section 登录. */
export const loginRequest: StandardSchema<LoginRequest> = /* @__PURE__ */ requestSchema(login)

/** What uploadAvatar takes. Section 注册step1. */
export const uploadAvatarRequest: StandardSchema<{ readonly img?: AvatarImage | undefined }> = {
  '~standard': {
    version: 1,
    vendor: 'phone-auth-kit',
    validate(value) {
      if (typeof value !== 'object' || value === null) return { issues: [{ message: 'request.type' }] }
      const { img } = value as { img?: AvatarImage }
      if (img === undefined) return { value: {} }
      return img !== null && platform.imageOf(img)
        ? { value: { img } }
        : { issues: [{ message: 'img.type', path: ['img'] }] }
    },
  },
}

/** 手机号（账户名）: 11 digits, as the document asks. */
export const userIdField: StandardSchema<string> = /* @__PURE__ */ plain(contract.userId)

/** A mobile number of mainland China; stricter than the document and than the operations, for forms. */
export const mainlandMobileField: StandardSchema<string> = /* @__PURE__ */ plain(contract.mainlandMobile)

/** 输入码: four digits. */
export const codeField: StandardSchema<string> = /* @__PURE__ */ plain(contract.verificationCode)

/** 密码 of a registration: at least 8 characters, with letters and digits both. */
export const newPasswordField: StandardSchema<string> = /* @__PURE__ */ plain(contract.newPassword)

/** 性别: “0” or “1”. */
export const genderField: StandardSchema<Gender> = /* @__PURE__ */ plain(contract.gender)

/** The very rules that an operation checks, as one schema. */
function requestSchema<Value>(operation: Operation): StandardSchema<Value> {
  return {
    '~standard': {
      version: 1,
      vendor: 'phone-auth-kit',
      validate(value) {
        const { texts, issues } = checkFields(operation, {}, value)
        // Every text is the very value that was checked.
        if (issues.length === 0) return { value: texts as Value }
        return { issues: issues.map(({ field, code }) => ({ message: code, path: field === '' ? [] : [field] })) }
      },
    },
  }
}

/** The schema with nothing but its protocol. */
function plain<Value>(schema: { readonly '~standard': unknown }): StandardSchema<Value> {
  const { version, vendor, validate } = schema['~standard'] as StandardSchema<Value>['~standard']
  return { '~standard': { version, vendor, validate } }
}
