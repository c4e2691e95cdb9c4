import type { CodeDelivery } from './dialect.ts'
import type { EndpointId } from './endpoint-ids.ts'

// Written out by hand so that a consumer's compiler does not infer them from schemas; test/types pins them to the
// endpoint values.

/** One documented reply: a result code and the message that comes with it. */
export interface Reply<Result extends string, Message> {
  /** The result code (返回结果). */
  readonly result: Result
  /** What the document promises with this code, or null where it says None. */
  readonly message: Message
}

/** Replies of 验证码发送. The success message is the 4-digit code, or nothing where codes go out by SMS only. */
export type SendCodeReply<Delivery extends CodeDelivery = 'response'> =
  | Reply<'0000', Delivery extends 'sms' ? null : string>
  | Reply<'0001', null>
  | Reply<'0002', null>

/** Replies of 验证码校验. */
export type VerifyCodeReply = Reply<'0000', null> | Reply<'0004', null> | Reply<'0005', null>

/** Replies of 注册step1. The success message is the complete path of the stored image. */
export type UploadAvatarReply = Reply<'0000', string> | Reply<'0006', null>

/** Replies of 注册step1 to an upload without an image, for which the document promises no path (erratum E17). */
export type UploadNothingReply = Reply<'0000', string | null> | Reply<'0006', null>

/** Replies of 注册step2. */
export type CompleteRegistrationReply = Reply<'0000', null> | Reply<'0006', null>

/** Replies of 登录. The success message is the token. */
export type LoginReply = Reply<'0000', string> | Reply<'0007', null> | Reply<'0008', null>

/** The replies of each operation. */
export interface Replies {
  readonly sendCode: SendCodeReply
  readonly verifyCode: VerifyCodeReply
  readonly uploadAvatar: UploadAvatarReply
  readonly completeRegistration: CompleteRegistrationReply
  readonly login: LoginReply
}

/** The replies of one operation. */
export type ReplyOf<Id extends EndpointId> = Replies[Id]

/** The result codes of one operation. */
export type ResultOf<Id extends EndpointId> = Replies[Id]['result']

/** The result codes with which one operation refuses. */
export type FailureOf<Id extends EndpointId> = Exclude<ResultOf<Id>, '0000'>
