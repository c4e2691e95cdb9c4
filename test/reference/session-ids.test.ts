import { createReferenceBackend, memoryStore, type ReferenceOptions } from 'phone-auth-kit/reference'
import { expect, test } from 'vitest'
import { Visitor } from './visitor.ts'

const [attackersPhone, victimsPhone] = ['13800138000', '13900139000']

/** Two visitors with one cookie, which the attacker got for `phone` and planted in the victim's browser. */
async function planted(phone: string, options: ReferenceOptions = {}) {
  const store = memoryStore()
  const backend = createReferenceBackend({ hashCost: 10, store, ...options })
  const [attacker, victim] = [0, 1].map(() => new Visitor('http://api.example', backend.fetch)) as [Visitor, Visitor]
  await attacker.sendCode(phone)
  victim.cookie = attacker.cookie
  return { attacker, victim, store }
}

test.each([
  ['the attacker sent a code to the own phone', attackersPhone],
  ['the attacker sent a code to the phone of the victim', victimsPhone],
])('a planted cookie does not register the phone that the victim verifies: %s', async (_, phone) => {
  const { attacker, victim } = await planted(phone)
  await victim.verified(victimsPhone)
  expect(await attacker.complete('attacker1')).toMatchObject({ result: '0006' })
  expect(await victim.complete('victim123')).toMatchObject({ result: '0000' })
  expect(await victim.login(victimsPhone, 'victim123')).toMatchObject({ result: '0000' })
})

test('a code for another phone gets a new cookie, and ends the session before', async () => {
  const { attacker, victim, store } = await planted(attackersPhone)
  await victim.sendCode(victimsPhone)
  expect(victim.cookie).not.toBe(attacker.cookie)
  expect((await store.dump()).sessions.map(({ userId }) => userId)).toEqual([victimsPhone])
})

test('another code for the same phone keeps the cookie, and a wrong code does, too', async () => {
  const { attacker, victim } = await planted(victimsPhone)
  const sent = await victim.sendCode(victimsPhone)
  expect(victim.cookie).toBe(attacker.cookie)
  const wrong = await victim.verifyCode(sent.message === '1111' ? '2222' : '1111')
  expect([wrong.result, wrong.headers.has('set-cookie')]).toEqual(['0004', false])
})

test('the right code leaves one session, under a new id', async () => {
  const { attacker, victim, store } = await planted(victimsPhone)
  await victim.verified(victimsPhone)
  expect(victim.cookie).not.toBe(attacker.cookie)
  const ids = (await store.dump()).sessions.map(({ id }) => `phone-auth-session=${id}`)
  expect(ids).toEqual([victim.cookie])
})

test('of two right codes at once, one is accepted', async () => {
  const { attacker, victim } = await planted(victimsPhone, { codeWorksOnce: false })
  const code = (await victim.sendCode(victimsPhone)).message ?? ''
  const answers = await Promise.all([attacker.verifyCode(code), victim.verifyCode(code)])
  expect(answers.map(({ result }) => result).toSorted()).toEqual(['0000', '0004'])
})

test('with linking by userId, verifying sets no cookie', async () => {
  const { victim } = await planted(victimsPhone, { dialect: { linking: 'userId' } })
  const code = (await victim.sendCode(victimsPhone)).message ?? ''
  const verified = await victim.post('/register', { userId: victimsPhone, code_v: code, code })
  expect([verified.result, verified.headers.has('set-cookie')]).toEqual(['0000', false])
})
