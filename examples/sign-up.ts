// A module of an app, as one would write it: it asks for a code and says in the user's language what came of it.
// Its test, with the reference server behind MSW, is sign-up.test.ts.
import { type Client, createClient } from 'phone-auth-kit'
import { zh } from 'phone-auth-kit/texts/zh'

/** Asks for a verification code and gives the words to show. */
export async function requestCode(userId: string, api: Client = createClient({ baseUrl: 'https://api.example.com' })) {
  const sent = await api.sendCode({ userId })
  if (sent.ok) return '验证码已发送'
  if (sent.kind === 'refused') return zh.results[sent.result]
  if (sent.kind === 'invalid-request') return zh.fields['userId.format']
  return '网络不可用，请稍后再试'
}
