import { codeField, defineOperation, newPasswordField, userIdField } from 'phone-auth-kit'
import { createReferenceBackend, type Dialect } from 'phone-auth-kit/reference'
import * as z from 'zod/mini'
import type { Fetch } from '../backends.ts'

// Three operations of a team's own, and a backend that has them beside those of the document.

export const sendResetCode = defineOperation({
  id: 'sendResetCode',
  method: 'GET',
  path: '/reset',
  encoding: 'query',
  fields: { userId: userIdField },
  message: codeField,
  failures: ['0002', '0007'],
})

export const resetPassword = defineOperation({
  id: 'resetPassword',
  method: 'POST',
  path: '/reset',
  encoding: 'body',
  fields: { userId: userIdField, code: codeField, password: newPasswordField, reason: z.string() },
  optional: ['reason'],
  fixed: { reset: '1' },
  failures: ['0004', '0006', '1001'],
  texts: { zh: { '1001': '与旧密码相同' }, en: { '1001': 'The password is the old one' } },
  document: {
    section: '重置密码',
    rows: {
      operation: '| 操作 | 以验证码设置新密码 |',
      code: '| 2 | code | 验证码 | Y |',
      result: '| 1 | result | “0000”：成功；“0004”：验证码错误；“1001”：与旧密码相同 |',
    },
  },
})

export const addPhotos = defineOperation({
  id: 'addPhotos',
  method: 'POST',
  path: '/photos',
  encoding: 'multipart',
  fields: { album: z.string().check(z.minLength(1)) },
  files: ['photo', 'second_photo'],
  optional: ['second_photo'],
  linked: true,
  message: z.string().check(z.regex(/^\d+ photos$/)),
  failures: ['1002'],
})

/** The rows that `resetPassword` cites, as they stand in the team's document. */
export const ownDocument = `# 重置密码

| 操作 | 以验证码设置新密码 |
| 2 | code | 验证码 | Y |
| 1 | result | “0000”：成功；“0004”：验证码错误；“1001”：与旧密码相同 |
`

/** What a wrong backend does instead; each is one fault. */
export interface Faults {
  readonly codeMayBeMissing?: true
  readonly greets?: true
  readonly refusesEverybody?: true
  readonly answersUndocumented?: true
  readonly answersInHtml?: true
  readonly photosWithoutPath?: true
  readonly ignoresToken?: true
}

const reply = (result: string, message: string | null = null) => Response.json({ result, message })

/** A backend with the five operations of the document, and these three. `inbox` gets every code that it sends. */
export function ownBackend(
  faults: Faults = {},
  dialect: Partial<Dialect> = {},
  inbox: Map<string, string> = new Map(),
): Fetch {
  const reference = createReferenceBackend({ hashCost: 1, seed: 1, dialect })
  const registered = new Map<string, string>()
  const codes = new Map<string, string>()
  const tokens = new Set<string>()
  let nextCode = 4000
  return async (request) => {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname === '/reset' && request.method === 'GET') {
      const userId = searchParams.get('userId')
      if (!userId) return new Response(null, { status: 422 })
      if (!registered.has(userId)) return reply('0007')
      const code = String(nextCode++)
      codes.set(userId, code)
      inbox.set(userId, code)
      return reply('0000', code)
    }
    if (pathname === '/reset') return reset(await fieldsOf(request))
    if (pathname === '/photos') return photos(request)
    const asked = pathname === '/log' ? await fieldsOf(request.clone()) : undefined
    const response = await reference.fetch(request)
    const { result, message } = (await response
      .clone()
      .json()
      .catch(() => ({}))) as { result?: string; message?: string }
    if (request.method === 'GET' && result === '0000') inbox.set(searchParams.get('userId') ?? '', message ?? '')
    if (asked && result === '0000') {
      registered.set(asked.get('userId') ?? '', asked.get('password') ?? '')
      tokens.add(message ?? '')
    }
    return response
  }

  function reset(fields: URLSearchParams): Response {
    const [userId = '', code, password = ''] = ['userId', 'code', 'password'].map((name) => fields.get(name) ?? '')
    if (faults.answersInHtml)
      return new Response('<!doctype html><h1>Reset</h1>', { headers: { 'content-type': 'text/html' } })
    if (faults.answersUndocumented) return reply('0009')
    if (faults.refusesEverybody) return reply('0006')
    const mayPass = faults.codeMayBeMissing === true && !code
    if (!userId || !password || (!code && !mayPass) || fields.get('reset') !== '1')
      return new Response(null, { status: 422 })
    if (!mayPass && codes.get(userId) !== code) return reply('0004')
    codes.delete(userId)
    if (registered.get(userId) === password) return reply('1001')
    return reply('0000', faults.greets ? 'welcome back' : null)
  }

  async function photos(request: Request): Promise<Response> {
    const token = request.headers.get('authorization')?.replace('Bearer ', '') ?? ''
    if (!tokens.has(token) && !faults.ignoresToken) return new Response(null, { status: 401 })
    const form = await request.formData()
    const linked = dialect.linking === 'userId' ? form.get('userId') : request.headers.get('cookie')
    if (!form.get('album') || !(form.get('photo') instanceof File) || !linked) return reply('1002')
    return reply('0000', faults.photosWithoutPath ? 'saved' : `${form.get('second_photo') ? 2 : 1} photos`)
  }
}

async function fieldsOf(request: Request): Promise<URLSearchParams> {
  const text = await request.text()
  const isJson = request.headers.get('content-type')?.includes('json')
  return new URLSearchParams(isJson ? (JSON.parse(text) as Record<string, string>) : text)
}
