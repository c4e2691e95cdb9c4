import * as z from 'zod/mini'
import type { FieldKind } from './define-endpoint.ts'
import type { FieldIssueCode } from './field-issue-code.ts'
import { elevenDigits, fourDigits, lettersAndDigits, mainlandMobileNumber, shortestPassword } from './patterns.ts'
import { Gender } from './result-codes.ts'

/** A string that matches a pattern; anything else has the given issue. */
function matching(pattern: RegExp, issue: FieldIssueCode) {
  return z.string(issue).check(z.regex(pattern, issue))
}

/** `userId`, 手机号（账户名）: 11 digits, checked by the front end (sections 验证码发送 and 登录). */
export const userId = /* @__PURE__ */ matching(elevenDigits, 'userId.format')

/**
 * A mainland China mobile number: 1, then 3 to 9, then nine digits. For forms: stricter than the document; the
 * operations require 11 digits only.
 */
export const mainlandMobile = /* @__PURE__ */ matching(mainlandMobileNumber, 'userId.mainlandMobile')

/** A verification code: exactly four digits, leading zeros kept (section 验证码校验). */
export const verificationCode = /* @__PURE__ */ matching(fourDigits, 'code.format')

/** `password`, 密码: at least 8 characters, with both letters and digits (section 注册step2). */
export const newPassword = /* @__PURE__ */ z
  .string('password.length' satisfies FieldIssueCode)
  .check(
    /* @__PURE__ */ z.minLength(shortestPassword, 'password.length' satisfies FieldIssueCode),
    /* @__PURE__ */ z.regex(lettersAndDigits, 'password.lettersAndDigits' satisfies FieldIssueCode),
  )

/** The password of a login: anything but the empty string (section 登录, erratum E07). */
export const loginPassword = /* @__PURE__ */ z
  .string('password.missing' satisfies FieldIssueCode)
  .check(/* @__PURE__ */ z.minLength(1, 'password.missing' satisfies FieldIssueCode))

/** `gender`, 性别: “0”：女 ； “1”：男 (section 注册step2). */
export const gender = /* @__PURE__ */ z.enum(Gender, 'gender.value' satisfies FieldIssueCode)

/** `nickname`, 昵称 (section 注册step2). */
export const nickname = /* @__PURE__ */ z.string('nickname.type' satisfies FieldIssueCode)

/** `headImage`, 头像完整路径名: the path that uploadAvatar returned (section 注册step2, erratum E22). */
export const headImage = /* @__PURE__ */ z.string('headImage.type' satisfies FieldIssueCode)

/** `message` of a reply for which the document says None: null or absent (errata E02, E11). */
export const noMessage = /* @__PURE__ */ z.nullish(/* @__PURE__ */ z.null())

/** `message` of a successful login: a token of any form. */
export const token = /* @__PURE__ */ z.string().check(/* @__PURE__ */ z.minLength(1))

/** A complete path: an absolute POSIX or Windows path, or an absolute URL (section 注册step1). */
export const completePath = /* @__PURE__ */ z
  .string()
  .check(/* @__PURE__ */ z.regex(/^(?:\/.|[A-Za-z]:[\\/].|\\\\.|[A-Za-z][A-Za-z0-9+.-]+:\/\/.)/s))

/** `message` of a successful upload without an image: a path, null or absent (erratum E17). */
export const completePathOrNone = /* @__PURE__ */ z.nullish(completePath)

/** The schemas that the endpoint values refer to by name. */
export const fieldSchemas = {
  userId,
  code: verificationCode,
  sentCode: verificationCode,
  newPassword,
  loginPassword,
  gender,
  nickname,
  headImage,
  token,
  completePath,
} satisfies Readonly<Record<FieldKind, z.ZodMiniType>>
