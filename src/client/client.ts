import type { CodeDelivery, Linking } from '../contract/dialect.ts'
import type { Gender } from '../contract/result-codes.ts'
import type { CallOptions, UploadOptions } from './client-options.ts'
import type { AvatarImage } from './images/avatar-image.ts'
import type { Call, Refused, Succeeded, Unanswered } from './outcomes.ts'
import type { Session } from './session/client-session.ts'

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
  /** 头像. */
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

/**
 * A client of one backend, for one person: it keeps that person's session. On a server, make one client per user.
 *
 * Every operation returns a {@link Call}: awaited, it gives an outcome and never rejects; `orThrow()` gives the success
 * or throws a `PhoneAuthError`. Each request is sent once, whatever comes of it.
 */
export interface Client<Delivery extends CodeDelivery = 'response', Link extends Linking = 'cookie'> {
  /**
   * 验证码发送: sends a 4-digit code to a phone, by `GET /register`. Each call may cost an SMS, so it goes out with
   * `cache: 'no-store'`.
   *
   * Success: the code, or null with `codeDelivery: 'sms'`. Refused: 0001 the phone is registered already, 0002 any other
   * error.
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
  ): Call<Succeeded<Delivery extends 'sms' ? null : string>, Refused<'0001' | '0002'> | Unanswered>
  /**
   * 验证码校验: checks the code that the person typed, by `POST /register`. Codes are text: leading zeros count.
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
  ): Call<Succeeded<null>, Refused<'0004' | '0005'> | Unanswered>
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
  ): Call<Succeeded<string>, Refused<'0006'> | Unanswered>
  /**
   * 注册step1 where there may be no image, as of a file input: the document allows it, and does not say what comes back
   * (erratum E17).
   *
   * Success: the path of the stored image; without an image a path, or null. Refused: 0006 unknown error.
   */
  uploadAvatar(
    request?: { readonly img?: AvatarImage | undefined },
    options?: UploadOptions,
  ): Call<Succeeded<string | null>, Refused<'0006'> | Unanswered>
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
  ): Call<Succeeded<null>, Refused<'0006'> | Unanswered>
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
  login(request: LoginRequest, options?: CallOptions): Call<Succeeded<string>, Refused<'0007' | '0008'> | Unanswered>
  /** The session that links this person's steps: to be saved and to be gone on with. */
  readonly session: Session
}
