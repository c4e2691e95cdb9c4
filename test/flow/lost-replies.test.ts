import { createClient, type Failure } from 'phone-auth-kit'
import { createReferenceBackend, type ReferenceOptions } from 'phone-auth-kit/reference'
import { createRegistrationFlow } from 'phone-auth-kit/registration-flow'
import { describe, expect, test, vi } from 'vitest'
import { stopTimers } from '../harness/stop-timers.ts'
import { type Loss, lossyNetwork, type Symptom } from './lossy-network.ts'

const userId = '13800138000'
const password = 'abcd1234'
const img = { bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47]), name: 'me.png' }

/** What links the steps, and how the code comes: every lost reply is tried in all four. */
const dialects = (['cookie', 'userId'] as const).flatMap((linking) =>
  (['response', 'sms'] as const).map((codeDelivery) => ({ linking, codeDelivery })),
)
const losses: readonly Loss[] = ['request', 'reply', 'body']

async function start(options: ReferenceOptions = {}, symptom?: Symptom) {
  const network = await lossyNetwork(options, { ...(symptom && { symptom }) })
  const flow = createRegistrationFlow(network.api, { resendAfter: 0 })
  const typed = () => network.reference.inbox.last(userId)?.code ?? ''
  const wrong = () => (typed() === '1111' ? '2222' : '1111')
  const register = async (): Promise<void> => {
    await flow.completeRegistration({ password })
    expect(await flow.login({ password })).toMatchObject({ ok: true })
  }
  return { ...network, flow, typed, wrong, register }
}

async function at(step: 'code-sent' | 'verified', options?: ReferenceOptions, symptom?: Symptom) {
  const started = await start(options, symptom)
  const { flow, typed } = started
  await flow.sendCode({ userId })
  if (step === 'verified') await flow.verifyCode({ code: typed() })
  expect(flow.getSnapshot().step).toBe(step)
  started.requests.length = 0
  return started
}

