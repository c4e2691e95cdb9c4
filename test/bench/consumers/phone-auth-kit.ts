import { createClient } from 'phone-auth-kit'

const client = createClient({ baseUrl: 'http://127.0.0.1:6543' })

export async function register(userId: string, password: string, img: File): Promise<string> {
  const sent = await client.sendCode({ userId })
  if (!sent.ok) return sent.kind === 'refused' && sent.result === '0001' ? 'registered' : 'later'
  const code: string = sent.message
  const verified = await client.verifyCode({ code_v: code, code })
  if (!verified.ok) return 'wrong code'
  const uploaded = await client.uploadAvatar({ img })
  if (!uploaded.ok) return 'no upload'
  const path: string = uploaded.message
  const completed = await client.completeRegistration({ password, nickname: '小明' })
  return completed.ok ? path : 'not registered'
}

export async function logIn(userId: string, password: string): Promise<string> {
  const reply = await client.login({ userId, password })
  if (reply.ok) return reply.message
  if (reply.kind !== 'refused') return reply.kind
  switch (reply.result) {
    case '0007':
      return 'no such user'
    case '0008':
      return 'wrong password'
  }
}
