import {
  type ClientOptions,
  createClient,
  documentedDialect,
  Gender,
  isPhoneAuthError,
  ResultCode,
  type SendCodeOutcome,
} from 'phone-auth-kit'
import { en } from 'phone-auth-kit/texts/en'
import { zh } from 'phone-auth-kit/texts/zh'

const options: ClientOptions = { baseUrl: 'http://127.0.0.1:6543', timeout: 5_000 }
const api = createClient(options)
const documented = createClient({ baseUrl: 'http://127.0.0.1:6543', dialect: documentedDialect })

export async function words(userId: string): Promise<string> {
  const sent = await documented.sendCode({ userId })
  if (sent.ok) {
    const code: string = sent.message
    return code
  }
  switch (sent.kind) {
    case 'refused':
      return sent.result === ResultCode.PhoneAlreadyRegistered ? zh.results[sent.result] : en.results[sent.result]
    case 'invalid-request':
      return sent.issues.map(({ code }) => zh.fields[code]).join()
    case 'timeout':
    case 'aborted':
    case 'network':
    case 'http':
    case 'malformed':
    case 'undocumented':
      return sent.reason
    default:
      return sent satisfies never
  }
}

// @ts-expect-error 0007 is a code of login, not of sendCode
export const wrong = (sent: SendCodeOutcome) => sent.kind === 'refused' && sent.result === '0007'

export async function register(password: string, code: string): Promise<string> {
  const bytes = new Uint8Array([1, 2, 3])
  await documented.verifyCode({ code_v: code, code }, { signal: AbortSignal.timeout(1_000) })
  const { message: headImage } = await documented.uploadAvatar({ img: new Blob([bytes]) }).orThrow()
  const nothing: string | null = (await documented.uploadAvatar().orThrow()).message
  await documented.completeRegistration({ headImage, password, gender: Gender.Female, nickname: nothing ?? '小红' })
  try {
    const { message: token } = await documented.login({ userId: '13800138000', password }).orThrow()
    return token
  } catch (error) {
    if (isPhoneAuthError(error, 'refused')) return error.failure.result
    throw error
  }
}

// @ts-expect-error the wide options do not say which dialect it is, so a code alone is not enough
api.verifyCode({})

const sms = createClient({ baseUrl: 'http://127.0.0.1:6543', dialect: { codeDelivery: 'sms', linking: 'userId' } })
export async function bySms(): Promise<null | undefined> {
  await sms.verifyCode({ userId: '13800138000', code: '0123' })
  const sent = await sms.sendCode({ userId: '13800138000' })
  return sent.ok ? sent.message : undefined
}
