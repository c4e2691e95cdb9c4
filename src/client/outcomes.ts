import type { CodeDelivery } from '../contract/dialect.ts'
import type { EndpointId } from '../contract/endpoints.ts'
import type { FieldIssueCode } from '../contract/field-issue-code.ts'
import type { FailureOf } from '../contract/replies.ts'
import type { ResultCode } from '../contract/result-codes.ts'

// Written out by hand, so that a consumer's compiler has nothing to infer. Every outcome is plain data: it survives
// structuredClone and JSON.

/** The name of an operation: one of the document's, or one of your own. */
export type OperationId = EndpointId | (string & {})

/** What is known of one call beside its outcome. */
export interface Meta {
  /** The operation that was called. */
  readonly endpoint: OperationId
  /** Made by the client, to find the call again in logs. Not sent unless `requestIdHeader` names a header for it. */
  readonly requestId: string
  /** From the call to its outcome, in milliseconds. */
  readonly durationMs: number
  /** The HTTP status, where a reply came. The document gives it no meaning. */
  readonly status?: number
  /** The code as it came, where it is handed on as another: 0004 from uploadAvatar is 0006 (erratum E04). */
  readonly wireResult?: string
}

/** The backend did it: result 0000. */
export interface Succeeded<Message extends string | null = string | null> {
  readonly ok: true
  readonly kind: 'ok'
  readonly result: '0000'
  /** What the document promises with 0000, or null where it says None. */
  readonly message: Message
  readonly meta: Meta
}

/** The backend answered with one of the failure codes that the document lists for this operation. */
export interface Refused<Result extends string = Exclude<ResultCode, '0000'>> {
  readonly ok: false
  readonly kind: 'refused'
  readonly result: Result
  readonly message: null
  readonly meta: Meta
}

/** One thing that is wrong with a request. */
export interface RequestIssue<Code extends string = FieldIssueCode> {
  /** The name of the field; empty where the request as a whole is meant. */
  readonly field: string
  /**
   * What is wrong, as a key of the texts in `phone-auth-kit/texts/zh` and `/texts/en`; with a schema of your own, the
   * message that it gives.
   */
  readonly code: Code
}

/** The request breaks a rule of the document, so nothing was sent; or its file could not be read to the end. */
export interface InvalidRequest<Code extends string = FieldIssueCode> {
  readonly ok: false
  readonly kind: 'invalid-request'
  readonly issues: readonly RequestIssue<Code>[]
  /** What is wrong, for developers, in English. */
  readonly reason: string
  readonly meta: Meta
}

/** No complete reply came within the client's `timeout`. The backend may have acted all the same. */
export interface TimedOut {
  readonly ok: false
  readonly kind: 'timeout'
  /** The limit that ran out, in milliseconds. */
  readonly timeoutMs: number
  readonly reason: string
  readonly meta: Meta
}

/** The caller's own signal ended the call, be it an `AbortSignal.timeout`. The backend may have acted all the same. */
export interface Aborted {
  readonly ok: false
  readonly kind: 'aborted'
  readonly reason: string
  readonly meta: Meta
}

/** No complete reply came: refused, reset, unknown host, broken off. The backend may have acted all the same. */
export interface NetworkFailed {
  readonly ok: false
  readonly kind: 'network'
  /** The system's code, such as `ECONNREFUSED`, where the runtime shows it. Browsers show none. */
  readonly code?: string
  readonly reason: string
  readonly meta: Meta
}

/** Something other than the API answered: a redirect, a proxy's page, a framework's 404. */
export interface HttpFailed {
  readonly ok: false
  readonly kind: 'http'
  /** The status; 0 where a browser hides it, which it does for redirects. */
  readonly status: number
  /** Where a redirect points, without its query; where the runtime shows it. A redirect is never followed. */
  readonly location?: string
  /** What answered, and which setting to look at. */
  readonly reason: string
  readonly meta: Meta
}

/** The API answered, but not with the envelope of the document. */
export interface Malformed {
  readonly ok: false
  readonly kind: 'malformed'
  /** Which part of the reply is wrong. */
  readonly at: 'body' | 'result' | 'message'
  /** What is wrong with it. What the backend sent is never repeated. */
  readonly reason: string
  readonly meta: Meta
}

/** A valid envelope with a code that the document does not list for this operation. */
export interface Undocumented {
  readonly ok: false
  readonly kind: 'undocumented'
  /** The code that came, cut after 99 characters. */
  readonly result: string
  readonly reason: string
  readonly meta: Meta
}

/** Every outcome but success and refusal. It is the same for all operations. */
export type Unanswered<Code extends string = FieldIssueCode> =
  | InvalidRequest<Code>
  | TimedOut
  | Aborted
  | NetworkFailed
  | HttpFailed
  | Malformed
  | Undocumented

/** Every outcome that is not a success. */
export type Failure = Refused | Unanswered

/** What became of a call of 验证码发送. */
export type SendCodeOutcome<Delivery extends CodeDelivery = 'response'> =
  | Succeeded<Delivery extends 'sms' ? null : string>
  | Refused<FailureOf<'sendCode'>>
  | Unanswered

/** What became of a call of 验证码校验. */
export type VerifyCodeOutcome = Succeeded<null> | Refused<FailureOf<'verifyCode'>> | Unanswered

/** What became of a call of 注册step1 with an image. */
export type UploadAvatarOutcome = Succeeded<string> | Refused<FailureOf<'uploadAvatar'>> | Unanswered

/** What became of a call of 注册step1 that may have no image, for which the document promises no path (erratum E17). */
export type UploadNothingOutcome = Succeeded<string | null> | Refused<FailureOf<'uploadAvatar'>> | Unanswered

/** What became of a call of 注册step2. */
export type CompleteRegistrationOutcome = Succeeded<null> | Refused<FailureOf<'completeRegistration'>> | Unanswered

/** What became of a call of 登录. */
export type LoginOutcome = Succeeded<string> | Refused<FailureOf<'login'>> | Unanswered

/** What became of a call of any operation. */
export type Outcome = Succeeded | Failure

/**
 * A call under way. Awaited, it gives the outcome and never rejects; `orThrow()` gives the success and throws a
 * `PhoneAuthError` for everything else. The request is sent once, whichever is used.
 */
export interface Call<Success, Failed> extends Promise<Success | Failed> {
  /** The success, or a `PhoneAuthError` thrown that carries the failure. */
  orThrow(): Promise<Success>
}
