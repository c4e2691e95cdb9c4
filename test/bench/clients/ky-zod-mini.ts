import ky from 'ky'
import * as z from 'zod4/mini'

/** What one writes by hand today with ky and zod/mini: requests and replies checked, one union an operation. */
const none = z.nullish(z.null())
const digits11 = z.string().check(z.regex(/^[0-9]{11}$/))
const digits4 = z.string().check(z.regex(/^[0-9]{4}$/))
const text = z.string().check(z.minLength(1))
const password = z.string().check(z.minLength(8), z.regex(/[A-Za-z]/), z.regex(/[0-9]/))
const refusal = <const Results extends readonly [string, ...string[]]>(results: Results) =>
  z.object({ result: z.enum(results), message: none })
const success = <Message extends z.ZodMiniType>(message: Message) => z.object({ result: z.literal('0000'), message })

const sent = z.union([success(digits4), refusal(['0001', '0002'])])
const verified = refusal(['0000', '0004', '0005'])
const uploaded = z.union([success(text), refusal(['0006'])])
const completed = refusal(['0000', '0006'])
const loggedIn = z.union([success(text), refusal(['0007', '0008'])])

const sendRequest = z.object({ userId: digits11 })
const verifyRequest = z.object({ code_v: digits4, code: digits4 })
const completeRequest = z.object({ password, nickname: z.optional(z.string()), register: z.literal('1') })
const loginRequest = z.object({ userId: digits11, password: text })

export function createAuthClient(baseUrl: string) {
  const http = ky.create({ prefix: baseUrl, retry: 0 })
  const form = (fields: Record<string, string | undefined>) => new URLSearchParams(fields as Record<string, string>)
  return {
    sendCode: (userId: string) =>
      http.get('register', { searchParams: sendRequest.parse({ userId }), cache: 'no-store' }).json(sent),
    verifyCode: (code_v: string, code: string) =>
      http.post('register', { body: form(verifyRequest.parse({ code_v, code })) }).json(verified),
    uploadAvatar: (img: File) => {
      const body = new FormData()
      body.set('img', img)
      return http.post('upload', { body }).json(uploaded)
    },
    completeRegistration: (password: string, nickname: string) =>
      http
        .post('register', { body: form(completeRequest.parse({ password, nickname, register: '1' })) })
        .json(completed),
    login: (userId: string, password: string) =>
      http.post('log', { body: form(loginRequest.parse({ userId, password })) }).json(loggedIn),
  }
}
