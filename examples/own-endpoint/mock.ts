// The reference server with both endpoints. `mock --config` and the MSW handlers take the same list.
import { answers, createReferenceBackend, type Fixture } from 'phone-auth-kit/reference'
import { resetPassword, sendResetCode } from './operations.ts'

export const operations = [
  answers(sendResetCode, async ({ fields: { userId }, store, sendCode }) => {
    if (!userId || !(await store.person(userId))) return { result: '0007' }
    return { result: '0000', message: await sendCode(userId) }
  }),
  answers(resetPassword, async ({ fields: { userId, code, password }, ...call }) => {
    const session = await call.session()
    if (!userId || !code || !password || session?.userId !== userId) return { result: '0004' }
    if ((await call.verifyCode(code)) !== '0000') return { result: '0004' }
    const person = await call.store.person(userId)
    if (!person || (await call.isRightPassword(password, person))) return { result: '1001' }
    const passwordHash = await call.hashPassword(password)
    await call.store.updatePerson(userId, () => ({ person: { ...person, passwordHash }, result: undefined }))
    return { result: '0000' }
  }),
]

export function createMock(people: readonly Fixture[] = []) {
  return createReferenceBackend({ operations, people })
}
