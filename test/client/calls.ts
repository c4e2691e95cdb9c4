import { Readable } from 'node:stream'
import {
  type Call,
  type CallOptions,
  type Client,
  codeField,
  defineOperation,
  type EndpointId,
  endpointIds,
  type FailureIn,
  newPasswordField,
  type OperationDefinition,
  type Succeeded,
  userIdField,
} from 'phone-auth-kit'

/** Secrets that must never show up anywhere else. */
export const canaries = {
  userId: '13927541068',
  code_v: '4821',
  code: '7306',
  password: 'canaryPassw0rd',
  nickname: 'canary-nickname',
  cookie: 'canary-cookie',
}

type AnyCall = Call<Succeeded, FailureIn<OperationDefinition>>

/** A valid call of each operation. */
export const calls: Record<EndpointId, (api: Client, options?: CallOptions) => AnyCall> = {
  sendCode: (api, options) => api.sendCode({ userId: canaries.userId }, options),
  verifyCode: (api, options) => api.verifyCode({ code_v: canaries.code_v, code: canaries.code }, options),
  uploadAvatar: (api, options) => api.uploadAvatar({ img: new File(['pixels'], 'me.png') }, options),
  completeRegistration: (api, options) =>
    api.completeRegistration({ password: canaries.password, nickname: canaries.nickname }, options),
  login: (api, options) => api.login({ userId: canaries.userId, password: canaries.password }, options),
}

/** An own operation, with codes of the document and a code of its own. */
export const changePassword = defineOperation({
  id: 'changePassword',
  method: 'POST',
  path: '/password',
  encoding: 'body',
  fields: { userId: userIdField, code: codeField, password: newPasswordField },
  failures: ['0004', '0006', '1001'],
  texts: { zh: { '1001': '新密码与旧密码相同' }, en: { '1001': 'The new password is the old one' } },
})

/** An own operation that takes files. */
export const sendPapers = defineOperation({
  id: 'sendPapers',
  method: 'POST',
  path: '/papers',
  encoding: 'multipart',
  fields: { userId: userIdField },
  files: ['front', 'back'],
  optional: ['back'],
  failures: ['0006'],
})

/**
 * Every way in which a request is sent: the five operations, two own ones, and streamed uploads, which ky does not
 * send.
 */
export const callsOfEveryKind: readonly {
  readonly title: string
  readonly id: string
  readonly call: (api: Client, options?: CallOptions) => AnyCall
}[] = [
  ...endpointIds.map((id) => ({ title: id, id, call: calls[id] })),
  {
    title: 'uploadAvatar of a stream',
    id: 'uploadAvatar',
    call: (api, options) =>
      api.uploadAvatar({ img: { stream: Readable.from([Buffer.from('pixels')]), name: 'me.png', length: 6 } }, options),
  },
  {
    title: 'an own operation',
    id: 'changePassword',
    call: (api, options) => {
      const { userId, code, password } = canaries
      return api.call(changePassword, { userId, code, password }, options)
    },
  },
  {
    title: 'an own upload, as a stream',
    id: 'sendPapers',
    call: (api, options) => {
      const front = { stream: Readable.from([Buffer.from('pixels')]), name: 'front.png', length: 6 }
      return api.call(sendPapers, { userId: canaries.userId, front, back: new Blob(['back']) }, options)
    },
  },
]
