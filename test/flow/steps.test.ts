import { Gender } from 'phone-auth-kit'
import type { ReferenceOptions } from 'phone-auth-kit/reference'
import { createRegistrationFlow, type RegistrationFlow } from 'phone-auth-kit/registration-flow'
import { describe, expect, test, vi } from 'vitest'
import { lossyNetwork } from './lossy-network.ts'

const userId = '13800138000'
const password = 'abcd1234'
const img = { bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47]), name: '头像.png' }

const dialects = (['cookie', 'userId'] as const).flatMap((linking) =>
  (['form', 'json'] as const).flatMap((body) =>
    (['response', 'sms'] as const).map((codeDelivery) => ({ linking, body, codeDelivery })),
  ),
)

async function start(options: ReferenceOptions = {}) {
  const network = await lossyNetwork(options)
  const flow = createRegistrationFlow(network.api, { resendAfter: 0 })
  const typed = (phone = userId) => network.reference.inbox.last(phone)?.code ?? ''
  const wrong = () => (typed() === '1111' ? '2222' : '1111')
  return { ...network, flow, typed, wrong }
}

/** A flow that has come as far as the step. */
async function at(step: 'code-sent' | 'verified' | 'avatar-uploaded' | 'registered', options?: ReferenceOptions) {
  const started = await start(options)
  const { flow, typed } = started
  await flow.sendCode({ userId })
  if (step !== 'code-sent') await flow.verifyCode({ code: typed() })
  if (step === 'avatar-uploaded') await flow.uploadAvatar({ img })
  if (step === 'registered') await flow.completeRegistration({ password })
  expect(flow.getSnapshot().step).toBe(step)
  return started
}

describe.each(dialects)('with linking $linking, body $body, code by $codeDelivery', (dialect) => {
  test('one person registers and logs in, and the snapshot shows each step', async () => {
    const { flow, typed, requests } = await start({ dialect })
    const steps = [flow.getSnapshot().step]
    const note = () => steps.push(flow.getSnapshot().step)

    expect(await flow.sendCode({ userId })).toMatchObject({ ok: true })
    note()
    expect(await flow.verifyCode({ code: typed() })).toMatchObject({ ok: true, message: null })
    note()
    const uploaded = await flow.uploadAvatar({ img })
    if (!uploaded.ok) return expect.unreachable()
    expect(flow.getSnapshot().headImage).toBe(uploaded.message)
    note()
    expect(await flow.completeRegistration({ password, gender: Gender.Female, nickname: '小明' })).toMatchObject({
      ok: true,
    })
    note()
    const loggedIn = await flow.login({ password })
    expect(loggedIn).toMatchObject({ ok: true, message: expect.stringMatching(/./) })
    note()
    expect(steps).toEqual(['start', 'code-sent', 'verified', 'avatar-uploaded', 'registered', 'logged-in'])
    expect(requests).toEqual(['sendCode', 'verifyCode', 'uploadAvatar', 'completeRegistration', 'login'])
    expect(flow.getSnapshot()).toMatchObject({ userId, failure: undefined, unknown: undefined, pending: undefined })
  })
})

test('the outcomes are plain data, as the client gives them', async () => {
  const { flow, typed } = await start()
  const sent = await flow.sendCode({ userId })
  expect(structuredClone(sent)).toEqual(sent)
  const checked = await flow.verifyCode({ code: typed() })
  expect(structuredClone(checked)).toEqual(checked)
  expect(structuredClone(flow.getSnapshot())).toEqual(flow.getSnapshot())
})

describe('one action at a time', () => {
  test('a double click sends one SMS', async () => {
    const { flow, sms } = await start()
    const [first, second] = await Promise.all([flow.sendCode({ userId }), flow.sendCode({ userId })])
    expect(first).toMatchObject({ ok: true })
    expect(second).toEqual({ ok: false, kind: 'not-run', reason: 'busy' })
    expect(sms(userId)).toBe(1)
    expect(flow.getSnapshot().failure).toBeUndefined()
  })

  test('nobody registers while an image is under way', async () => {
    const { flow, requests } = await at('verified')
    const upload = flow.uploadAvatar({ img })
    expect(flow.getSnapshot().pending).toBe('uploadAvatar')
    expect(await flow.completeRegistration({ password })).toMatchObject({ reason: 'busy' })
    expect(flow.back()).toMatchObject({ reason: 'busy' })
    expect(flow.reset()).toMatchObject({ reason: 'busy' })
    expect(await upload).toMatchObject({ ok: true })
    expect(requests).not.toContain('completeRegistration')
    expect(flow.getSnapshot()).toMatchObject({ step: 'avatar-uploaded', pending: undefined })
  })
})

