import type { CodeDelivery } from './dialect.ts'
import type { EndpointId, operations } from './endpoints.ts'

// Derived from the endpoint values, whose types are literals: a consumer's compiler infers nothing from schemas.

/** A documented reply: a result code and its message. */
export interface Reply<Result extends string, Message> {
  /** The result code (返回结果). */
  readonly result: Result
  /** What the document promises with this code, or null where it says None. */
  readonly message: Message
}

/** The result codes with which an operation refuses. */
export type FailureOf<Id extends EndpointId> = (typeof operations)[Id]['failures'][number]

/** The result codes of an operation. */
export type ResultOf<Id extends EndpointId> = '0000' | FailureOf<Id>

/** The message that comes with 0000. */
export type MessageOf<Id extends EndpointId> = (typeof operations)[Id] extends { readonly message: string }
  ? string
  : null

type Refusal<Result extends string> = Result extends string ? Reply<Result, null> : never

/** The replies of an operation. */
export type ReplyOf<Id extends EndpointId> = Reply<'0000', MessageOf<Id>> | Refusal<FailureOf<Id>>

/** Replies of 验证码发送. The success message is the 4-digit code, or null if codes travel by SMS only. */
export type SendCodeReply<Delivery extends CodeDelivery = 'response'> =
  | Reply<'0000', Delivery extends 'sms' ? null : string>
  | Refusal<FailureOf<'sendCode'>>

/** Replies of 验证码校验. */
export type VerifyCodeReply = ReplyOf<'verifyCode'>

/** Replies of 注册step1. The success message is the complete path of the stored image. */
export type UploadAvatarReply = ReplyOf<'uploadAvatar'>

/** Replies of 注册step1 to an upload without an image: the document promises no path (erratum E17). */
export type UploadNothingReply = Reply<'0000', string | null> | Refusal<FailureOf<'uploadAvatar'>>

/** Replies of 注册step2. */
export type CompleteRegistrationReply = ReplyOf<'completeRegistration'>

/** Replies of 登录. The success message is the token. */
export type LoginReply = ReplyOf<'login'>

/** The replies of each operation. */
export type Replies = { readonly [Id in EndpointId]: ReplyOf<Id> }
