import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import ky from 'ky'
import {
  type Aborted,
  type Client,
  type CompleteRegistrationOutcome,
  type CompleteRegistrationRequest,
  completeRegistrationRequest,
  createClient,
  type Dialect,
  type EndpointId,
  type Failure,
  type Gender,
  genderField,
  type HttpFailed,
  type InvalidRequest,
  isPhoneAuthError,
  type LoginOutcome,
  type LoginRequest,
  loginRequest,
  type Malformed,
  type NetworkFailed,
  type Operations,
  type Outcome,
  type PhoneAuthError,
  type Refused,
  type ReplyOf,
  type RequestReport,
  ResultCode,
  type SendCodeOutcome,
  type Succeeded,
  startRegistration,
  type TimedOut,
  type Unanswered,
  type Undocumented,
  type UploadAvatarOutcome,
  type UploadNothingOutcome,
  type UploadNothingReply,
  type VerifyCodeOutcome,
  type VerifyCodeRequest,
  verifyCodeRequest,
} from 'phone-auth-kit'
import { describe, expectTypeOf, test } from 'vitest'
import type * as z from 'zod/mini'
import type { DocumentedOperation } from '../../src/contract/define-endpoint.ts'
import type { operations } from '../../src/contract/endpoints.ts'
import type { fieldSchemas } from '../../src/contract/fields.ts'

const baseUrl = 'http://127.0.0.1:6543'
const api = createClient({ baseUrl })
const userId = '13800138000'

describe('an outcome', () => {
  test('has a literal kind, and a switch over it is exhaustive', async () => {
    const sent = await api.sendCode({ userId })
    expectTypeOf(sent.kind).toEqualTypeOf<
      'ok' | 'refused' | 'invalid-request' | 'timeout' | 'aborted' | 'network' | 'http' | 'malformed' | 'undocumented'
    >()
    if (sent.ok) {
      expectTypeOf(sent).toEqualTypeOf<Succeeded<string>>()
      expectTypeOf(sent.message).toEqualTypeOf<string>()
      return
    }
    switch (sent.kind) {
      case 'refused':
        return expectTypeOf(sent.result).toEqualTypeOf<'0001' | '0002'>()
      case 'invalid-request':
        return expectTypeOf(sent).toEqualTypeOf<InvalidRequest>()
      case 'timeout':
        return expectTypeOf(sent).toEqualTypeOf<TimedOut>()
      case 'aborted':
        return expectTypeOf(sent).toEqualTypeOf<Aborted>()
      case 'network':
        return expectTypeOf(sent).toEqualTypeOf<NetworkFailed>()
      case 'http':
        return expectTypeOf(sent).toEqualTypeOf<HttpFailed>()
      case 'malformed':
        return expectTypeOf(sent).toEqualTypeOf<Malformed>()
      case 'undocumented':
        return expectTypeOf(sent).toEqualTypeOf<Undocumented>()
      default:
        return expectTypeOf(sent).toBeNever()
    }
  })

  test("has only the operation's own codes and messages", async () => {
    type ResultOf<Outcome> = Outcome extends { readonly kind: 'ok' | 'refused'; readonly result: infer Result }
      ? Result
      : never
    type Promised<Told> =
      Extract<Told, { readonly result: '0000' }> extends { readonly message: infer Message } ? Message : never
    type Outcomes = { [Id in EndpointId]: Awaited<ReturnType<Operations[Id]>> }
    // Of its two signatures, the compiler looks at the one without an image (erratum E17).
    type Message<Id extends EndpointId> = Promised<Id extends 'uploadAvatar' ? UploadNothingReply : ReplyOf<Id>>
    expectTypeOf<{ [Id in EndpointId]: ResultOf<Outcomes[Id]> }>().toEqualTypeOf<{
      [Id in EndpointId]: ReplyOf<Id>['result']
    }>()
    expectTypeOf<{ [Id in EndpointId]: Promised<Outcomes[Id]> }>().toEqualTypeOf<{ [Id in EndpointId]: Message<Id> }>()
    const uploaded = await api.uploadAvatar({ img: new Uint8Array() })
    expectTypeOf<Promised<typeof uploaded>>().toEqualTypeOf<Promised<ReplyOf<'uploadAvatar'>>>()
    const verified = await api.verifyCode({ code_v: '1234', code: '1234' })
    // @ts-expect-error 0008 is a code of login
    if (verified.kind === 'refused' && verified.result === ResultCode.WrongPassword) return
  })

  test('has a name for each operation', async () => {
    expectTypeOf(await api.sendCode({ userId })).toEqualTypeOf<SendCodeOutcome>()
    const sms = createClient({ baseUrl, dialect: { codeDelivery: 'sms' } })
    expectTypeOf(await sms.sendCode({ userId })).toEqualTypeOf<SendCodeOutcome<'sms'>>()
    expectTypeOf(await api.verifyCode({ code_v: '1234', code: '1234' })).toEqualTypeOf<VerifyCodeOutcome>()
    expectTypeOf(await api.uploadAvatar({ img: new Blob() })).toEqualTypeOf<UploadAvatarOutcome>()
    expectTypeOf(await api.uploadAvatar()).toEqualTypeOf<UploadNothingOutcome>()
    const [file] = [] as File[]
    expectTypeOf(await api.uploadAvatar({ img: file }, { onProgress() {} })).toEqualTypeOf<UploadNothingOutcome>()
    expectTypeOf(await api.completeRegistration({ password: 'abcd1234' })).toEqualTypeOf<CompleteRegistrationOutcome>()
    expectTypeOf(await api.login({ userId, password: 'x' })).toEqualTypeOf<LoginOutcome>()
    expectTypeOf<LoginOutcome>().toExtend<Outcome>()
  })

  test('of an upload has a path, which may be missing if no image was sent', async () => {
    expectTypeOf((await api.uploadAvatar({ img: new Blob() }).orThrow()).message).toEqualTypeOf<string>()
    expectTypeOf((await api.uploadAvatar().orThrow()).message).toEqualTypeOf<string | null>()
    expectTypeOf((await api.uploadAvatar({}).orThrow()).message).toEqualTypeOf<string | null>()
  })

  test('is thrown as one error class, whose guard narrows', () => {
    const error: unknown = undefined
    if (isPhoneAuthError(error)) expectTypeOf(error.failure).toEqualTypeOf<Failure>()
    if (isPhoneAuthError(error, 'refused')) expectTypeOf(error.failure).toEqualTypeOf<Refused>()
    if (isPhoneAuthError(error, 'timeout')) expectTypeOf(error.failure.timeoutMs).toEqualTypeOf<number>()
    expectTypeOf<PhoneAuthError['name']>().toEqualTypeOf<'PhoneAuthError'>()
    expectTypeOf<PhoneAuthError['kind']>().toEqualTypeOf<Unanswered['kind'] | 'refused'>()
  })
})

