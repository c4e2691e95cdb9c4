import type { FlowFailure } from 'phone-auth-kit/registration-flow'
import { zh } from 'phone-auth-kit/texts/zh'

/** What a person reads when an action failed. */
export function failureText(failure: FlowFailure): string {
  switch (failure.kind) {
    case 'refused':
      return zh.results[failure.result]
    case 'invalid-request':
      return failure.issues.map(({ code }) => zh.fields[code]).join('；')
    case 'unknown':
      return {
        sendCode: '网络中断：若收到验证码请直接输入，否则请稍后重新获取',
        verifyCode: '网络中断：无法确认验证码是否通过，请继续，或重新获取验证码',
        uploadAvatar: '网络中断：请重新上传头像，或不上传头像',
        completeRegistration: '网络中断：无法确认是否注册成功，请重试或直接登录',
      }[failure.action]
    case 'registered-otherwise':
      return '该手机号已用其他密码注册，请用原密码登录'
    default:
      return '网络异常，请稍后重试'
  }
}
