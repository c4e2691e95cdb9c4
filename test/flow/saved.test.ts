import { createClient } from 'phone-auth-kit'
import { createRegistrationFlow, type FlowStorage, type RegistrationFlow } from 'phone-auth-kit/registration-flow'
import { describe, expect, test, vi } from 'vitest'
import { stopTimers } from '../harness/stop-timers.ts'
import { lossyNetwork } from './lossy-network.ts'
import { memoryStorage, settled, slowStorage } from './storages.ts'

const userId = '13800138000'
const other = '13900139000'
const password = 'abcd1234'
const img = { bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47]), name: 'me.png' }
const key = 'phone-auth-kit/registration'

async function start(options: { codeDelivery?: 'sms'; linking?: 'userId' } = {}) {
  const network = await lossyNetwork({ dialect: options })
  const typed = (phone = userId) => network.reference.inbox.last(phone)?.code ?? ''
  return { ...network, typed }
}

/** Takes the steps one after the other, each in a flow of its own: the page is loaded anew in between. */
async function registerWithReloads(create: () => RegistrationFlow, typed: () => string): Promise<string[]> {
  const steps: string[] = []
  const fresh = async () => {
    const flow = create()
    await flow.ready
    steps.push(flow.getSnapshot().step)
    return flow
  }
  const { userId: known } = (await fresh()).getSnapshot()
  expect(known).toBeUndefined()
  expect(await (await fresh()).sendCode({ userId })).toMatchObject({ ok: true })
  await settled()
  expect(await (await fresh()).verifyCode({ code: typed(), userId })).toMatchObject({ ok: true })
  await settled()
  expect(await (await fresh()).uploadAvatar({ img })).toMatchObject({ ok: true })
  await settled()
  expect(await (await fresh()).completeRegistration({ password, userId })).toMatchObject({ ok: true })
  await settled()
  expect(await (await fresh()).login({ password, userId })).toMatchObject({ ok: true })
  await settled()
  await fresh()
  return steps
}

const steps = ['start', 'start', 'code-sent', 'verified', 'avatar-uploaded', 'registered', 'start']

describe('a registration goes on after each reload', () => {
  test.each([
    ['at once', memoryStorage],
    ['in its own time', slowStorage],
  ] as const)(
    'with secrets, from a storage that answers %s: on Node too, where the session is one of them',
    async (_, storage) => {
      const { api, reload, typed } = await start()
      const fresh = () => {
        const next = reload()
        next.session.import({ ...next.session.export(), cookies: [] })
        return next
      }
      const kept = storage()
      expect(
        await registerWithReloads(() => createRegistrationFlow(fresh(), { storage: kept, saveSecrets: true }), typed),
      ).toEqual(steps)
      expect(kept.items.size).toBe(0)
      expect(api.session.export().cookies).toEqual([])
    },
  )

  test.each([{}, { codeDelivery: 'sms' }, { linking: 'userId' }] as const)(
    'without secrets where the browser keeps the session, with %j',
    async (dialect) => {
      const { api, typed } = await start(dialect)
      const storage = memoryStorage()
      expect(await registerWithReloads(() => createRegistrationFlow(api, { storage }), typed)).toEqual(steps)
    },
  )
})

