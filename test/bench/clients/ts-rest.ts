import { initClient, initContract } from '@ts-rest/core'
import { z } from 'zod'
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
} from './schemas-zod3.ts'

const contract = initContract().router(
  {
    sendCode: { method: 'GET', path: '/register', query: sendRequest, responses: { 200: sent } },
    verifyCode: {
      method: 'POST',
      path: '/register',
      contentType: 'application/x-www-form-urlencoded',
      body: verifyRequest,
      responses: { 200: verified },
    },
    uploadAvatar: {
      method: 'POST',
      path: '/upload',
      contentType: 'multipart/form-data',
      body: z.object({ img: z.instanceof(File) }),
      responses: { 200: uploaded },
    },
    completeRegistration: {
      method: 'POST',
      path: '/register',
      contentType: 'application/x-www-form-urlencoded',
      body: completeRequest,
      responses: { 200: completed },
    },
    login: {
      method: 'POST',
      path: '/log',
      contentType: 'application/x-www-form-urlencoded',
      body: loginRequest,
      responses: { 200: loggedIn },
    },
  },
  { strictStatusCodes: true },
)

/** ts-rest over zod 3, the version it asks for; replies are validated. */
export function createAuthClient(baseUrl: string) {
  const client = initClient(contract, { baseUrl, baseHeaders: {}, validateResponse: true })
  return {
    sendCode: async (userId: string) => (await client.sendCode({ query: { userId } })).body,
    verifyCode: async (code_v: string, code: string) => (await client.verifyCode({ body: { code_v, code } })).body,
    uploadAvatar: async (img: File) => (await client.uploadAvatar({ body: { img } })).body,
    completeRegistration: async (password: string, nickname: string) =>
      (await client.completeRegistration({ body: { password, nickname, register: '1' } })).body,
    login: async (userId: string, password: string) => (await client.login({ body: { userId, password } })).body,
  }
}
