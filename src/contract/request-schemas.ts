import * as z from 'zod/mini'
import type { FieldIssueCode } from './field-issue-code.ts'
import { gender, headImage, loginPassword, newPassword, nickname, userId, verificationCode } from './fields.ts'

const notAnObject = 'request.type' satisfies FieldIssueCode

/** What a caller of 验证码发送 gives. */
export const sendCodeRequest = /* @__PURE__ */ z.object({ userId }, notAnObject)

/** What a caller of 验证码校验 gives. */
export const verifyCodeRequest = /* @__PURE__ */ z.object(
  { code_v: verificationCode, code: verificationCode },
  notAnObject,
)

/** What a caller of 注册step1 gives. What `img` may be differs from runtime to runtime, so each side checks it itself. */
export const uploadAvatarRequest = /* @__PURE__ */ z.object(
  { img: /* @__PURE__ */ z.optional(/* @__PURE__ */ z.unknown()) },
  notAnObject,
)

/** What a caller of 注册step2 gives; `register` is always "1". */
export const completeRegistrationRequest = /* @__PURE__ */ z.object(
  {
    headImage: /* @__PURE__ */ z.optional(headImage),
    password: newPassword,
    gender: /* @__PURE__ */ z.optional(gender),
    nickname: /* @__PURE__ */ z.optional(nickname),
  },
  notAnObject,
)

/** What a caller of 登录 gives (erratum E07). */
export const loginRequest = /* @__PURE__ */ z.object({ userId, password: loginPassword }, notAnObject)
