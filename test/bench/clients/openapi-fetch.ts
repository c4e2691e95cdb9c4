import createClient from 'openapi-fetch'
import type { paths } from './openapi-paths.ts'

/** openapi-fetch: types only, nothing is validated. */
export function createAuthClient(baseUrl: string) {
  const client = createClient<paths>({
    baseUrl,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  return {
    sendCode: async (userId: string) => (await client.GET('/register', { params: { query: { userId } } })).data,
    verifyCode: async (code_v: string, code: string) =>
      (await client.POST('/register', { body: { code_v, code } })).data,
    uploadAvatar: async (img: File) => {
      const bodySerializer = () => {
        const body = new FormData()
        body.set('img', img)
        return body
      }
      return (await client.POST('/upload', { body: { img }, bodySerializer, headers: { 'content-type': null } })).data
    },
    completeRegistration: async (password: string, nickname: string) =>
      (await client.POST('/register', { body: { password, nickname, register: '1' } })).data,
    login: async (userId: string, password: string) => (await client.POST('/log', { body: { userId, password } })).data,
  }
}
