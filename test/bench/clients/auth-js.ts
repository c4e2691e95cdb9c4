import { AuthClient } from '@supabase/auth-js'

/** auth-js, the phone login of another service: the same five steps against its own API. Only its bytes are compared. */
export function createAuthClient(baseUrl: string) {
  const client = new AuthClient({ url: baseUrl, persistSession: false, autoRefreshToken: false })
  return {
    sendCode: (phone: string) => client.signInWithOtp({ phone }),
    verifyCode: (phone: string, token: string) => client.verifyOtp({ phone, token, type: 'sms' }),
    uploadAvatar: (img: File) => client.updateUser({ data: { img: img.name } }),
    completeRegistration: (password: string, nickname: string) => client.updateUser({ password, data: { nickname } }),
    login: (phone: string, password: string) => client.signInWithPassword({ phone, password }),
  }
}
