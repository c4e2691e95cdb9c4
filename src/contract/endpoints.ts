import { defineEndpoint } from './define-endpoint.ts'
import { completePath, noMessage, token, verificationCode } from './fields.ts'
import * as operations from './operations.ts'
import * as requests from './request-schemas.ts'

/** 验证码发送: 发送4位数手机验证码至用户 */
export const sendCode = /* @__PURE__ */ defineEndpoint({
  ...operations.sendCode,
  section: '验证码发送',
  parameters: { userId: { required: true, chineseName: '手机号（账户名）' } },
  request: requests.sendCodeRequest,
  replies: { '0000': verificationCode, '0001': noMessage, '0002': noMessage },
})

/** 验证码校验: 校验用户输入的验证码是否正确 */
export const verifyCode = /* @__PURE__ */ defineEndpoint({
  ...operations.verifyCode,
  section: '验证码校验',
  parameters: {
    code_v: { required: true, chineseName: '正确码' },
    code: { required: true, chineseName: '输入码' },
  },
  request: requests.verifyCodeRequest,
  replies: { '0000': noMessage, '0004': noMessage, '0005': noMessage },
})

/** 注册step1: 接受头像图片及图片名保存到本地，并将完整路径返回 */
export const uploadAvatar = /* @__PURE__ */ defineEndpoint({
  ...operations.uploadAvatar,
  section: '注册step1',
  parameters: { img: { required: false, chineseName: '头像（包含file属性和filename属性）' } },
  request: requests.uploadAvatarRequest,
  replies: { '0000': completePath, '0006': noMessage },
})

/** 注册step2: 接受用户信息 */
export const completeRegistration = /* @__PURE__ */ defineEndpoint({
  ...operations.completeRegistration,
  section: '注册step2',
  parameters: {
    headImage: { required: false, chineseName: '头像完整路径名' },
    password: { required: true, chineseName: '密码' },
    gender: { required: false, chineseName: '性别' },
    nickname: { required: false, chineseName: '昵称' },
    register: { required: true, chineseName: '', fixed: '1' },
  },
  request: requests.completeRegistrationRequest,
  replies: { '0000': noMessage, '0006': noMessage },
})

/** 登录: 登录 */
export const login = /* @__PURE__ */ defineEndpoint({
  ...operations.login,
  section: '登录',
  parameters: {
    userId: { required: true, chineseName: '手机号（账户名）' },
    password: { required: true, chineseName: '密码', erratum: 'E07' },
  },
  request: requests.loginRequest,
  replies: { '0000': token, '0007': noMessage, '0008': noMessage },
})

/** The five endpoints by their id, in the order of the document. */
export const endpoints = { sendCode, verifyCode, uploadAvatar, completeRegistration, login }
