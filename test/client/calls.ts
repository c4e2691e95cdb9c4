import { Readable } from 'node:stream'
import {
  type Call,
  type CallOptions,
  type Client,
  type EndpointId,
  endpointIds,
  type Failure,
  type Succeeded,
} from 'phone-auth-kit'

/** What must never be found where it was not asked for. */
export const canaries = {
  userId: '13927541068',
  code_v: '4821',
  code: '7306',
  password: 'canaryPassw0rd',
  nickname: 'canary-nickname',
  cookie: 'canary-cookie',
}

type AnyCall = Call<Succeeded, Failure>

/** One valid call of each operation. */
export const calls: Record<EndpointId, (api: Client, options?: CallOptions) => AnyCall> = {
  sendCode: (api, options) => api.sendCode({ userId: canaries.userId }, options),
  verifyCode: (api, options) => api.verifyCode({ code_v: canaries.code_v, code: canaries.code }, options),
  uploadAvatar: (api, options) => api.uploadAvatar({ img: new File(['pixels'], 'me.png') }, options),
  completeRegistration: (api, options) =>
    api.completeRegistration({ password: canaries.password, nickname: canaries.nickname }, options),
  login: (api, options) => api.login({ userId: canaries.userId, password: canaries.password }, options),
}

/** Every way a request goes out: the five operations, and an upload as a stream, which ky does not carry. */
export const contestants: readonly {
  readonly title: string
  readonly id: EndpointId
  readonly call: (api: Client, options?: CallOptions) => AnyCall
}[] = [
  ...endpointIds.map((id) => ({ title: id, id, call: calls[id] })),
  {
    title: 'uploadAvatar of a stream',
    id: 'uploadAvatar',
    call: (api, options) =>
      api.uploadAvatar({ img: { stream: Readable.from([Buffer.from('pixels')]), name: 'me.png', length: 6 } }, options),
  },
]