describe('what is saved', () => {
  test('holds no secret unless it is asked for, and never the password', async () => {
    const { api, typed } = await start()
    for (const saveSecrets of [false, true]) {
      const storage = memoryStorage()
      const texts: string[] = []
      const noting: FlowStorage = { ...storage, setItem: (at, text) => texts.push(text) && storage.setItem(at, text) }
      const phone = saveSecrets ? userId : other
      const flow = createRegistrationFlow(api, { storage: noting, saveSecrets })
      await flow.sendCode({ userId: phone })
      const code = typed(phone)
      await flow.verifyCode({ code })
      const session = api.session.export().cookies[0]?.value ?? ''
      await flow.completeRegistration({ password })
      const all = texts.join('\n')
      expect(texts.length).toBeGreaterThan(4)
      expect(all).not.toContain(password)
      for (const secret of [phone, `"${code}"`, session]) expect(all.includes(secret)).toBe(saveSecrets)
    }
  })

  test('stands under the key that was given', async () => {
    const { api } = await start()
    const storage = memoryStorage()
    await createRegistrationFlow(api, { storage, storageKey: 'mine' }).sendCode({ userId })
    expect([...storage.items.keys()]).toEqual(['mine'])
    expect(createRegistrationFlow(api, { storage }).getSnapshot().step).toBe('start')
    expect(createRegistrationFlow(api, { storage, storageKey: 'mine' }).getSnapshot().step).toBe('code-sent')
  })

  test('is gone after reset, once no cooldown runs', async () => {
    const { api } = await start()
    const storage = memoryStorage()
    const flow = createRegistrationFlow(api, { storage, resendAfter: 0 })
    await flow.sendCode({ userId })
    expect(storage.items.size).toBe(1)
    flow.reset()
    expect(storage.items.size).toBe(0)
  })

  test('is not gone on with after a day', async () => {
    const { api } = await start()
    const storage = memoryStorage()
    const clock = { now: 1_800_000_000_000 }
    const create = () => createRegistrationFlow(api, { storage, now: () => clock.now })
    await create().sendCode({ userId })
    clock.now += 86_399_000
    expect(create().getSnapshot().step).toBe('code-sent')
    clock.now += 2000
    expect(create().getSnapshot().step).toBe('start')
  })

  test('for one backend is nothing to another', async () => {
    const { api } = await start()
    const storage = memoryStorage()
    await createRegistrationFlow(api, { storage }).sendCode({ userId })
    const elsewhere = createClient({ baseUrl: 'http://127.0.0.1:9' })
    expect(createRegistrationFlow(elsewhere, { storage }).getSnapshot().step).toBe('start')
  })

  test('making a flow neither writes nor sends', async () => {
    const { api, requests } = await start()
    const storage = memoryStorage()
    await createRegistrationFlow(api, { storage }).sendCode({ userId })
    const before = new Map(storage.items)
    createRegistrationFlow(api, { storage })
    createRegistrationFlow(api, { storage })
    expect(storage.items).toEqual(before)
    expect(requests).toEqual(['sendCode'])
  })

  test.each([
    'not JSON',
    '',
    'null',
    '5',
    '"text"',
    '[]',
    '{}',
    '{"version":1,"step":"verified"}',
    '{"user":"of another app"}',
    { version: 2 },
    { step: 'toString' },
    { step: null },
    { at: 'yesterday' },
    { at: null },
    { userId: 5 },
    { headImage: {} },
    { until: 'soon' },
    { locked: 1 },
    { unknown: 'login' },
    { session: 5 },
    { session: { origin: 'http://127.0.0.1:9', cookies: [] } },
    { session: { cookies: 'a=b' } },
  ])('%j is nothing to go on with, and is written over', async (change) => {
    const { api, typed } = await start()
    const storage = memoryStorage()
    await createRegistrationFlow(api, { storage, saveSecrets: true }).sendCode({ userId })
    const good: object = JSON.parse(storage.items.get(key) ?? '')
    storage.items.set(key, typeof change === 'string' ? change : JSON.stringify({ ...good, ...change }))
    const flow = createRegistrationFlow(api, { storage })
    expect(flow.getSnapshot()).toEqual(flow.getServerSnapshot())
    expect(await flow.sendCode({ userId })).toMatchObject({ ok: true })
    expect(await flow.verifyCode({ code: typed() })).toMatchObject({ ok: true })
    expect(JSON.parse(storage.items.get(key) ?? '')).toMatchObject({ version: 1, step: 'verified' })
  })
})

describe('a storage that', () => {
  const fails = (): never => {
    throw new DOMException('quota exceeded', 'QuotaExceededError')
  }
  const rejects = async (): Promise<never> => fails()

  test.each([
    ['throws at everything', { getItem: fails, setItem: fails, removeItem: fails }],
    ['rejects everything', { getItem: rejects, setItem: rejects, removeItem: rejects }],
    ['is full', { ...memoryStorage(), setItem: fails }],
    ['keeps nothing', { getItem: () => null, setItem: () => {}, removeItem: () => {} }],
    ['is full of what cannot be replaced', { getItem: () => 'old', setItem: fails, removeItem: fails }],
  ] as const)('%s disturbs nobody', async (_, storage) => {
    const { api, typed } = await start()
    const flow = createRegistrationFlow(api, { storage })
    await flow.ready
    expect(await flow.sendCode({ userId })).toMatchObject({ ok: true })
    expect(await flow.verifyCode({ code: typed() })).toMatchObject({ ok: true })
    expect(await flow.completeRegistration({ password })).toMatchObject({ ok: true })
    expect(await flow.login({ password })).toMatchObject({ ok: true })
  })

  test('is slow is waited for, so that no cooldown is missed', async () => {
    const { api } = await start()
    const storage = slowStorage()
    await createRegistrationFlow(api, { storage, resendAfter: 60_000 }).ready
    const first = createRegistrationFlow(api, { storage })
    await first.ready
    await first.sendCode({ userId })
    await settled()
    const flow = createRegistrationFlow(api, { storage })
    expect(flow.getSnapshot()).toMatchObject({ step: 'start', pending: 'resume' })
    expect(await flow.sendCode({ userId })).toMatchObject({ reason: 'busy' })
    await flow.ready
    expect(flow.getSnapshot()).toMatchObject({ step: 'code-sent', pending: undefined })
    expect(await flow.sendCode({ userId })).toMatchObject({ reason: 'cooldown' })
  })

  test('writes slowly gets one state after the other', async () => {
    const { api, typed } = await start()
    const written: string[] = []
    const ends: (() => void)[] = []
    const storage: FlowStorage = {
      ...memoryStorage(),
      setItem(_, text) {
        written.push(text)
        return new Promise<void>((resolve) => ends.push(resolve))
      },
    }
    const flow = createRegistrationFlow(api, { storage })
    await flow.sendCode({ userId })
    await flow.verifyCode({ code: typed() })
    expect(written).toHaveLength(1)
    for (let count = 2; count <= 4; count++) {
      ends.at(-1)?.()
      await vi.waitFor(() => expect(written).toHaveLength(count))
    }
    expect(JSON.parse(written.at(-1) ?? '')).toMatchObject({ step: 'verified' })
  })

  test('never answers is given up', async () => {
    const { api } = await start()
    stopTimers()
    const silent = { getItem: () => new Promise<null>(() => {}), setItem: () => {}, removeItem: () => {} }
    const flow = createRegistrationFlow(api, { storage: silent })
    await vi.advanceTimersByTimeAsync(10_000)
    vi.useRealTimers()
    await flow.ready
    expect(flow.getSnapshot().pending).toBeUndefined()
  })
})