describe.each(dialects)('with linking $linking and code by $codeDelivery', (dialect) => {
  describe('sending a code', () => {
    test.each(losses)('is never repeated by itself, and the person may ask again: %s lost', async (loss) => {
      const { flow, lose, typed, requests, sms, register } = await start({ dialect })
      lose('sendCode', loss)
      const outcome = await flow.sendCode({ userId })
      expect(outcome).toMatchObject({ kind: 'unknown', action: 'sendCode', can: ['verifyCode', 'sendCode'] })
      expect(flow.getSnapshot()).toMatchObject({ step: 'code-sent', failure: outcome, unknown: { action: 'sendCode' } })
      expect(requests).toEqual(['sendCode'])

      expect(await flow.sendCode()).toMatchObject({ ok: true })
      expect(flow.getSnapshot().unknown).toBeUndefined()
      expect(sms(userId)).toBe(loss === 'request' ? 1 : 2)
      expect(await flow.verifyCode({ code: typed() })).toMatchObject({ ok: true })
      await register()
    })

    test.each(['reply', 'body'] as const)('whose code arrives all the same: it can be typed, %s lost', async (loss) => {
      const { flow, lose, typed, register, sms } = await start({ dialect })
      lose('sendCode', loss)
      await flow.sendCode({ userId })
      const checked = await flow.verifyCode({ code: typed() })
      if (dialect.linking === 'userId' || loss === 'body') {
        expect(checked).toMatchObject({ ok: true })
        expect(sms(userId)).toBe(1)
      } else {
        // The session's cookie was in the lost reply.
        expect(checked).toMatchObject({ kind: 'refused', result: '0004' })
        expect(flow.getSnapshot().unknown).toMatchObject({ action: 'sendCode', can: ['verifyCode', 'sendCode'] })
        await flow.sendCode()
        expect(await flow.verifyCode({ code: typed() })).toMatchObject({ ok: true })
        expect(sms(userId)).toBe(2)
      }
      await register()
    })

    test.each(losses)('once more: the newest code that arrived works, %s lost', async (loss) => {
      const { flow, lose, typed, register } = await at('code-sent', { dialect })
      lose('sendCode', loss)
      expect(await flow.sendCode()).toMatchObject({ kind: 'unknown' })
      expect(await flow.verifyCode({ code: typed() })).toMatchObject({ ok: true })
      await register()
    })
  })

  describe('checking a code', () => {
    test('that never arrived', async () => {
      const { flow, lose, typed, requests, register } = await at('code-sent', { dialect })
      lose('verifyCode', 'request')
      const outcome = await flow.verifyCode({ code: typed() })
      if (dialect.codeDelivery === 'sms') {
        // Nobody but the person may spend a try.
        expect(outcome).toMatchObject({ kind: 'unknown', action: 'verifyCode', can: ['verifyCode', 'sendCode'] })
        expect(requests).toEqual(['verifyCode'])
        expect(await flow.verifyCode({ code: typed() })).toMatchObject({ ok: true })
      } else expect(outcome).toMatchObject({ ok: true })
      expect(requests).toEqual(['verifyCode', 'verifyCode'])
      expect(flow.getSnapshot()).toMatchObject({ step: 'verified', unknown: undefined })
      await register()
    })

    const answered = (['reply', 'body'] as const).flatMap((loss) =>
      [true, false].map((codeWorksOnce) => ({ loss, codeWorksOnce })),
    )
    test.each(answered)('whose answer was lost: $loss, where a code works once: $codeWorksOnce', async (lost) => {
      const { loss, codeWorksOnce } = lost
      const { flow, lose, typed, register, sms } = await at('code-sent', { dialect, codeWorksOnce })
      lose('verifyCode', loss)
      let outcome = await flow.verifyCode({ code: typed() })
      if (dialect.codeDelivery === 'sms') outcome = await flow.verifyCode({ code: typed() })
      expect(flow.getSnapshot().step).toBe('verified')
      // The reply to a right code renews the session, whose cookie was then in the lost reply.
      const isSessionLost = dialect.linking === 'cookie' && loss === 'reply'
      if (codeWorksOnce || isSessionLost) {
        expect(outcome).toMatchObject({ kind: 'unknown', action: 'verifyCode' })
        expect(flow.getSnapshot().unknown).toEqual({
          action: 'verifyCode',
          can: ['completeRegistration', 'uploadAvatar', 'sendCode'],
        })
      } else expect(outcome).toMatchObject({ ok: true })
      if (isSessionLost) {
        expect(await flow.completeRegistration({ password })).toMatchObject({ kind: 'refused', result: '0006' })
        expect(flow.getSnapshot()).toMatchObject({ step: 'code-sent', unknown: undefined })
        await flow.sendCode()
        await flow.verifyCode({ code: typed() })
      }
      await register()
      expect(flow.getSnapshot().unknown).toBeUndefined()
      expect(sms(userId)).toBe(isSessionLost ? 2 : 1)
    })

    test.each(losses)('that is wrong verifies nobody: %s lost', async (loss) => {
      const { flow, lose, typed, wrong, requests, register, sms } = await at('code-sent', { dialect })
      lose('verifyCode', loss)
      const outcome = await flow.verifyCode({ code: wrong() })
      expect(requests).toEqual(['verifyCode'])
      expect(flow.getSnapshot().step).toBe('code-sent')
      if (dialect.codeDelivery === 'response') {
        // It is not the code that was sent, so there is nothing to find out.
        expect(outcome).toMatchObject({ kind: loss === 'body' ? 'malformed' : 'network' })
        expect(flow.getSnapshot().unknown).toBeUndefined()
      } else {
        expect(outcome).toMatchObject({ kind: 'unknown' })
        // Refused again: wrong, or used up. Step 2 knows.
        expect(await flow.verifyCode({ code: wrong() })).toMatchObject({ kind: 'unknown' })
        expect(flow.getSnapshot().step).toBe('verified')
        expect(await flow.completeRegistration({ password })).toMatchObject({ kind: 'refused', result: '0006' })
        expect(flow.getSnapshot()).toMatchObject({ step: 'code-sent', unknown: undefined, failure: { result: '0006' } })
      }
      expect(await flow.verifyCode({ code: typed() })).toMatchObject({ ok: true })
      await register()
      expect(sms(userId)).toBe(1)
    })

    test('one wrong code locks nobody, whatever is lost', async () => {
      const { flow, lose, typed, wrong } = await at('code-sent', { dialect, wrongCodeLimit: 2 })
      lose('verifyCode', 'reply')
      await flow.verifyCode({ code: wrong() })
      expect(await flow.verifyCode({ code: typed() })).toMatchObject({ ok: true })
    })

    /** Whether a code is checked a second time without the person. */
    const twice = dialect.codeDelivery === 'response' ? 2 : 1

    test('with no network at all leaves the person where they are', async () => {
      const { flow, lose, typed, register } = await at('code-sent', { dialect })
      lose('verifyCode', ...Array<Loss>(twice).fill('request'))
      const can = ['verifyCode', 'sendCode']
      expect(await flow.verifyCode({ code: typed() })).toMatchObject({ kind: 'unknown', can })
      expect(flow.getSnapshot()).toMatchObject({ step: 'code-sent', unknown: { action: 'verifyCode', can } })
      expect(await flow.verifyCode({ code: typed() })).toMatchObject({ ok: true })
      await register()
    })

    test('can be decided by a fresh code, too', async () => {
      const { flow, lose, typed, register } = await at('code-sent', { dialect })
      lose('verifyCode', ...Array<Loss>(twice).fill('reply'))
      expect(await flow.verifyCode({ code: typed() })).toMatchObject({ kind: 'unknown' })
      expect(await flow.sendCode()).toMatchObject({ ok: true })
      expect(flow.getSnapshot()).toMatchObject({ step: 'code-sent', unknown: undefined })
      expect(await flow.verifyCode({ code: typed() })).toMatchObject({ ok: true })
      await register()
    })
  })

  describe('an upload', () => {
    test.each(losses)('can be repeated, or left out: %s lost', async (loss) => {
      const { flow, lose, requests, register } = await at('verified', { dialect })
      lose('uploadAvatar', loss, loss)
      const outcome = await flow.uploadAvatar({ img })
      expect(outcome).toMatchObject({ kind: 'unknown', action: 'uploadAvatar' })
      expect(outcome).toMatchObject({ can: ['completeRegistration', 'uploadAvatar', 'sendCode'] })
      expect(requests).toEqual(['uploadAvatar'])
      expect(flow.getSnapshot()).toMatchObject({ step: 'verified', headImage: undefined })
      await flow.uploadAvatar({ img })
      expect(await flow.uploadAvatar({ img })).toMatchObject({ ok: true })
      await register()
    })
  })

  describe('step 2', () => {
    test('that never arrived is found out by a login, and sent once more', async () => {
      const { flow, lose, requests } = await at('verified', { dialect })
      lose('completeRegistration', 'request')
      expect(await flow.completeRegistration({ password })).toMatchObject({ ok: true, kind: 'ok' })
      expect(requests).toEqual(['completeRegistration', 'login', 'completeRegistration'])
      expect(flow.getSnapshot()).toMatchObject({ step: 'registered', unknown: undefined })
      expect(await flow.login({ password })).toMatchObject({ ok: true })
    })

    test.each(['reply', 'body'] as const)('whose %s was lost is found out by a login', async (loss) => {
      const { flow, lose, requests } = await at('verified', { dialect })
      lose('completeRegistration', loss)
      expect(await flow.completeRegistration({ password })).toEqual({ ok: true, kind: 'recovered', message: null })
      expect(requests).toEqual(['completeRegistration', 'login'])
      expect(flow.getSnapshot()).toMatchObject({ step: 'registered', unknown: undefined, failure: undefined })
      expect(await flow.login({ password })).toMatchObject({ ok: true })
    })

    test.each(losses.flatMap((first) => losses.map((login) => ({ first, login }))))(
      'lost together with the login: $first, then $login',
      async ({ first, login }) => {
        const { flow, lose, requests } = await at('verified', { dialect })
        lose('completeRegistration', first)
        lose('login', login)
        const outcome = await flow.completeRegistration({ password })
        expect(outcome).toMatchObject({ kind: 'unknown', action: 'completeRegistration', lost: { ok: false } })
        const can = ['completeRegistration', 'uploadAvatar', 'sendCode', 'login']
        expect(flow.getSnapshot()).toMatchObject({ step: 'verified', unknown: { action: 'completeRegistration', can } })

        requests.length = 0
        expect(await flow.completeRegistration({ password })).toMatchObject({ ok: true })
        expect(requests).toEqual(first === 'request' ? ['login', 'completeRegistration'] : ['login'])
        expect(await flow.login({ password })).toMatchObject({ ok: true })
      },
    )

    test.each(losses)('that is undecided can be decided by logging in: %s lost', async (loss) => {
      const { flow, lose, register } = await at('verified', { dialect })
      lose('completeRegistration', loss)
      lose('login', 'request')
      await flow.completeRegistration({ password })
      const outcome = await flow.login({ password })
      if (loss !== 'request') {
        expect(outcome).toMatchObject({ ok: true })
        expect(flow.getSnapshot()).toMatchObject({ step: 'logged-in', unknown: undefined })
      } else {
        expect(outcome).toMatchObject({ result: '0007' })
        expect(flow.getSnapshot()).toMatchObject({ step: 'verified', unknown: undefined })
        await register()
      }
    })

    test.each(losses)('that is undecided can be decided by a fresh code: %s lost', async (loss) => {
      const { flow, lose, typed, register } = await at('verified', { dialect })
      lose('completeRegistration', loss)
      lose('login', 'request')
      await flow.completeRegistration({ password })
      expect(flow.back()).toBeUndefined()
      expect(flow.getSnapshot()).toMatchObject({ step: 'start', unknown: { can: ['sendCode', 'login'] } })
      const outcome = await flow.sendCode({ userId })
      if (loss !== 'request') {
        expect(outcome).toMatchObject({ result: '0001' })
        expect(flow.getSnapshot()).toMatchObject({ step: 'registered', unknown: undefined })
        expect(await flow.login({ password })).toMatchObject({ ok: true })
      } else {
        expect(outcome).toMatchObject({ ok: true })
        await flow.verifyCode({ code: typed() })
        await register()
      }
    })

    test('that is undecided keeps the first password, whichever is typed next', async () => {
      const { flow, lose, requests } = await at('verified', { dialect })
      lose('completeRegistration', 'reply')
      lose('login', 'request')
      await flow.completeRegistration({ password })
      requests.length = 0
      const outcome = await flow.completeRegistration({ password: 'another1234' })
      expect(outcome).toEqual({ ok: false, kind: 'registered-otherwise' })
      expect(requests).toEqual(['login'])
      expect(flow.getSnapshot()).toMatchObject({ step: 'registered', unknown: undefined, failure: outcome })
      expect(await flow.login({ password: 'another1234' })).toMatchObject({ result: '0008' })
      expect(await flow.login({ password })).toMatchObject({ ok: true })
    })

    test('that is undecided says nothing about another phone', async () => {
      const other = '13900139000'
      const { flow, lose } = await at('verified', { dialect, people: [{ userId: other, password }] })
      lose('completeRegistration', 'request')
      lose('login', 'request')
      await flow.completeRegistration({ password })
      expect(await flow.sendCode({ userId: other })).toMatchObject({ result: '0001' })
      expect(flow.getSnapshot()).toMatchObject({
        step: 'verified',
        userId,
        unknown: { action: 'completeRegistration' },
      })
    })

    test('that is undecided stays so when another code is lost and the old one verifies again', async () => {
      const { flow, lose, typed, requests } = await at('verified', { dialect, codeWorksOnce: false })
      lose('completeRegistration', 'reply')
      lose('login', 'request')
      await flow.completeRegistration({ password })
      lose('sendCode', 'request')
      await flow.sendCode()
      expect(flow.getSnapshot().unknown).toEqual({ action: 'sendCode', can: ['verifyCode', 'sendCode', 'login'] })
      expect(await flow.verifyCode({ code: typed() })).toMatchObject({ ok: true })
      requests.length = 0
      expect(await flow.completeRegistration({ password })).toMatchObject({ kind: 'recovered' })
      expect(requests).toEqual(['login'])
    })

    test('that was refused is not asked about', async () => {
      const { flow, requests } = await at('verified', { dialect, nicknameLimit: 2 })
      const outcome = await flow.completeRegistration({ password, nickname: '太长了' })
      expect(outcome).toMatchObject({ kind: 'refused', result: '0006' })
      expect(requests).toEqual(['completeRegistration'])
      expect(flow.getSnapshot()).toMatchObject({ step: 'verified', unknown: undefined })
    })

    test('that was lost and refuses the repetition is refused', async () => {
      const { flow, lose, requests } = await at('verified', { dialect, nicknameLimit: 2 })
      lose('completeRegistration', 'request')
      const outcome = await flow.completeRegistration({ password, nickname: '太长了' })
      expect(outcome).toMatchObject({ kind: 'refused', result: '0006' })
      expect(requests).toEqual(['completeRegistration', 'login', 'completeRegistration', 'login'])
      expect(flow.getSnapshot()).toMatchObject({ step: 'verified', unknown: undefined })
    })

    test('that is lost twice says that nobody knows', async () => {
      const { flow, lose, requests, register } = await at('verified', { dialect })
      lose('completeRegistration', 'request', 'request')
      expect(await flow.completeRegistration({ password })).toMatchObject({ kind: 'unknown' })
      expect(requests).toEqual(['completeRegistration', 'login', 'completeRegistration', 'login'])
      await register()
    })
  })

  test.each(losses)('a login whose %s was lost is simply made again', async (loss) => {
    const { flow, lose } = await at('verified', { dialect })
    await flow.completeRegistration({ password })
    lose('login', loss)
    expect(await flow.login({ password })).toMatchObject({ kind: loss === 'body' ? 'malformed' : 'network' })
    expect(flow.getSnapshot()).toMatchObject({ step: 'registered', unknown: undefined })
    expect(await flow.login({ password })).toMatchObject({ ok: true })
  })
})

