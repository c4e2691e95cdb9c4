/**
 * Every result code the document defines. 0003 is never defined (erratum E09), so it is not one of them.
 *
 * Their texts are in `phone-auth-kit/texts/zh` (the document's own) and `phone-auth-kit/texts/en`.
 */
export const ResultCode = {
  /** 成功. All five sections. */
  Success: '0000',
  /** 该手机号已被注册. Section 验证码发送. */
  PhoneAlreadyRegistered: '0001',
  /** 其他错误. Section 验证码发送. */
  OtherError: '0002',
  /** 验证码错误. Section 验证码校验. */
  WrongCode: '0004',
  /** 验证码错误次数过多. Section 验证码校验. */
  TooManyWrongCodes: '0005',
  /** 未知错误. Sections 注册step1 and 注册step2. */
  UnknownError: '0006',
  /** 用户不存在. Section 登录. */
  NoSuchUser: '0007',
  /** 密码错误. Section 登录. */
  WrongPassword: '0008',
} as const

/** One of the result codes the document defines. */
export type ResultCode = (typeof ResultCode)[keyof typeof ResultCode]

/** The values of the `gender` field. Section 注册step2. */
export const Gender = {
  /** “0”：女 */
  Female: '0',
  /** “1”：男 */
  Male: '1',
} as const

/** The value of a `gender` field. */
export type Gender = (typeof Gender)[keyof typeof Gender]