describe('a request', () => {
  test('has the fields of the document and no others', () => {
    type Field<Kind> = Kind extends keyof typeof fieldSchemas ? z.infer<(typeof fieldSchemas)[Kind]> : never
    type Required<Operation extends DocumentedOperation> = Exclude<keyof Operation['fields'], OptionalOf<Operation>>
    type OptionalOf<Operation> = Operation extends { optional: readonly (infer Name)[] } ? Name : never
    type Given<Id extends EndpointId, Operation extends DocumentedOperation = (typeof operations)[Id]> = {
      readonly [Name in Required<Operation>]: Field<Operation['fields'][Name]>
    } & {
      readonly [Name in Exclude<keyof Operation['fields'], Required<Operation>>]?:
        | Field<Operation['fields'][Name]>
        | undefined
    }
    type Request<Id extends EndpointId> = NonNullable<Parameters<Operations[Id]>[0]>
    type Matches = { [Id in EndpointId]: Request<Id> extends Given<Id> ? 'as the contract says' : Given<Id> }
    expectTypeOf<Matches>().toEqualTypeOf<Record<EndpointId, 'as the contract says'>>()
    // @ts-expect-error register is always "1", so the client adds it
    api.completeRegistration({ password: 'abcd1234', register: '1' })
    // @ts-expect-error a gender is "0" or "1"
    api.completeRegistration({ password: 'abcd1234', gender: '2' })
    // @ts-expect-error the document names no user here (erratum E06)
    api.verifyCode({ code_v: '1234', code: '1234', userId })
    // @ts-expect-error a phone number is text: a number would lose leading zeros
    api.sendCode({ userId: 13800138000 })
    // @ts-expect-error the password is required (erratum E07)
    api.login({ userId })
  })

  test('for an upload takes every kind of image and nothing else', () => {
    api.uploadAvatar({ img: new File([], 'me.png') })
    api.uploadAvatar({ img: new ArrayBuffer(1) })
    api.uploadAvatar({ img: Buffer.from('x') })
    api.uploadAvatar({ img: { bytes: new Uint8Array(), name: 'me.png' } })
    api.uploadAvatar({ img: { path: '/photos/me.png' } })
    api.uploadAvatar({ img: createReadStream('/photos/me.png') })
    api.uploadAvatar({ img: { stream: Readable.from([]), name: 'me.png', length: 5 } })
    api.uploadAvatar({ img: { stream: new Blob().stream(), name: 'me.png' } })
    // @ts-expect-error a path is passed as { path }
    api.uploadAvatar({ img: '/photos/me.png' })
    // @ts-expect-error a form is not an image
    api.uploadAvatar({ img: new FormData() })
    // @ts-expect-error a stream needs a name
    api.uploadAvatar({ img: { stream: Readable.from([]) } })
    // @ts-expect-error only an upload has progress
    api.login({ userId, password: 'x' }, { onProgress() {} })
    api.uploadAvatar(
      { img: new Blob() },
      {
        onProgress(progress) {
          // @ts-expect-error where the runtime can't tell, there are no numbers
          progress.sentBytes
          if (progress.known) expectTypeOf(progress.totalBytes).toEqualTypeOf<number | undefined>()
        },
      },
    )
  })
})