describe('at each step only its own actions run', () => {
  const all = ['sendCode', 'verifyCode', 'uploadAvatar', 'completeRegistration', 'login'] as const
  const call = (flow: RegistrationFlow, action: (typeof all)[number]) =>
    ({
      sendCode: () => flow.sendCode({ userId }),
      verifyCode: () => flow.verifyCode({ code: '1234' }),
      uploadAvatar: () => flow.uploadAvatar({ img }),
      completeRegistration: () => flow.completeRegistration({ password }),
      login: () => flow.login({ password }),
    })[action]()

  test.each([
    ['start', ['sendCode']],
    ['code-sent', ['sendCode', 'verifyCode']],
    ['verified', ['sendCode', 'uploadAvatar', 'completeRegistration']],
    ['avatar-uploaded', ['sendCode', 'uploadAvatar', 'completeRegistration']],
    ['registered', ['login']],
  ] as const)('%s', async (step, allowed) => {
    for (const action of all) {
      const { flow } = step === 'start' ? await start() : await at(step)
      const outcome = await call(flow, action)
      const isAllowed = (allowed as readonly string[]).includes(action)
      expect(outcome.kind === 'not-run' ? outcome.reason : 'ran', action).toBe(isAllowed ? 'ran' : 'wrong-step')
    }
  })

  test('logged-in, where nothing is left to do', async () => {
    const { flow } = await at('registered')
    await flow.login({ password })
    for (const action of all) expect(await call(flow, action)).toMatchObject({ reason: 'wrong-step' })
    expect(flow.back()).toMatchObject({ reason: 'wrong-step' })
  })
})

describe('a failure', () => {
  test('is shown with its kind and result until the next action starts', async () => {
    const { flow, typed, wrong } = await at('code-sent')
    const outcome = await flow.verifyCode({ code: wrong() })
    expect(outcome).toMatchObject({ kind: 'refused', result: '0004' })
    expect(flow.getSnapshot()).toMatchObject({ step: 'code-sent', failure: outcome })
    const next = flow.verifyCode({ code: typed() })
    expect(flow.getSnapshot().failure).toBeUndefined()
    expect(await next).toMatchObject({ ok: true })
  })

  test('of a form names its fields, and nothing is sent', async () => {
    const { flow, requests } = await start()
    await flow.sendCode({ userId: '138' })
    const { step, failure, userId: known, cooldown } = flow.getSnapshot()
    expect(failure).toMatchObject({ kind: 'invalid-request', issues: [{ field: 'userId', code: 'userId.format' }] })
    expect({ step, known, cooldown }).toEqual({ step: 'start', known: undefined, cooldown: undefined })
    expect(requests).toEqual([])
  })

  test('of a phone that is registered leaves the person at the start', async () => {
    const { flow } = await start({ people: [{ userId, password }] })
    expect(await flow.sendCode({ userId })).toMatchObject({ result: '0001' })
    expect(flow.getSnapshot()).toMatchObject({ step: 'start', cooldown: undefined })
  })
})

describe('too many wrong codes', () => {
  test('lock the step until a new code is sent', async () => {
    const { flow, typed, wrong, requests } = await at('code-sent', { wrongCodeLimit: 2 })
    await flow.verifyCode({ code: wrong() })
    expect(flow.getSnapshot().locked).toBe(false)
    expect(await flow.verifyCode({ code: wrong() })).toMatchObject({ result: '0005' })
    expect(flow.getSnapshot()).toMatchObject({ locked: true, failure: { result: '0005' } })

    const before = requests.length
    expect(await flow.verifyCode({ code: typed() })).toMatchObject({ kind: 'not-run', reason: 'locked' })
    expect(requests).toHaveLength(before)

    await flow.sendCode()
    expect(flow.getSnapshot().locked).toBe(false)
    expect(await flow.verifyCode({ code: typed() })).toMatchObject({ ok: true })
  })
})

