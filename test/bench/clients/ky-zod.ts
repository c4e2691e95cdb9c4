import ky from 'ky'
import {
  completed,
  completeRequest,
  loggedIn,
  loginRequest,
  sendRequest,
  sent,
  uploaded,
  verified,
  verifyRequest,
} from './schemas-zod4.ts'

/** ky with the whole of zod, today's usual choice. */
export function createAuthClient(baseUrl: string) {
  const http = ky.create({ prefix: baseUrl, retry: 0 })
  const form = (fields: Record<string, string | undefined>) => new URLSearchParams(fields as Record<string, string>)
  return {
    sendCode: (userId: string) => http.get('register', { searchParams: sendRequest.parse({ userId }) }).json(sent),
    verifyCode: (code_v: string, code: string) =>
      http.post('register', { body: form(verifyRequest.parse({ code_v, code })) }).json(verified),
    uploadAvatar: (img: File) => {
      const body = new FormData()
      body.set('img', img)
      return http.post('upload', { body }).json(uploaded)
    },
    completeRegistration: (password: string, nickname: string) =>
      http
        .post('register', { body: form(completeRequest.parse({ password, nickname, register: '1' })) })
        .json(completed),
    login: (userId: string, password: string) =>
      http.post('log', { body: form(loginRequest.parse({ userId, password })) }).json(loggedIn),
  }
}
