import { ofetch } from 'ofetch'
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

/** ofetch with the whole of zod. */
export function createAuthClient(baseURL: string) {
  const http = ofetch.create({ baseURL, retry: 0 })
  const post = (path: string, fields: Record<string, string | undefined>) =>
    http(path, { method: 'POST', body: new URLSearchParams(fields as Record<string, string>) })
  return {
    sendCode: async (userId: string) => sent.parse(await http('/register', { query: sendRequest.parse({ userId }) })),
    verifyCode: async (code_v: string, code: string) =>
      verified.parse(await post('/register', verifyRequest.parse({ code_v, code }))),
    uploadAvatar: async (img: File) => {
      const body = new FormData()
      body.set('img', img)
      return uploaded.parse(await http('/upload', { method: 'POST', body }))
    },
    completeRegistration: async (password: string, nickname: string) =>
      completed.parse(await post('/register', completeRequest.parse({ password, nickname, register: '1' }))),
    login: async (userId: string, password: string) =>
      loggedIn.parse(await post('/log', loginRequest.parse({ userId, password }))),
  }
}
