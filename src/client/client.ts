import type { CodeDelivery, Linking } from '../contract/dialect.ts'
import type { Gender } from '../contract/result-codes.ts'
import type { AvatarImage } from './avatar-image.ts'
import type { CallOptions, UploadOptions } from './options.ts'
import type { Call, Refused, Succeeded, Unanswered } from './outcomes.ts'
import type { Session } from './session.ts'

/** What sendCode takes. Section 验证码发送. */
export interface SendCodeRequest {
  /** 手机号（账户名）: 11 digits. */
  readonly userId: string
}

/** What verifyCode takes. Section 验证码校验. */
export type VerifyCodeRequest<Delivery extends CodeDelivery = 'response', Link extends Linking = 'cookie'> = {
  /** 输入码: the four digits that the person typed. */
  readonly code: string
} & (Delivery extends 'sms' ? Nothing : SentCode) &
  (Link extends 'userId' ? SendCodeRequest : Nothing)

/** With `codeDelivery: 'sms'` there is none. */
interface SentCode {
  /** 正确码: the code that sendCode returned. */
  readonly code_v: string
}

/** No further field. */
type Nothing = Record<never, never>

/** What uploadAvatar takes. Section 注册step1. */
export interface UploadAvatarRequest {
  /** 头像. Without it, a request without an image is sent (erratum E17). */
  readonly img: AvatarImage
}

/** What completeRegistration takes. Section 注册step2. `register` is always "1", so the client adds it. */
export type CompleteRegistrationRequest<Link extends Linking = 'cookie'> = {
  /** 头像完整路径名: the path that uploadAvatar returned. */
  readonly headImage?: string | undefined
  /** 密码: at least 8 characters, with letters and digits both. */
  readonly password: string
  /** 性别: “0” female, “1” male. */
  readonly gender?: Gender | undefined
  /** 昵称. */
  readonly nickname?: string | undefined
} & (Link extends 'userId' ? SendCodeRequest : Nothing)

/** What login takes. Section 登录. */
export interface LoginRequest {
  /** 手机号（账户名）: 11 digits. */
  readonly userId: string
  /** 密码. The document's table forgets it, its codes need it (erratum E07). */
  readonly password: string
}

/** A client of one backend, for one person: it keeps that person's session. */
export interface Client<Delivery extends CodeDelivery = 'response', Link extends Linking = 'cookie'> {
  /** Sends a 4-digit code to a phone. Section 验证码发送. */
  sendCode(
    request: SendCodeRequest,
    options?: CallOptions,
  ): Call<Succeeded<Delivery extends 'sms' ? null : string>, Refused<'0001' | '0002'> | Unanswered>
  /** Checks the code that the person typed. Section 验证码校验. */
  verifyCode(
    request: VerifyCodeRequest<Delivery, Link>,
    options?: CallOptions,
  ): Call<Succeeded<null>, Refused<'0004' | '0005'> | Unanswered>
  /** Uploads an avatar; its complete path comes back. Section 注册step1. */
  uploadAvatar(
    request: UploadAvatarRequest,
    options?: UploadOptions,
  ): Call<Succeeded<string>, Refused<'0006'> | Unanswered>
  /** Uploads no avatar; a path may come back or not. Section 注册step1. */
  uploadAvatar(
    request?: { readonly img?: undefined },
    options?: CallOptions,
  ): Call<Succeeded<string | null>, Refused<'0006'> | Unanswered>
  /** Completes the registration with a password and what else the person tells. Section 注册step2. */
  completeRegistration(
    request: CompleteRegistrationRequest<Link>,
    options?: CallOptions,
  ): Call<Succeeded<null>, Refused<'0006'> | Unanswered>
  /** Logs in; the message is the token. Section 登录. */
  login(request: LoginRequest, options?: CallOptions): Call<Succeeded<string>, Refused<'0007' | '0008'> | Unanswered>
  /** The session that links this person's steps. */
  readonly session: Session
}
