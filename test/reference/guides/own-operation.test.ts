import { createClient, defineOperation, newPasswordField, userIdField } from 'phone-auth-kit'
import { answers, createReferenceBackend } from 'phone-auth-kit/reference'
import { expect, test } from 'vitest'

const changePassword = defineOperation({
  id: 'changePassword',
  method: 'POST',
  path: '/password',
  encoding: 'body',
  fields: { userId: userIdField, oldPassword: newPasswordField, password: newPasswordField },
  failures: ['0007', '1001'],
})

const backend = createReferenceBackend({
  people: [{ userId: '13800138000', password: 'abcd1234' }],
  operations: [
    answers(changePassword, async ({ fields: { userId, oldPassword, password }, store, ...call }) => {
      if (!userId || !oldPassword || !password) return { result: '1001', reason: 'a field is missing or invalid' }
      const person = await store.person(userId)
      if (!person) return { result: '0007', reason: 'the phone is not registered' }
      if (!(await call.isRightPassword(oldPassword, person))) return { result: '1001', reason: 'wrong password' }
      const passwordHash = await call.hashPassword(password)
      await store.updatePerson(userId, (latest) => ({
        person: latest && { ...latest, passwordHash },
        result: undefined,
      }))
      return { result: '0000', reason: 'the password is changed' }
    }),
  ],
})
const api = createClient({ baseUrl: 'http://in-process', fetch: backend.fetch })
const change = () =>
  api.call(changePassword, { userId: '13800138000', oldPassword: 'abcd1234', password: 'changed1234' })

test('the new password logs in', async () => {
  await change().orThrow()
  expect(await api.login({ userId: '13800138000', password: 'changed1234' })).toMatchObject({ ok: true })
})

test('a screen shows what it says for a result of our own', async () => {
  backend.force('changePassword', '1001', { times: 1 })
  expect(await change()).toMatchObject({ kind: 'refused', result: '1001' })
})
