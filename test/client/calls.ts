import type { Call, CallOptions, Client, EndpointId, Failure, Succeeded } from 'phone-auth-kit'

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
