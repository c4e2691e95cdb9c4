import { createClient } from 'phone-auth-kit'

/** This package. */
export function createAuthClient(baseUrl: string) {
  const client = createClient({ baseUrl })
  return {
    sendCode: (userId: string) => client.sendCode({ userId }),
    verifyCode: (code_v: string, code: string) => client.verifyCode({ code_v, code }),
    uploadAvatar: (img: File) => client.uploadAvatar({ img }),
    completeRegistration: (password: string, nickname: string) => client.completeRegistration({ password, nickname }),
    login: (userId: string, password: string) => client.login({ userId, password }),
  }
}
