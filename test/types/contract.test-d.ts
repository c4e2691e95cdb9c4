import { describe, expectTypeOf, test } from 'vitest'
import type * as z from 'zod/mini'
import type { EndpointId } from '../../src/contract/endpoint-ids.ts'
import type { endpoints } from '../../src/contract/endpoints.ts'
import type {
  CompleteRegistrationReply,
  FailureOf,
  LoginReply,
  ReplyOf,
  ResultOf,
  SendCodeReply,
  UploadAvatarReply,
  UploadNothingReply,
  VerifyCodeReply,
} from '../../src/contract/replies.ts'
import type { ResultCode } from '../../src/contract/result-codes.ts'

type Endpoints = typeof endpoints
type RepliesOf<Id extends EndpointId> = Endpoints[Id]['replies']
/** An absent message is handed on as null (erratum E02). */
type Message<Schema> = Schema extends z.ZodMiniType<infer Output> ? Exclude<Output, undefined> : never
type Derived<Id extends EndpointId> = {
  [Code in keyof RepliesOf<Id>]: { readonly result: Code; readonly message: Message<RepliesOf<Id>[Code]> }
}[keyof RepliesOf<Id>]

describe('replies are those of the endpoint values', () => {
  test('sendCode', () => {
    expectTypeOf<SendCodeReply>().toEqualTypeOf<Derived<'sendCode'>>()
    expectTypeOf<ResultOf<'sendCode'>>().toEqualTypeOf<'0000' | '0001' | '0002'>()
    expectTypeOf<Extract<SendCodeReply, { result: '0000' }>['message']>().toEqualTypeOf<string>()
    expectTypeOf<Extract<SendCodeReply<'sms'>, { result: '0000' }>['message']>().toEqualTypeOf<null>()
    // @ts-expect-error 0004 is a code of verifyCode
    const wrong: SendCodeReply = { result: '0004', message: null }
    void wrong
  })
  test('verifyCode', () => {
    expectTypeOf<VerifyCodeReply>().toEqualTypeOf<Derived<'verifyCode'>>()
    expectTypeOf<ResultOf<'verifyCode'>>().toEqualTypeOf<'0000' | '0004' | '0005'>()
    // @ts-expect-error no message is promised
    const wrong: VerifyCodeReply = { result: '0000', message: '1234' }
    void wrong
  })
  test('uploadAvatar', () => {
    expectTypeOf<UploadAvatarReply>().toEqualTypeOf<Derived<'uploadAvatar'>>()
    expectTypeOf<ResultOf<'uploadAvatar'>>().toEqualTypeOf<'0000' | '0006'>()
    expectTypeOf<Extract<UploadNothingReply, { result: '0000' }>['message']>().toEqualTypeOf<string | null>()
    // @ts-expect-error 0004 from upload is handed on as 0006 (erratum E04)
    const wrong: UploadAvatarReply = { result: '0004', message: null }
    void wrong
  })
  test('completeRegistration', () => {
    expectTypeOf<CompleteRegistrationReply>().toEqualTypeOf<Derived<'completeRegistration'>>()
    expectTypeOf<ResultOf<'completeRegistration'>>().toEqualTypeOf<'0000' | '0006'>()
    // @ts-expect-error 0001 is a code of sendCode
    const wrong: CompleteRegistrationReply = { result: '0001', message: null }
    void wrong
  })
  test('login', () => {
    expectTypeOf<LoginReply>().toEqualTypeOf<Derived<'login'>>()
    expectTypeOf<ResultOf<'login'>>().toEqualTypeOf<'0000' | '0007' | '0008'>()
    expectTypeOf<FailureOf<'login'>>().toEqualTypeOf<'0007' | '0008'>()
    // @ts-expect-error 0006 is a code of step 2
    const wrong: LoginReply = { result: '0006', message: null }
    void wrong
  })
  test('all of them together are the documented codes', () => {
    expectTypeOf<ReplyOf<EndpointId>['result']>().toEqualTypeOf<ResultCode>()
  })
})
