import { defineOperation } from './define-endpoint.ts'
import {
  completePath,
  gender,
  headImage,
  loginPassword,
  newPassword,
  nickname,
  token,
  userId,
  verificationCode,
} from './fields.ts'

// What is needed to speak to an endpoint, apart from what is needed to talk about it: a browser loads this file only.

/** 验证码发送 */
export const sendCode = /* @__PURE__ */ defineOperation({
  id: 'sendCode',
  method: 'GET',
  path: '/register',
  encoding: 'query',
  fields: { userId },
  promised: verificationCode,
  failures: ['0001', '0002'],
})

/** 验证码校验 */
export const verifyCode = /* @__PURE__ */ defineOperation({
  id: 'verifyCode',
  method: 'POST',
  path: '/register',
  encoding: 'body',
  fields: { code_v: verificationCode, code: verificationCode },
  failures: ['0004', '0005'],
})

/** 注册step1 */
export const uploadAvatar = /* @__PURE__ */ defineOperation({
  id: 'uploadAvatar',
  method: 'POST',
  path: '/upload',
  encoding: 'multipart',
  fields: {},
  promised: completePath,
  failures: ['0006'],
})

/** 注册step2 */
export const completeRegistration = /* @__PURE__ */ defineOperation({
  id: 'completeRegistration',
  method: 'POST',
  path: '/register',
  encoding: 'body',
  fields: { headImage, password: newPassword, gender, nickname },
  optional: ['headImage', 'gender', 'nickname'],
  fixed: { register: '1' },
  failures: ['0006'],
})

/** 登录 */
export const login = /* @__PURE__ */ defineOperation({
  id: 'login',
  method: 'POST',
  path: '/log',
  encoding: 'body',
  fields: { userId, password: loginPassword },
  promised: token,
  failures: ['0007', '0008'],
})

/** The five operations by their id, in the order of the document. */
export const operations = { sendCode, verifyCode, uploadAvatar, completeRegistration, login }
