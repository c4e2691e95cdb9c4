import { z } from 'zod'

const none = z.null().nullish()
const text = z.string().min(1)
const digits11 = z.string().regex(/^[0-9]{11}$/)
const digits4 = z.string().regex(/^[0-9]{4}$/)
const password = z
  .string()
  .min(8)
  .regex(/[A-Za-z]/)
  .regex(/[0-9]/)

export const sent = z.union([
  z.object({ result: z.literal('0000'), message: digits4 }),
  z.object({ result: z.enum(['0001', '0002']), message: none }),
])
export const verified = z.object({ result: z.enum(['0000', '0004', '0005']), message: none })
export const uploaded = z.union([
  z.object({ result: z.literal('0000'), message: text }),
  z.object({ result: z.literal('0006'), message: none }),
])
export const completed = z.object({ result: z.enum(['0000', '0006']), message: none })
export const loggedIn = z.union([
  z.object({ result: z.literal('0000'), message: text }),
  z.object({ result: z.enum(['0007', '0008']), message: none }),
])

export const sendRequest = z.object({ userId: digits11 })
export const verifyRequest = z.object({ code_v: digits4, code: digits4 })
export const completeRequest = z.object({ password, nickname: z.string().optional(), register: z.literal('1') })
export const loginRequest = z.object({ userId: digits11, password: text })