describe('another phone number', () => {
  test('can be given after going back, which keeps the old one for the form', async () => {
    const { flow, typed } = await at('verified')
    expect(flow.back()).toBeUndefined()
    expect(flow.getSnapshot()).toMatchObject({ step: 'start', userId })
    await flow.sendCode({ userId: '13900139000' })
    await flow.verifyCode({ code: typed('13900139000') })
    await flow.completeRegistration({ password })
    expect(await flow.login({ password })).toMatchObject({ ok: true })
    expect(flow.getSnapshot().userId).toBe('13900139000')
  })

  test('is not followed by the avatar of the old one', async () => {
    const { flow, typed } = await at('avatar-uploaded')
    await flow.sendCode({ userId: '13900139000' })
    expect(flow.getSnapshot()).toMatchObject({ step: 'code-sent', headImage: undefined })
    await flow.verifyCode({ code: typed('13900139000') })
    expect(flow.getSnapshot()).toMatchObject({ step: 'verified', headImage: undefined })
  })

  test('reset forgets the old one', async () => {
    const { flow } = await at('avatar-uploaded')
    expect(flow.reset()).toBeUndefined()
    expect(flow.getSnapshot()).toMatchObject({
      step: 'start',
      userId: undefined,
      headImage: undefined,
      sentAt: undefined,
    })
  })
})

describe('the store', () => {
  test('gives the same snapshot until something changes, and then another', async () => {
    const { flow } = await start()
    const first = flow.getSnapshot()
    expect(flow.getSnapshot()).toBe(first)
    const sending = flow.sendCode({ userId })
    const pending = flow.getSnapshot()
    expect(pending).not.toBe(first)
    expect(pending.pending).toBe('sendCode')
    await sending
    expect(flow.getSnapshot()).not.toBe(pending)
    expect(flow.getServerSnapshot()).toBe(flow.getServerSnapshot())
    expect(flow.getServerSnapshot()).toEqual(first)
  })

  test('tells every listener of each change, until it ends that', async () => {
    const { flow, typed } = await start()
    const [one, other] = [vi.fn(), vi.fn()]
    const end = flow.subscribe(one)
    flow.subscribe(other)
    await flow.sendCode({ userId })
    expect(one).toHaveBeenCalledTimes(2)
    end()
    await flow.verifyCode({ code: typed() })
    expect(one).toHaveBeenCalledTimes(2)
    expect(other).toHaveBeenCalledTimes(4)
  })

  test('goes on where a listener throws, or takes an action of its own', async () => {
    const { flow, typed } = await start()
    flow.subscribe(() => {
      throw new Error('from a listener')
    })
    let checked: Promise<unknown> | undefined
    flow.subscribe(() => {
      const { step, pending } = flow.getSnapshot()
      if (step === 'code-sent' && !pending) checked ??= flow.verifyCode({ code: typed() })
    })
    expect(await flow.sendCode({ userId })).toMatchObject({ ok: true })
    expect(await checked).toMatchObject({ ok: true })
    expect(flow.getSnapshot().step).toBe('verified')
  })

  test('its methods work without it', async () => {
    const { flow } = await start()
    const { sendCode, getSnapshot } = flow
    expect(await sendCode({ userId })).toMatchObject({ ok: true })
    expect(getSnapshot().step).toBe('code-sent')
  })
})

test('an upload shows how far it is while it is under way, and tells the caller too', async () => {
  const { flow } = await at('verified')
  const shown: unknown[] = []
  const told: unknown[] = []
  flow.subscribe(() => shown.push(flow.getSnapshot().progress))
  await flow.uploadAvatar({ img }, { onProgress: (progress) => told.push(progress) })
  expect(told.length).toBeGreaterThan(0)
  expect(shown).toEqual([undefined, ...told, undefined])
})

test('an avatar can be replaced, and a failed upload leaves the one before', async () => {
  const { flow, reference } = await at('avatar-uploaded')
  const first = flow.getSnapshot().headImage
  reference.force('uploadAvatar', '0006', { times: 1 })
  expect(await flow.uploadAvatar({ img })).toMatchObject({ result: '0006' })
  expect(flow.getSnapshot()).toMatchObject({ step: 'avatar-uploaded', headImage: first })
  await flow.uploadAvatar({ img })
  const second = flow.getSnapshot().headImage
  expect(second).not.toBe(first)
  await flow.completeRegistration({ password })
  const { people } = await reference.snapshot()
  expect(people).toMatchObject([{ userId, headImage: second }])
})
