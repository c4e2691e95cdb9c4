import { createClient, type Dialect, resumeRegistration, startRegistration } from 'phone-auth-kit'
import { createReferenceBackend } from 'phone-auth-kit/reference'
import { listen } from 'phone-auth-kit/server'
import { describe, expect, onTestFinished, test } from 'vitest'

const userId = '13800138000'
const password = 'abcd1234'
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

async function backend(dialect: Partial<Dialect> = {}) {
  const reference = createReferenceBackend({ dialect })
  const { url: baseUrl, close } = await listen(reference)
  onTestFinished(close)
  return { baseUrl, reference }
}

const dialects: Partial<Dialect>[] = (['cookie', 'userId'] as const).flatMap((linking) =>
  (['form', 'json'] as const).flatMap((body) =>
    (['response', 'sms'] as const).map((codeDelivery) => ({ linking, body, codeDelivery })),
  ),
)

describe.each(dialects)('with linking $linking, body $body, code by $codeDelivery', (dialect) => {
  test('one person registers in steps and logs in, saved and resumed after each step', async () => {
    const { baseUrl, reference } = await backend(dialect)
    const fresh = () => createClient({ baseUrl, dialect: dialect as Dialect })
    const reload = <Saved>(saved: Saved): Saved => JSON.parse(JSON.stringify(saved))

    const sent = await startRegistration(fresh()).sendCode({ userId }).orThrow()
    const code = sent.message ?? reference.inbox.last(userId)?.code ?? ''
    const codeSent = resumeRegistration(fresh(), reload(sent.next.save({ secrets: true })))
    if (codeSent?.step !== 'code-sent') return expect.unreachable()

    const wrong = await codeSent.verifyCode({ code: code === '1111' ? '2222' : '1111' })
    expect(wrong).toMatchObject({ kind: 'refused', result: '0004' })
    const checked = await codeSent.verifyCode({ code }).orThrow()
    const verified = resumeRegistration(fresh(), reload(checked.next.save({ secrets: true })))
    if (verified?.step !== 'verified') return expect.unreachable()

    const uploaded = await verified.uploadAvatar({ img: { bytes: png, name: '头像.png' } }).orThrow()
    expect(uploaded.next.step).toBe('avatar-uploaded')
    const withAvatar = resumeRegistration(fresh(), reload(uploaded.next.save({ secrets: true })))
    if (withAvatar?.step !== 'avatar-uploaded') return expect.unreachable()

    const done = await withAvatar.completeRegistration({ password, nickname: '小明' }).orThrow()
    const registered = resumeRegistration(fresh(), reload(done.next.save({ secrets: true })))
    if (registered?.step !== 'registered') return expect.unreachable()

    expect(await registered.login({ password: 'wrong1234' })).toMatchObject({ kind: 'refused', result: '0008' })
    const { message: token } = await registered.login({ password }).orThrow()
    expect(token).not.toBe('')
    expect(await startRegistration(fresh()).sendCode({ userId })).toMatchObject({ kind: 'refused', result: '0001' })
  })
})

test('a code can be sent again, to the same phone', async () => {
  const { baseUrl } = await backend()
  const first = await startRegistration(createClient({ baseUrl })).sendCode({ userId }).orThrow()
  const again = await first.next.sendCode().orThrow()
  expect(await again.next.verifyCode({ code: again.message ?? '' })).toMatchObject({ ok: true })
})

describe('a saved step', () => {
  test('contains no secret unless the caller asks for it; without, the secrets must be passed again', async () => {
    const { baseUrl } = await backend()
    const api = createClient({ baseUrl })
    const sent = await startRegistration(api).sendCode({ userId }).orThrow()
    const saved = sent.next.save({ secrets: false })
    expect(saved).toEqual({ version: 1, step: 'code-sent' })
    expect(resumeRegistration(api, saved)).toBeUndefined()

    const code = sent.message ?? ''
    const resumed = resumeRegistration(api, saved, { userId, code })
    if (resumed?.step !== 'code-sent') return expect.unreachable()
    expect(await resumed.verifyCode({ code })).toMatchObject({ ok: true })
  })

  test('with secrets contains phone number, code and session', async () => {
    const { baseUrl } = await backend()
    const api = createClient({ baseUrl })
    const sent = await startRegistration(api).sendCode({ userId }).orThrow()
    expect(sent.next.save({ secrets: true })).toEqual({
      version: 1,
      step: 'code-sent',
      secrets: { userId, code: sent.message, session: api.session.export() },
    })
  })

  test.each([
    undefined,
    null,
    5,
    'x',
    {},
    { version: 1 },
    { version: 2, step: 'verified' },
    { version: 1, step: 'toString' },
  ])('%j cannot be resumed', (saved) => {
    const api = createClient({ baseUrl: 'http://127.0.0.1:9' })
    expect(resumeRegistration(api, saved, { userId })).toBeUndefined()
  })

  test('of one backend cannot be resumed with another', async () => {
    const { baseUrl } = await backend()
    const sent = await startRegistration(createClient({ baseUrl })).sendCode({ userId }).orThrow()
    const elsewhere = createClient({ baseUrl: 'http://127.0.0.1:9' })
    expect(resumeRegistration(elsewhere, sent.next.save({ secrets: true }))).toBeUndefined()
  })
})
