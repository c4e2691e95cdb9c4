import * as z from 'zod/mini'
import type { FieldIssueCode } from './field-issue-code.ts'
import { elevenDigits, fourDigits, lettersAndDigits, mainlandMobileNumber, shortestPassword } from './patterns.ts'
import { Gender } from './result-codes.ts'

/** Makes the compiler refuse a key that {@link FieldIssueCode} does not list. */
function issue<Code extends FieldIssueCode>(error: Code): { error: Code } {
  return { error }
}

/** `userId`, 手机号（账户名）: 11 digits, checked by the front end (sections 验证码发送 and 登录). */
export const userId = /* @__PURE__ */ z
  .string(/* @__PURE__ */ issue('userId.format'))
  .check(/* @__PURE__ */ z.regex(elevenDigits, /* @__PURE__ */ issue('userId.format')))

/**
 * A mobile number of mainland China: 1, then 3 to 9, then nine digits. Stricter than the document, for forms; the
 * operations ask for 11 digits only.
 */
export const mainlandMobile = /* @__PURE__ */ z
  .string(/* @__PURE__ */ issue('userId.mainlandMobile'))
  .check(/* @__PURE__ */ z.regex(mainlandMobileNumber, /* @__PURE__ */ issue('userId.mainlandMobile')))

/** A verification code: exactly four digits, leading zeros kept (section 验证码校验). */
export const verificationCode = /* @__PURE__ */ z
  .string(/* @__PURE__ */ issue('code.format'))
  .check(/* @__PURE__ */ z.regex(fourDigits, /* @__PURE__ */ issue('code.format')))

/** `password`, 密码: at least 8 characters, with letters and digits both (section 注册step2). */
export const newPassword = /* @__PURE__ */ z
  .string(/* @__PURE__ */ issue('password.length'))
  .check(
    /* @__PURE__ */ z.minLength(shortestPassword, /* @__PURE__ */ issue('password.length')),
    /* @__PURE__ */ z.regex(lettersAndDigits, /* @__PURE__ */ issue('password.lettersAndDigits')),
  )

/** The password of a login: whatever was once accepted, but not nothing (section 登录, erratum E07). */
export const loginPassword = /* @__PURE__ */ z
  .string(/* @__PURE__ */ issue('password.missing'))
  .check(/* @__PURE__ */ z.minLength(1, /* @__PURE__ */ issue('password.missing')))

/** `gender`, 性别: “0”：女 ； “1”：男 (section 注册step2). */
export const gender = /* @__PURE__ */ z.enum(Gender, /* @__PURE__ */ issue('gender.value'))

/** `nickname`, 昵称 (section 注册step2). */
export const nickname = /* @__PURE__ */ z.string(/* @__PURE__ */ issue('nickname.type'))

/** `headImage`, 头像完整路径名: the path that uploadAvatar returned (section 注册step2, erratum E22). */
export const headImage = /* @__PURE__ */ z.string(/* @__PURE__ */ issue('headImage.type'))

/** `message` of a reply for which the document says None: null, or absent (errata E02, E11). */
export const noMessage = /* @__PURE__ */ z.nullish(/* @__PURE__ */ z.null())

/** `message` of a login that succeeded: a token, of any wording. */
export const token = /* @__PURE__ */ z.string().check(/* @__PURE__ */ z.minLength(1))

/** A complete path: absolute in POSIX or Windows form, or an absolute URL (section 注册step1). */
export const completePath = /* @__PURE__ */ z
  .string()
  .check(/* @__PURE__ */ z.regex(/^(?:\/.|[A-Za-z]:[\\/].|\\\\.|[A-Za-z][A-Za-z0-9+.-]+:\/\/.)/s))

/** `message` of an upload that succeeded without an image: a path, or nothing (erratum E17). */
export const completePathOrNone = /* @__PURE__ */ z.nullish(completePath)
