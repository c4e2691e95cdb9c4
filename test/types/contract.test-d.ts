import { describe, expectTypeOf, test } from 'vitest'
import type { EndpointId } from '../../src/contract/endpoints.ts'
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

/** Written out by hand, to pin the derived types. */
interface Expected {
  sendCode: Told<'0000', string> | Told<'0001', null> | Told<'0002', null>
  verifyCode: Told<'0000', null> | Told<'0004', null> | Told<'0005', null>
  uploadAvatar: Told<'0000', string> | Told<'0006', null>
  completeRegistration: Told<'0000', null> | Told<'0006', null>
  login: Told<'0000', string> | Told<'0007', null> | Told<'0008', null>
}
type Told<Result, Message> = { readonly result: Result; readonly message: Message }

test('every endpoint has its replies: add those of a new one to Expected in test/types/contract.test-d.ts', () => {
  expectTypeOf<keyof Expected>().toEqualTypeOf<EndpointId>()
  expectTypeOf<{ [Id in EndpointId]: ReplyOf<Id> }>().toEqualTypeOf<Expected>()
})

describe('the replies are those of the endpoint values', () => {
  test('sendCode', () => {
    expectTypeOf<SendCodeReply>().toEqualTypeOf<Expected['sendCode']>()
    expectTypeOf<ResultOf<'sendCode'>>().toEqualTypeOf<'0000' | '0001' | '0002'>()
    expectTypeOf<Extract<SendCodeReply, { result: '0000' }>['message']>().toEqualTypeOf<string>()
    expectTypeOf<Extract<SendCodeReply<'sms'>, { result: '0000' }>['message']>().toEqualTypeOf<null>()
    // @ts-expect-error 0004 is a code of verifyCode
    const wrong: SendCodeReply = { result: '0004', message: null }
    void wrong
  })
  test('verifyCode', () => {
    expectTypeOf<VerifyCodeReply>().toEqualTypeOf<Expected['verifyCode']>()
    expectTypeOf<ResultOf<'verifyCode'>>().toEqualTypeOf<'0000' | '0004' | '0005'>()
    // @ts-expect-error no message is promised
    const wrong: VerifyCodeReply = { result: '0000', message: '1234' }
    void wrong
  })
  test('uploadAvatar', () => {
    expectTypeOf<UploadAvatarReply>().toEqualTypeOf<Expected['uploadAvatar']>()
    expectTypeOf<ResultOf<'uploadAvatar'>>().toEqualTypeOf<'0000' | '0006'>()
    expectTypeOf<Extract<UploadNothingReply, { result: '0000' }>['message']>().toEqualTypeOf<string | null>()
    // @ts-expect-error 0004 from upload is reported as 0006 (erratum E04)
    const wrong: UploadAvatarReply = { result: '0004', message: null }
    void wrong
  })
  test('completeRegistration', () => {
    expectTypeOf<CompleteRegistrationReply>().toEqualTypeOf<Expected['completeRegistration']>()
    expectTypeOf<ResultOf<'completeRegistration'>>().toEqualTypeOf<'0000' | '0006'>()
    // @ts-expect-error 0001 is a code of sendCode
    const wrong: CompleteRegistrationReply = { result: '0001', message: null }
    void wrong
  })
  test('login', () => {
    expectTypeOf<LoginReply>().toEqualTypeOf<Expected['login']>()
    expectTypeOf<ResultOf<'login'>>().toEqualTypeOf<'0000' | '0007' | '0008'>()
    expectTypeOf<FailureOf<'login'>>().toEqualTypeOf<'0007' | '0008'>()
    // @ts-expect-error 0006 is a code of step 2
    const wrong: LoginReply = { result: '0006', message: null }
    void wrong
  })
  test('their codes together are the documented result codes', () => {
    expectTypeOf<ReplyOf<EndpointId>['result']>().toEqualTypeOf<ResultCode>()
  })
})
