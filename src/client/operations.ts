import type { CodeDelivery, Linking } from '../contract/dialect.ts'
import { completeRegistration, login, sendCode, verifyCode } from '../contract/endpoints.ts'
import type { FailureOf } from '../contract/replies.ts'
import type { Gender } from '../contract/result-codes.ts'
import type { CallOptions, UploadOptions } from './client-options.ts'
import type { AvatarImage } from './images/avatar-image.ts'
import type { Call, Refused, Succeeded, Unanswered } from './outcomes.ts'
import { platform } from './platform/platform-node.ts'
import { requestSchema, type StandardSchema } from './standard-schema.ts'

// The public side of each operation: its request, as a type and as a schema, and its method. The types are written out
// so that a consumer's compiler needs none of zod's; test/types pins them to the contract value.

/** A request to sendCode. Section 验证码发送. */
export interface SendCodeRequest {
  /** 手机号（账户名）: 11 digits. */
  readonly userId: string
}

/** A request to verifyCode. Section 验证码校验. */
export type VerifyCodeRequest<Delivery extends CodeDelivery = 'response', Link extends Linking = 'cookie'> = {
  /** 输入码: the four digits that the user typed. */
  readonly code: string
} & (Delivery extends 'sms' ? Nothing : SentCode) &
  (Link extends 'userId' ? SendCodeRequest : Nothing)

/** The field that verifyCode takes unless codes travel by SMS only. */
interface SentCode {
  /** 正确码: the code that sendCode returned. */
  readonly code_v: string
}

/** No additional field. */
type Nothing = Record<never, never>

/** A request to uploadAvatar. Section 注册step1. */
export interface UploadAvatarRequest {
  /** 头像. */
  readonly img: AvatarImage
}

/** A request to completeRegistration. Section 注册step2. `register` is always "1", so the client adds it. */
export type CompleteRegistrationRequest<Link extends Linking = 'cookie'> = {
  /** 头像完整路径名: the path that uploadAvatar returned. */
  readonly headImage?: string | undefined
  /** 密码: at least 8 characters, with both letters and digits. */
  readonly password: string
  /** 性别: “0” female, “1” male. */
  readonly gender?: Gender | undefined
  /** 昵称. */
  readonly nickname?: string | undefined
} & (Link extends 'userId' ? SendCodeRequest : Nothing)

/** A request to login. Section 登录. */
export interface LoginRequest {
  /** 手机号（账户名）: 11 digits. */
  readonly userId: string
  /** 密码. The document's table omits it, but its result codes imply it (erratum E07). */
  readonly password: string
}

/** The schema of a request to sendCode. Section 验证码发送. */
export const sendCodeRequest: StandardSchema<SendCodeRequest> = /* @__PURE__ */ requestSchema(sendCode)

/** The schema of a request to verifyCode. Section 验证码校验. */
export const verifyCodeRequest: StandardSchema<VerifyCodeRequest> = /* @__PURE__ */ requestSchema(verifyCode)

/** The schema of a request to uploadAvatar. Section 注册step1. */
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

/** The schema of a request to completeRegistration. Section 注册step2. */
export const completeRegistrationRequest: StandardSchema<CompleteRegistrationRequest> =
  /* @__PURE__ */ requestSchema(completeRegistration)

/** The schema of a request to login. Section 登录. */
export const loginRequest: StandardSchema<LoginRequest> = /* @__PURE__ */ requestSchema(login)

/** The operations of the document, as methods of a client. */
export interface Operations<Delivery extends CodeDelivery = 'response', Link extends Linking = 'cookie'> {
  /**
   * 验证码发送: sends a 4-digit code to a phone, by `GET /register`. Each call may cost an SMS, so it goes out with
   * `cache: 'no-store'`.
   *
   * Success: the code, or null with `codeDelivery: 'sms'`. Refused: 0001 the phone is already registered, 0002 any
   * other error.
   *
   * @example
   * ```ts
   * const sent = await api.sendCode({ userId: '13800138000' })
   * if (sent.ok) console.log(`a code of ${sent.message.length} digits`)
   * else if (isRefused(sent, ResultCode.PhoneAlreadyRegistered)) console.log('log in instead')
   * ```
   */
  sendCode(
    request: SendCodeRequest,
    options?: CallOptions,
  ): Call<Succeeded<Delivery extends 'sms' ? null : string>, Refused<FailureOf<'sendCode'>> | Unanswered>
  /**
   * 验证码校验: checks the code that the user typed, by `POST /register`. Codes are text: leading zeros count.
   *
   * Success: null. Refused: 0004 wrong code, 0005 too many wrong codes.
   *
   * @example
   * ```ts
   * const checked = await api.verifyCode({ code_v: sentCode, code: typedCode })
   * if (!checked.ok && checked.kind === 'refused') console.log(zh.results[checked.result])
   * ```
   */
  verifyCode(
    request: VerifyCodeRequest<Delivery, Link>,
    options?: CallOptions,
  ): Call<Succeeded<null>, Refused<FailureOf<'verifyCode'>> | Unanswered>
  /**
   * 注册step1: uploads an avatar, by a multipart `POST /upload`.
   *
   * Success: the complete path of the stored image. Refused: 0006 unknown error.
   *
   * @example
   * ```ts
   * const avatar = new File([pixels], '头像.png', { type: 'image/png' })
   * const { message: headImage } = await api.uploadAvatar({ img: avatar }).orThrow()
   * ```
   */
  uploadAvatar(
    request: UploadAvatarRequest,
    options?: UploadOptions,
  ): Call<Succeeded<string>, Refused<FailureOf<'uploadAvatar'>> | Unanswered>
  /**
   * 注册step1 with an image that may be missing, as from a file input. The document allows that, but does not say what
   * the reply is (erratum E17).
   *
   * Success: the path of the stored image; without an image, a path or null. Refused: 0006 unknown error.
   */
  uploadAvatar(
    request?: { readonly img?: AvatarImage | undefined },
    options?: UploadOptions,
  ): Call<Succeeded<string | null>, Refused<FailureOf<'uploadAvatar'>> | Unanswered>
  /**
   * 注册step2: completes the registration, by `POST /register` with `register=1`.
   *
   * Success: null; the phone is registered and can log in. Refused: 0006 unknown error.
   *
   * @example
   * ```ts
   * const completed = await api.completeRegistration({ password, headImage, gender: Gender.Female, nickname: '小明' })
   * if (!completed.ok && completed.kind === 'invalid-request') console.log(completed.issues)
   * ```
   */
  completeRegistration(
    request: CompleteRegistrationRequest<Link>,
    options?: CallOptions,
  ): Call<Succeeded<null>, Refused<FailureOf<'completeRegistration'>> | Unanswered>
  /**
   * 登录: logs in, by `POST /log`.
   *
   * Success: the token. Refused: 0007 no such user, 0008 wrong password.
   *
   * @example
   * ```ts
   * const loggedIn = await api.login({ userId: '13800138000', password }, { signal: AbortSignal.timeout(5000) })
   * if (loggedIn.ok) console.log(`a token of ${loggedIn.message.length} characters`)
   * ```
   */
  login(request: LoginRequest, options?: CallOptions): Call<Succeeded<string>, Refused<FailureOf<'login'>> | Unanswered>
}