describe('a page that goes away while a request is under way', () => {
  test.each([true, false])('is back at the check of the code, whose session it knows: %s', async (isSessionKnown) => {
    const { api, typed } = await start()
    const storage = memoryStorage()
    const texts: string[] = []
    const noting: FlowStorage = { ...storage, setItem: (at, text) => texts.push(text) && storage.setItem(at, text) }
    // A browser keeps the session itself; what was saved with secrets is the session from before the check.
    const saveSecrets = !isSessionKnown
    const flow = createRegistrationFlow(api, { storage: noting, saveSecrets, resendAfter: 0 })
    await flow.sendCode({ userId })
    texts.length = 0
    await flow.verifyCode({ code: typed() })
    // What was there before the reply: the check has been made, the page does not know.
    storage.items.set(key, texts[0] ?? '')
    const reloaded = createRegistrationFlow(api, { storage, saveSecrets })
    expect(reloaded.getSnapshot()).toMatchObject({ step: 'code-sent', unknown: { action: 'verifyCode' } })
    expect(await reloaded.verifyCode({ code: typed() })).toMatchObject({ kind: 'unknown' })
    const completed = await reloaded.completeRegistration({ password })
    expect(completed).toMatchObject(isSessionKnown ? { ok: true } : { result: '0006' })
    expect(reloaded.getSnapshot().step).toBe(isSessionKnown ? 'registered' : 'code-sent')
  })

  test('is back where a lost reply would have left the person: after step 2', async () => {
    const { api, typed, requests } = await start()
    const storage = memoryStorage()
    const texts: string[] = []
    const noting: FlowStorage = { ...storage, setItem: (at, text) => texts.push(text) && storage.setItem(at, text) }
    const flow = createRegistrationFlow(api, { storage: noting })
    await flow.sendCode({ userId })
    await flow.verifyCode({ code: typed() })
    texts.length = 0
    await flow.completeRegistration({ password })
    storage.items.set(key, texts[0] ?? '')
    requests.length = 0
    const reloaded = createRegistrationFlow(api, { storage })
    expect(reloaded.getSnapshot()).toMatchObject({ step: 'verified', unknown: { action: 'completeRegistration' } })
    expect(await reloaded.completeRegistration({ password, userId })).toMatchObject({ kind: 'recovered' })
    expect(requests).toEqual(['login'])
  })

  test.each(['request', 'reply'] as const)(
    'is back where a fresh code decides, too: %s of step 2 lost',
    async (loss) => {
      const { api, lose, typed } = await start()
      const storage = memoryStorage()
      const flow = createRegistrationFlow(api, { storage, resendAfter: 0 })
      await flow.sendCode({ userId })
      await flow.verifyCode({ code: typed() })
      lose('completeRegistration', loss)
      lose('login', 'request')
      await flow.completeRegistration({ password })
      const reloaded = createRegistrationFlow(api, { storage })
      const sent = await reloaded.sendCode({ userId })
      expect(sent).toMatchObject(loss === 'reply' ? { result: '0001' } : { ok: true })
      expect(reloaded.getSnapshot().step).toBe(loss === 'reply' ? 'registered' : 'code-sent')
    },
  )

  test.each(['request', 'reply'] as const)('is back where a login decides: after step 2, its %s lost', async (loss) => {
    const { api, lose, typed, requests } = await start()
    const storage = memoryStorage()
    const flow = createRegistrationFlow(api, { storage })
    await flow.sendCode({ userId })
    await flow.verifyCode({ code: typed() })
    lose('completeRegistration', loss)
    lose('login', 'request')
    await flow.completeRegistration({ password })
    requests.length = 0

    const reloaded = createRegistrationFlow(api, { storage })
    expect(reloaded.getSnapshot()).toMatchObject({
      step: 'verified',
      unknown: { action: 'completeRegistration', can: ['completeRegistration', 'uploadAvatar', 'sendCode', 'login'] },
    })
    expect(await reloaded.completeRegistration({ password, userId })).toMatchObject({ ok: true })
    expect(requests).toEqual(loss === 'reply' ? ['login'] : ['login', 'completeRegistration'])
    expect(await reloaded.login({ password })).toMatchObject({ ok: true })
  })

  test('can register though nobody knows the phone any more, where the session does', async () => {
    const { api, lose, typed } = await start()
    const storage = memoryStorage()
    const flow = createRegistrationFlow(api, { storage })
    await flow.sendCode({ userId })
    await flow.verifyCode({ code: typed() })
    lose('completeRegistration', 'request')
    lose('login', 'request')
    await flow.completeRegistration({ password })
    const reloaded = createRegistrationFlow(api, { storage })
    expect(await reloaded.completeRegistration({ password })).toMatchObject({ ok: true })
    expect(await reloaded.login({ password })).toMatchObject({ kind: 'invalid-request', issues: [{ field: 'userId' }] })
    expect(await reloaded.login({ password, userId })).toMatchObject({ ok: true })
  })
})