describe("a reply counts as lost where something else than the backend's answer came", () => {
  test.each(['network', 'proxy page', 'broken envelope'] as const)('%s', async (symptom) => {
    const { flow, lose, requests } = await at('verified', {}, symptom)
    lose('completeRegistration', 'reply')
    expect(await flow.completeRegistration({ password })).toMatchObject({ kind: 'recovered' })
    expect(requests).toEqual(['completeRegistration', 'login'])
  })
})

describe('nothing is lost where', () => {
  /** A client whose operation ends like this. */
  async function ending(
    endpoint: 'sendCode' | 'completeRegistration',
    end: Partial<Failure> & Record<string, unknown>,
  ) {
    const started = await at('verified')
    const failed = { ok: false, meta: { endpoint, requestId: '1', durationMs: 1 }, reason: '', ...end }
    return { ...started.api, [endpoint]: async () => failed }
  }

  test.each([
    { kind: 'network', sent: false },
    { kind: 'timeout', sent: false },
    { kind: 'http', status: 404 },
    { kind: 'http', status: 503, meta: { endpoint: 'sendCode', requestId: '1', durationMs: 1, retryAfterMs: 2000 } },
    { kind: 'undocumented', result: '0003' },
  ])('a code could not be sent: %j', async (end) => {
    const api = await ending('sendCode', end as Partial<Failure>)
    const flow = createRegistrationFlow(api)
    expect(await flow.sendCode({ userId })).toMatchObject({ kind: end.kind })
    expect(flow.getSnapshot()).toMatchObject({ step: 'start', unknown: undefined, sentAt: undefined })
  })

  test('the person ended the call: what became of it stays open, and nobody asks', async () => {
    const { flow, requests } = await at('verified')
    const ended = AbortSignal.abort()
    expect(await flow.completeRegistration({ password }, { signal: ended })).toMatchObject({
      kind: 'unknown',
      lost: { kind: 'aborted' },
    })
    expect(requests).not.toContain('login')
    expect(await flow.completeRegistration({ password })).toMatchObject({ ok: true })
  })
})

describe('after a timeout', () => {
  test.each(losses)('step 2 is found out by a login: the %s never arrived', async (loss) => {
    stopTimers()
    const backend = createReferenceBackend()
    let silent = false
    let lose = () => {}
    const lost = new Promise<void>((resolve) => {
      lose = resolve
    })
    const api = createClient({
      baseUrl: 'http://127.0.0.1:6543',
      fetch: async (request) => {
        if (!silent) return backend.fetch(request)
        silent = false
        if (loss === 'reply') await backend.fetch(request)
        lose()
        return new Promise(() => {})
      },
    })
    const flow = createRegistrationFlow(api)
    await flow.sendCode({ userId })
    await flow.verifyCode({ code: backend.inbox.last(userId)?.code ?? '' })
    silent = true
    const registering = flow.completeRegistration({ password }, { timeout: 5000 })
    // Hashing the password takes real time.
    await lost
    await vi.advanceTimersByTimeAsync(5000)
    expect(await registering).toMatchObject({ ok: true, kind: loss === 'reply' ? 'recovered' : 'ok' })
    expect(await flow.login({ password })).toMatchObject({ ok: true })
  })
})
