import { createORPCClient } from '@orpc/client'
import { type ContractRouterClient, oc } from '@orpc/contract'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import * as z from 'zod4'
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

const contract = {
  sendCode: oc.route({ method: 'GET', path: '/register' }).input(sendRequest).output(sent),
  verifyCode: oc.route({ method: 'POST', path: '/register' }).input(verifyRequest).output(verified),
  uploadAvatar: oc
    .route({ method: 'POST', path: '/upload' })
    .input(z.object({ img: z.instanceof(File) }))
    .output(uploaded),
  completeRegistration: oc.route({ method: 'POST', path: '/register' }).input(completeRequest).output(completed),
  login: oc.route({ method: 'POST', path: '/log' }).input(loginRequest).output(loggedIn),
}

/** oRPC's OpenAPI link. It sends JSON, since it knows no forms, and validates nothing on the client. */
export function createAuthClient(baseUrl: string) {
  const client: ContractRouterClient<typeof contract> = createORPCClient(new OpenAPILink(contract, { url: baseUrl }))
  return {
    sendCode: (userId: string) => client.sendCode({ userId }),
    verifyCode: (code_v: string, code: string) => client.verifyCode({ code_v, code }),
    uploadAvatar: (img: File) => client.uploadAvatar({ img }),
    completeRegistration: (password: string, nickname: string) =>
      client.completeRegistration({ password, nickname, register: '1' }),
    login: (userId: string, password: string) => client.login({ userId, password }),
  }
}
