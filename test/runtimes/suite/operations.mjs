import { createClient, Gender, isPhoneAuthError, PhoneAuthError } from 'phone-auth-kit'
import { expect } from './expect.mjs'
import { png } from './png.mjs'

const password = 'correct7horse'

/** The five operations against the reference server. */
export function operations({ it }, { backend, codeOf, newPhone }) {
  it('registers a person in all steps, then logs in', async () => {
    const { baseUrl, requests } = backend()
    const api = createClient({ baseUrl })
    const userId = newPhone()
    const sent = await api.sendCode({ userId })
    expect(sent).toInclude({ ok: true, kind: 'ok', result: '0000' })
    expect(sent.message).toMatch(/^\d{4}$/)
    expect(await api.verifyCode({ code_v: sent.message, code: sent.message })).toInclude({ ok: true, message: null })
    const uploaded = await api.uploadAvatar({ img: new File([png], '头像.png', { type: 'image/png' }) })
    expect(uploaded).toInclude({ ok: true })
    const person = { password, gender: Gender.Female, nickname: '小红', headImage: uploaded.message }
    expect(await api.completeRegistration(person)).toInclude({ ok: true, message: null })
    const loggedIn = await api.login({ userId, password })
    expect(loggedIn).toInclude({ ok: true })
    expect(loggedIn.message.length > 0).toBe(true)
    expect(await api.sendCode({ userId })).toInclude({ ok: false, kind: 'refused', result: '0001', message: null })
    expect(await requests()).toEqual({ GET: 2, POST: 4 })
  })

  it('registers a person with only a password', async () => {
    const { baseUrl } = backend()
    const api = createClient({ baseUrl })
    const userId = newPhone()
    await registered(api, userId)
    expect(await api.login({ userId, password })).toInclude({ ok: true })
  })

  it('reports the code of every refusal', async () => {
    const { baseUrl } = backend()
    const api = createClient({ baseUrl })
    const userId = newPhone()
    expect(await api.login({ userId, password })).toInclude({ kind: 'refused', result: '0007' })
    const sent = await api.sendCode({ userId }).orThrow()
    const wrong = sent.message === '0000' ? '1111' : '0000'
    expect(await api.verifyCode({ code_v: sent.message, code: wrong })).toInclude({ kind: 'refused', result: '0004' })
    expect(await api.verifyCode({ code_v: sent.message, code: sent.message })).toInclude({ ok: true })
    expect(await api.completeRegistration({ password })).toInclude({ ok: true })
    expect(await api.login({ userId, password: 'another1horse' })).toInclude({ kind: 'refused', result: '0008' })
  })

  it('sends nothing when a request breaks a rule of the document', async () => {
    const { baseUrl, requests } = backend()
    const outcome = await createClient({ baseUrl }).sendCode({ userId: '123' })
    expect(outcome).toInclude({ ok: false, kind: 'invalid-request' })
    expect(outcome.issues[0]?.field).toBe('userId')
    expect(await requests()).toEqual({})
  })

  it('throws one kind of error from orThrow()', async () => {
    const { baseUrl } = backend()
    const error = await createClient({ baseUrl })
      .login({ userId: newPhone(), password })
      .orThrow()
      .then(
        () => undefined,
        (thrown) => thrown,
      )
    expect(error instanceof PhoneAuthError).toBe(true)
    expect(isPhoneAuthError(error, 'refused')).toBe(true)
    expect(isPhoneAuthError(structuredClone(error.toJSON()), 'refused')).toBe(true)
    expect(error.failure.result).toBe('0007')
  })

  it('links the steps by userId', async () => {
    const { baseUrl } = backend('userId')
    const api = createClient({ baseUrl, dialect: { linking: 'userId' } })
    const userId = newPhone()
    const { message: code } = await api.sendCode({ userId }).orThrow()
    expect(await api.verifyCode({ userId, code_v: code, code })).toInclude({ ok: true })
    expect(await api.completeRegistration({ userId, password })).toInclude({ ok: true })
    expect(await api.login({ userId, password })).toInclude({ ok: true })
  })

  it('sends JSON bodies', async () => {
    const { baseUrl } = backend('json')
    const api = createClient({ baseUrl, dialect: { body: 'json' } })
    const userId = newPhone()
    await registered(api, userId)
    expect(await api.login({ userId, password })).toInclude({ ok: true })
  })

  it('takes no code from the reply when codes go out by SMS only', async () => {
    const { baseUrl } = backend('sms')
    const api = createClient({ baseUrl, dialect: { codeDelivery: 'sms' } })
    const userId = newPhone()
    expect(await api.sendCode({ userId })).toInclude({ ok: true, message: null })
    expect(await api.verifyCode({ code: await codeOf(userId) })).toInclude({ ok: true })
  })
}

async function registered(api, userId) {
  const { message: code } = await api.sendCode({ userId }).orThrow()
  await api.verifyCode({ code_v: code, code }).orThrow()
  await api.completeRegistration({ password }).orThrow()
}
