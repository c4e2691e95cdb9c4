import { createReferenceBackend, type ReferenceOptions, type Snapshot } from 'phone-auth-kit/reference'
import { expect, onTestFinished, test, vi } from 'vitest'
import { png } from './image.ts'
import { Visitor } from './visitor.ts'

const phone = '13800138000'

function open(options: ReferenceOptions = {}) {
  const backend = createReferenceBackend({ hashCost: 10, ...options })
  return { backend, visit: () => new Visitor('http://api.example', backend.fetch) }
}

/** Every value that a backend draws during one registration. */
async function drawn({ visit }: ReturnType<typeof open>): Promise<unknown[]> {
  const visitor = visit()
  const sent = await visitor.sendCode(phone)
  await visitor.verifyCode(sent.message ?? '')
  const uploaded = await visitor.upload(png())
  await visitor.complete('abcd1234')
  const { message: token } = await visitor.login(phone, 'abcd1234')
  return [sent.message, visitor.cookie, uploaded.message, token]
}

test('equal seeds draw the same code, session, file name and token', async () => {
  expect(await drawn(open({ seed: 7 }))).toEqual(await drawn(open({ seed: 7 })))
  const [one, other] = [await drawn(open({ seed: 7 })), await drawn(open({ seed: 8 }))]
  for (const [index, value] of one.entries()) expect(value).not.toBe(other[index])
})

test('without a seed, no value is drawn twice', async () => {
  const [one, other] = [await drawn(open()), await drawn(open())]
  expect(one.slice(1).filter((value, index) => value === other[index + 1])).toEqual([])
})

test('codes are spread evenly', async () => {
  const { backend } = open({ phones: 'elevenDigits', seed: 1 })
  const tens = new Map<string, number>()
  for (let number = 0; number < 5000; number += 1) {
    const reply = await backend.fetch(`http://api.example/register?userId=${13800000000 + number}`)
    const { message } = await reply.json()
    expect(message).toMatch(/^[0-9]{4}$/)
    tens.set(message.slice(0, 1), (tens.get(message.slice(0, 1)) ?? 0) + 1)
  }
  expect(tens.size).toBe(10)
  for (const count of tens.values()) expect(Math.abs(count - 500)).toBeLessThan(120)
})

test('the option `now` sets the clock', async () => {
  const { backend, visit } = open({ now: () => 1234 })
  await visit().sendCode(phone)
  expect(backend.inbox.last(phone)?.sentAt).toBe(1234)
})

test('the default clock follows fake timers that are installed later', async () => {
  const { visit } = open()
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  const visitor = visit()
  const { message } = await visitor.sendCode(phone)
  vi.setSystemTime(Date.now() + 600_000)
  expect(await visitor.verifyCode(message ?? '')).toMatchObject({ result: '0004' })
})

test('people from the options can log in, and their phones are registered', async () => {
  const { visit } = open({ people: [{ userId: phone, password: 'abcd1234', nickname: '小明' }] })
  expect(await visit().login(phone, 'abcd1234')).toMatchObject({ result: '0000' })
  expect(await visit().sendCode(phone)).toMatchObject({ result: '0001' })
})

test('reset restores the start: store, inbox, forced states, seed and people', async () => {
  const fresh = () => open({ seed: 7, people: [{ userId: '13900139000', password: 'abcd1234' }] })
  const used = fresh()
  const first = await drawn(used)
  used.backend.force('login', '0008')
  await used.backend.reset()
  expect(used.backend.inbox.list()).toEqual([])
  expect(await used.visit().login(phone, 'abcd1234')).toMatchObject({ result: '0007' })
  await used.backend.reset()
  expect(await drawn(used)).toEqual(first)
  expect(await used.visit().login('13900139000', 'abcd1234')).toMatchObject({ result: '0000' })
})

