import { makeApi, Zodios } from '@zodios/core'
import { z } from 'zod'
import {
  completed,
  completeRequest,
  loggedIn,
  loginRequest,
  sent,
  uploaded,
  verified,
  verifyRequest,
} from './schemas-zod3.ts'

const api = makeApi([
  {
    method: 'get',
    path: '/register',
    alias: 'sendCode',
    parameters: [{ name: 'userId', type: 'Query', schema: z.string().regex(/^[0-9]{11}$/) }],
    response: sent,
  },
  {
    method: 'post',
    path: '/register',
    alias: 'register',
    requestFormat: 'form-url',
    parameters: [{ name: 'body', type: 'Body', schema: z.union([verifyRequest, completeRequest]) }],
    response: z.union([verified, completed]),
  },
  {
    method: 'post',
    path: '/upload',
    alias: 'uploadAvatar',
    requestFormat: 'form-data',
    parameters: [{ name: 'body', type: 'Body', schema: z.object({ img: z.instanceof(File) }) }],
    response: uploaded,
  },
  {
    method: 'post',
    path: '/log',
    alias: 'login',
    requestFormat: 'form-url',
    parameters: [{ name: 'body', type: 'Body', schema: loginRequest }],
    response: loggedIn,
  },
])

/** zodios over axios and zod 3, the version it asks for. It takes one operation a path, so two share `register`. */
export function createAuthClient(baseUrl: string) {
  const client = new Zodios(baseUrl, api)
  return {
    sendCode: (userId: string) => client.sendCode({ queries: { userId } }),
    verifyCode: (code_v: string, code: string) => client.register({ code_v, code }),
    uploadAvatar: (img: File) => client.uploadAvatar({ img }),
    completeRegistration: (password: string, nickname: string) =>
      client.register({ password, nickname, register: '1' }),
    login: (userId: string, password: string) => client.login({ userId, password }),
  }
}
