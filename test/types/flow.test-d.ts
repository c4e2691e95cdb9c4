import {
  type Call,
  type Client,
  createClient,
  type Failure,
  type RequestIssue,
  type SendCodeOutcome,
  type Succeeded,
} from 'phone-auth-kit'
import {
  createRegistrationFlow,
  type FlowFailure,
  type FlowStorage,
  type NotRun,
  type Recovered,
  type RegisteredOtherwise,
  type RegistrationAction,
  type RegistrationSnapshot,
  type UndecidedOutcome,
} from 'phone-auth-kit/registration-flow'
import { describe, expectTypeOf, test } from 'vitest'

const baseUrl = 'http://127.0.0.1:6543'
const flow = createRegistrationFlow(createClient({ baseUrl }))
const userId = '13800138000'

test('a flow takes a client of any dialect', () => {
  createRegistrationFlow(createClient({ baseUrl, dialect: { codeDelivery: 'sms' } }))
  createRegistrationFlow(createClient({ baseUrl, dialect: { linking: 'userId' } }))
  createRegistrationFlow(createClient({ baseUrl, dialect: { linking: 'userId', codeDelivery: 'sms', body: 'json' } }))
  expectTypeOf<Client>().toExtend<Parameters<typeof createRegistrationFlow>[0]>()
})

describe('an action', () => {
  test('gives what the operation gives, or why nothing is known, or why it did not run', async () => {
    const sent = await flow.sendCode({ userId })
    expectTypeOf(sent).toEqualTypeOf<SendCodeOutcome<'response' | 'sms'> | UndecidedOutcome | NotRun>()
    if (sent.ok) expectTypeOf(sent).toEqualTypeOf<Succeeded<string | null>>()
    else if (sent.kind === 'refused') expectTypeOf(sent.result).toEqualTypeOf<'0001' | '0002'>()
    else if (sent.kind === 'unknown') expectTypeOf(sent.can).toEqualTypeOf<readonly RegistrationAction[]>()
    else if (sent.kind === 'not-run')
      expectTypeOf(sent.reason).toEqualTypeOf<'busy' | 'wrong-step' | 'cooldown' | 'locked' | 'elsewhere'>()
    else expectTypeOf(sent).toExtend<Failure>()
  })

  test('that completes the registration may have found out that it was done', async () => {
    const completed = await flow.completeRegistration({ password: 'abcd1234', gender: '0', nickname: '小明' })
    if (completed.ok) expectTypeOf(completed).toEqualTypeOf<Succeeded<null> | Recovered>()
    else if (completed.kind === 'refused') expectTypeOf(completed.result).toEqualTypeOf<'0006'>()
    else if (completed.kind === 'registered-otherwise') expectTypeOf(completed).toEqualTypeOf<RegisteredOtherwise>()
  })

  test('is no Call: it never throws what it gives', () => {
    expectTypeOf(flow.login({ password: '1' })).not.toExtend<Call<Succeeded, Failure>>()
  })

  test('takes what its step takes, and no avatar path by hand', () => {
    // @ts-expect-error a password is required
    flow.completeRegistration({ nickname: '小明' })
    // @ts-expect-error the flow knows the path
    flow.completeRegistration({ password: 'abcd1234', headImage: '/a.png' })
    // @ts-expect-error a code is text
    flow.verifyCode({ code: 1234 })
    // @ts-expect-error an image is required
    flow.uploadAvatar({})
    flow.sendCode()
  })
})

describe('a snapshot', () => {
  test('has a step, and a failure that a switch can read', () => {
    const { step, pending, failure } = flow.getSnapshot()
    expectTypeOf(step).toEqualTypeOf<
      'start' | 'code-sent' | 'verified' | 'avatar-uploaded' | 'registered' | 'logged-in'
    >()
    expectTypeOf(pending).toEqualTypeOf<RegistrationAction | 'resume' | undefined>()
    expectTypeOf(failure).toEqualTypeOf<FlowFailure | undefined>()
    if (failure?.kind === 'invalid-request') expectTypeOf(failure.issues).toEqualTypeOf<readonly RequestIssue[]>()
    // @ts-expect-error an action that did not run is no failure to show
    if (failure?.kind === 'not-run') throw new Error()
  })

  test('is read only', () => {
    const snapshot: RegistrationSnapshot = flow.getSnapshot()
    // @ts-expect-error the flow alone changes it
    snapshot.step = 'verified'
  })
})

test('what browsers and React Native have is a storage', () => {
  expectTypeOf<Storage>().toExtend<FlowStorage>()
  expectTypeOf<{
    getItem(key: string): Promise<string | null>
    setItem(key: string, value: string): Promise<void>
    removeItem(key: string): Promise<void>
  }>().toExtend<FlowStorage>()
})