test('a reset right after the start draws the same values as the start', async () => {
  const people = ['13900139000', '13700137000', '13600136000'].map((userId) => ({ userId, password: 'abcd1234' }))
  const fresh = () => open({ seed: 7, people, hashCost: 1000 })
  const atOnce = fresh()
  await atOnce.backend.reset()
  expect(await drawn(atOnce)).toEqual(await drawn(fresh()))
})

test('a snapshot survives JSON and loads into another backend', async () => {
  const one = open({ pathStyle: 'url' })
  const [registered, halfway] = [one.visit(), one.visit()]
  await (await registered.verified(phone)).complete('abcd1234')
  const { message: path } = await halfway.upload(png())
  await halfway.verified('13900139000')
  const saved: Snapshot = JSON.parse(JSON.stringify(await one.backend.snapshot()))

  const other = open({ pathStyle: 'url' })
  await (await other.visit().verified('13700137000')).complete('abcd1234')
  await other.backend.load(saved)
  expect(await other.visit().login('13700137000', 'abcd1234')).toMatchObject({ result: '0007' })
  expect(await other.visit().login(phone, 'abcd1234')).toMatchObject({ result: '0000' })
  expect(other.backend.inbox.list()).toEqual(one.backend.inbox.list())
  const resumed = other.visit()
  resumed.cookie = halfway.cookie
  expect(await resumed.complete('efgh5678', { headImage: path ?? '' })).toMatchObject({ result: '0000' })
  const served = await other.backend.fetch(path ?? '')
  expect(new Uint8Array(await served.arrayBuffer())).toEqual(png())
})

test('a snapshot contains no password', async () => {
  const { backend, visit } = open()
  await (await visit().verified(phone)).complete('secret1234')
  expect(JSON.stringify(await backend.snapshot())).not.toContain('secret1234')
})

test('a snapshot with an invalid password hash lets nobody log in and breaks nothing', async () => {
  const { backend, visit } = open({ people: [{ userId: phone, password: 'abcd1234' }] })
  const saved = await backend.snapshot()
  for (const passwordHash of ['', 'pbkdf2-sha256$3000000000$00$00', 'pbkdf2-sha256$ten$00$00']) {
    await backend.load({ ...saved, people: saved.people.map((person) => ({ ...person, passwordHash })) })
    expect(await visit().login(phone, 'abcd1234')).toMatchObject({ status: 200, result: '0008' })
  }
})

test('an invalid snapshot is rejected and changes nothing', async () => {
  const { backend, visit } = open()
  await (await visit().verified(phone)).complete('abcd1234')
  await expect(backend.load({ version: 2 } as unknown as Snapshot)).rejects.toThrow('not a snapshot')
  const { people, ...rest } = await backend.snapshot()
  const wrong: [string, object][] = [
    ['people[1]', { ...rest, people: [...people, null] }],
    ['people[0].registeredAt', { ...rest, people: people.map((person) => ({ ...person, registeredAt: 'today' })) }],
    ['sessions[0].userId', { ...rest, people, sessions: [{ id: 'one' }] }],
    ['uploads[0].base64', { ...rest, people, uploads: [{ name: 'a', path: '/a', type: '', base64: '%' }] }],
    ['inbox[0].userId', { ...rest, people, inbox: [{}] }],
  ]
  for (const [place, snapshot] of wrong)
    await expect(backend.load(snapshot as Snapshot)).rejects.toThrow(
      new TypeError(`not a snapshot of a reference backend: ${place} is wrong`),
    )
  expect(await visit().login(phone, 'abcd1234')).toMatchObject({ result: '0000' })
})

test('the inbox keeps the last thousand messages', async () => {
  const { backend } = open({ phones: 'elevenDigits' })
  for (let number = 0; number < 2100; number += 1)
    await backend.fetch(`http://api.example/register?userId=${13800000000 + number}`)
  expect(backend.inbox.list()).toHaveLength(1000)
  expect(backend.inbox.list().at(-1)?.userId).toBe('13800002099')
  expect(backend.inbox.list('13800002099')).toHaveLength(1)
})