describe('a dialect', () => {
  test('with codes by SMS has no code in the reply to sendCode, and no code_v in verifyCode', async () => {
    const sms = createClient({ baseUrl, dialect: { codeDelivery: 'sms' } })
    expectTypeOf((await sms.sendCode({ userId }).orThrow()).message).toEqualTypeOf<null>()
    sms.verifyCode({ code: '1234' })
    // @ts-expect-error there is no code_v
    sms.verifyCode({ code: '1234', code_v: '1234' })
    // @ts-expect-error without SMS, code_v is required
    api.verifyCode({ code: '1234' })
  })

  test('with linking by userId requires the phone number where it is sent', () => {
    const linked = createClient({ baseUrl, dialect: { linking: 'userId' } })
    expectTypeOf(linked).toEqualTypeOf<Client<'response', 'userId'>>()
    linked.verifyCode({ code_v: '1234', code: '1234', userId })
    linked.completeRegistration({ password: 'abcd1234', userId })
    // @ts-expect-error the phone number links the steps
    linked.verifyCode({ code_v: '1234', code: '1234' })
    // @ts-expect-error the phone number links the steps
    linked.completeRegistration({ password: 'abcd1234' })
    // @ts-expect-error an upload never takes it
    linked.uploadAvatar({ img: new Blob(), userId })
  })

  test('known only at run time allows both', async () => {
    const some = createClient({ baseUrl, dialect: {} as Dialect })
    expectTypeOf((await some.sendCode({ userId }).orThrow()).message).toEqualTypeOf<string | null>()
    some.verifyCode({ code: '1234', code_v: '1234', userId })
    some.verifyCode({ code: '1234' })
  })

  test('of the document is the default', () => {
    expectTypeOf(api).toEqualTypeOf<Client<'response', 'cookie'>>()
    expectTypeOf(createClient({ baseUrl, dialect: { body: 'json' } })).toEqualTypeOf<Client<'response', 'cookie'>>()
  })
})

describe('the steps of a registration', () => {
  test('cannot be taken in the wrong order', async () => {
    const start = startRegistration(api)
    // @ts-expect-error no code was sent
    start.verifyCode
    // @ts-expect-error nothing was verified
    start.completeRegistration
    const sent = await start.sendCode({ userId })
    // @ts-expect-error it may have failed
    sent.next
    if (!sent.ok) return
    // @ts-expect-error the code was not checked
    sent.next.completeRegistration
    // @ts-expect-error the code was not checked
    sent.next.uploadAvatar
    const { next: verified } = await sent.next.verifyCode({ code: '1234' }).orThrow()
    // @ts-expect-error nobody is registered
    verified.login
    // @ts-expect-error the code was checked
    verified.verifyCode
    const { next: uploaded } = await verified.uploadAvatar({ img: new Blob() }).orThrow()
    // @ts-expect-error the path is passed on automatically
    uploaded.completeRegistration({ password: 'abcd1234', headImage: '/x' })
    const { next: registered } = await uploaded.completeRegistration({ password: 'abcd1234' }).orThrow()
    // @ts-expect-error the registration is complete
    registered.completeRegistration
    expectTypeOf((await registered.login({ password: 'abcd1234' }).orThrow()).message).toEqualTypeOf<string>()
  })

  test('exist for every dialect', () => {
    startRegistration(createClient({ baseUrl, dialect: { codeDelivery: 'sms', linking: 'userId' } }))
    startRegistration(createClient({ baseUrl, dialect: {} as Dialect }))
  })
})

test('the request schemas are Standard Schemas that other libraries accept', async () => {
  const reply = ky.get(baseUrl)
  expectTypeOf(await reply.json(loginRequest)).toEqualTypeOf<LoginRequest>()
  expectTypeOf(await reply.json(verifyCodeRequest)).toEqualTypeOf<VerifyCodeRequest>()
  expectTypeOf(await reply.json(completeRegistrationRequest)).toEqualTypeOf<CompleteRegistrationRequest>()
  expectTypeOf(await reply.json(genderField)).toEqualTypeOf<Gender>()
})

test('console is a Logger, fetch is a Fetch, and hooks see no body', () => {
  createClient({ baseUrl: new URL(baseUrl), logger: console, fetch })
  expectTypeOf<RequestReport['requestBody']>().toEqualTypeOf<
    { readonly type: string; readonly bytes: number | undefined } | undefined
  >()
})
