import { createClient } from 'phone-auth-kit'
import { cannot } from './cannot.mjs'
import { expect } from './expect.mjs'

const password = 'correct7horse'

/** Whose session it is. */
export function session({ it }, { backend, newPhone }) {
  it('keeps the session of one person from step to step, for two registrations in a row', async () => {
    const { baseUrl } = backend()
    const api = createClient({ baseUrl })
    for (const userId of [newPhone(), newPhone()]) {
      const { message: code } = await api.sendCode({ userId }).orThrow()
      expect(await api.verifyCode({ code_v: code, code })).toInclude({ ok: true })
      expect(await api.completeRegistration({ password })).toInclude({ ok: true })
      expect(await api.login({ userId, password })).toInclude({ ok: true })
    }
  })

  it('keeps two people apart in two clients', async () => {
    const { baseUrl } = backend()
    const [one, other] = [createClient({ baseUrl }), createClient({ baseUrl })]
    const [first, second] = [newPhone(), newPhone()]
    const { message: firstCode } = await one.sendCode({ userId: first }).orThrow()
    const { message: secondCode } = await other.sendCode({ userId: second }).orThrow()
    const verified = await one.verifyCode({ code_v: firstCode, code: firstCode })
    if (!verified.ok) cannot('a page has one cookie jar, shared by all its clients')
    expect(await other.verifyCode({ code_v: secondCode, code: secondCode })).toInclude({ ok: true })
    expect(await one.completeRegistration({ password })).toInclude({ ok: true })
    expect(await other.completeRegistration({ password })).toInclude({ ok: true })
    expect(await one.login({ userId: first, password })).toInclude({ ok: true })
    expect(await one.login({ userId: second, password })).toInclude({ ok: true })
  })

  it('continues an exported session in another client', async () => {
    const { baseUrl } = backend()
    const [one, other] = [createClient({ baseUrl }), createClient({ baseUrl })]
    const userId = newPhone()
    const { message: code } = await one.sendCode({ userId }).orThrow()
    const exported = JSON.parse(JSON.stringify(one.session.export()))
    if (exported.cookies.length === 0) cannot('the browser keeps the session and does not show it')
    other.session.import(exported)
    expect(await other.verifyCode({ code_v: code, code })).toInclude({ ok: true })
    expect(await other.completeRegistration({ password })).toInclude({ ok: true })
    expect(await other.login({ userId, password })).toInclude({ ok: true })
  })

  it('starts every new client without a session', async () => {
    const { baseUrl } = backend()
    const { message: code } = await createClient({ baseUrl }).sendCode({ userId: newPhone() }).orThrow()
    const verified = await createClient({ baseUrl }).verifyCode({ code_v: code, code })
    if (verified.ok) cannot('a page has one cookie jar, shared by all its clients')
    expect(verified).toInclude({ kind: 'refused', result: '0004' })
  })
}