describe('two tabs of one browser', () => {
  /** Two flows that share cookies and storage, as tabs do. */
  async function tabs(storage: FlowStorage = memoryStorage()) {
    const started = await start()
    const open = () => createRegistrationFlow(started.api, { storage, saveSecrets: true, resendAfter: 0 })
    const [one, two] = [open(), open()]
    await Promise.all([one.ready, two.ready])
    return { ...started, one, two, open }
  }
  const elsewhere = { ok: false, kind: 'not-run', reason: 'elsewhere' }

  test.each([
    ['at once', memoryStorage],
    ['in its own time', slowStorage],
  ] as const)('with a storage that answers %s: the older sees where the newer went on', async (_, storage) => {
    const { one, two, typed, requests } = await tabs(storage())
    await one.sendCode({ userId })
    await settled()
    expect(await two.sendCode({ userId })).toEqual(elsewhere)
    expect(two.getSnapshot()).toMatchObject({ step: 'code-sent', userId, pending: undefined })
    expect(await two.verifyCode({ code: typed() })).toMatchObject({ ok: true })
    await settled()
    expect(await one.verifyCode({ code: typed() })).toEqual(elsewhere)
    expect(await one.completeRegistration({ password })).toMatchObject({ ok: true })
    expect(requests).toEqual(['sendCode', 'verifyCode', 'completeRegistration'])
  })

  test('nobody gets the password that was typed for somebody else', async () => {
    const { one, two, typed, reference } = await tabs()
    await one.sendCode({ userId })
    await one.verifyCode({ code: typed() })
    expect(await two.sendCode({ userId: other })).toEqual(elsewhere)
    two.back()
    // The session of the browser is now about the other phone.
    await two.sendCode({ userId: other })
    await two.verifyCode({ code: typed(other) })
    expect(await one.completeRegistration({ password })).toEqual(elsewhere)
    expect((await reference.snapshot()).people).toEqual([])
    expect(one.getSnapshot()).toMatchObject({ step: 'verified', userId: other })
  })

  test('a tab that is opened in the middle goes on, and tells of it only once', async () => {
    const { one, open, typed } = await tabs()
    await one.sendCode({ userId })
    const three = open()
    expect(three.getSnapshot().step).toBe('code-sent')
    expect(await three.verifyCode({ code: typed() })).toMatchObject({ ok: true })
    expect(await one.uploadAvatar({ img })).toMatchObject({ reason: 'wrong-step' })
    expect(await one.verifyCode({ code: typed() })).toEqual(elsewhere)
    expect(await one.uploadAvatar({ img })).toMatchObject({ ok: true })
  })

  test('clicked in at the same moment send one SMS', async () => {
    const { one, two, sms } = await tabs()
    const [first, second] = await Promise.all([one.sendCode({ userId }), two.sendCode({ userId })])
    expect([first.ok, second]).toEqual([true, elsewhere])
    expect(sms(userId)).toBe(1)
  })

  test('one that has finished leaves the other alone', async () => {
    const { one, two, open, typed } = await tabs()
    await one.sendCode({ userId })
    await one.verifyCode({ code: typed() })
    await one.completeRegistration({ password })
    await one.login({ password })
    expect(await two.sendCode({ userId })).toMatchObject({ result: '0001' })
    expect(open().getSnapshot().step).toBe('start')
  })
})
