import { createClient, isRefused, resumeRegistration, type SavedRegistration, startRegistration } from 'phone-auth-kit'

const api = createClient({ baseUrl: 'http://127.0.0.1:6543' })

export async function signUp(userId: string, password: string): Promise<string> {
  const sent = await startRegistration(api).sendCode({ userId }).orThrow()
  const verified = await sent.next.verifyCode({ code: '0123' }).orThrow()
  const uploaded = await verified.next.uploadAvatar({ img: new Uint8Array([1]) }).orThrow()
  const completed = await uploaded.next.completeRegistration({ password, nickname: '小红' }).orThrow()
  const { message: token } = await completed.next.login({ password }).orThrow()
  return token
}

export async function wrongOrder(userId: string): Promise<void> {
  const start = startRegistration(api)
  // @ts-expect-error there is no code to check yet
  start.verifyCode({ code: '0123' })
  const sent = await start.sendCode({ userId })
  // @ts-expect-error whether it was sent is not known yet
  sent.next
  // @ts-expect-error nobody is verified yet
  if (sent.ok) sent.next.completeRegistration({ password: 'correct7horse' })
}

export async function resume(saved: SavedRegistration, userId: string): Promise<SavedRegistration | undefined> {
  const step = resumeRegistration(api, saved, { userId })
  if (step?.step !== 'code-sent') return undefined
  const verified = await step.verifyCode({ code: '0123' })
  if (isRefused(verified, '0005')) return undefined
  return verified.ok ? verified.next.save({ secrets: false }) : step.save({ secrets: true })
}
