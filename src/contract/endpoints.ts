import * as z from 'zod/mini'
import { defineEndpoint } from './define-endpoint.ts'
import {
  completePath,
  gender,
  headImage,
  loginPassword,
  newPassword,
  nickname,
  noMessage,
  token,
  userId,
  verificationCode,
} from './fields.ts'

/** 验证码发送: 发送4位数手机验证码至用户 */
export const sendCode = /* @__PURE__ */ defineEndpoint({
  id: 'sendCode',
  section: '验证码发送',
  method: 'GET',
  path: '/register',
  encoding: 'query',
  parameters: { userId: { required: true, chineseName: '手机号（账户名）' } },
  request: /* @__PURE__ */ z.object({ userId }),
  replies: { '0000': verificationCode, '0001': noMessage, '0002': noMessage },
})

/** 验证码校验: 校验用户输入的验证码是否正确 */
export const verifyCode = /* @__PURE__ */ defineEndpoint({
  id: 'verifyCode',
  section: '验证码校验',
  method: 'POST',
  path: '/register',
  encoding: 'body',
  parameters: {
    code_v: { required: true, chineseName: '正确码' },
    code: { required: true, chineseName: '输入码' },
  },
  request: /* @__PURE__ */ z.object({ code_v: verificationCode, code: verificationCode }),
  replies: { '0000': noMessage, '0004': noMessage, '0005': noMessage },
})

/**
 * 注册step1: 接受头像图片及图片名保存到本地，并将完整路径返回
 *
 * What `img` may be differs from runtime to runtime, so each side checks it itself.
 */
export const uploadAvatar = /* @__PURE__ */ defineEndpoint({
  id: 'uploadAvatar',
  section: '注册step1',
  method: 'POST',
  path: '/upload',
  encoding: 'multipart',
  parameters: { img: { required: false, chineseName: '头像（包含file属性和filename属性）' } },
  request: /* @__PURE__ */ z.object({ img: /* @__PURE__ */ z.optional(/* @__PURE__ */ z.unknown()) }),
  replies: { '0000': completePath, '0006': noMessage },
})

/** 注册step2: 接受用户信息 */
export const completeRegistration = /* @__PURE__ */ defineEndpoint({
  id: 'completeRegistration',
  section: '注册step2',
  method: 'POST',
  path: '/register',
  encoding: 'body',
  parameters: {
    headImage: { required: false, chineseName: '头像完整路径名' },
    password: { required: true, chineseName: '密码' },
    gender: { required: false, chineseName: '性别' },
    nickname: { required: false, chineseName: '昵称' },
    register: { required: true, chineseName: '', fixed: '1' },
  },
  request: /* @__PURE__ */ z.object({
    headImage: /* @__PURE__ */ z.optional(headImage),
    password: newPassword,
    gender: /* @__PURE__ */ z.optional(gender),
    nickname: /* @__PURE__ */ z.optional(nickname),
  }),
  replies: { '0000': noMessage, '0006': noMessage },
})

/** 登录: 登录 */
export const login = /* @__PURE__ */ defineEndpoint({
  id: 'login',
  section: '登录',
  method: 'POST',
  path: '/log',
  encoding: 'body',
  parameters: {
    userId: { required: true, chineseName: '手机号（账户名）' },
    password: { required: true, chineseName: '密码', erratum: 'E07' },
  },
  request: /* @__PURE__ */ z.object({ userId, password: loginPassword }),
  replies: { '0000': token, '0007': noMessage, '0008': noMessage },
})

/** The five endpoints by their id, in the order of the document. */
export const endpoints = { sendCode, verifyCode, uploadAvatar, completeRegistration, login }
