import { setupServer } from 'msw/node'
import { createClient } from 'phone-auth-kit'
import { mswHandlers } from 'phone-auth-kit/msw'
import { createReferenceBackend } from 'phone-auth-kit/reference'

/** One person from the first step to the last, against MSW, in whatever DOM the test runs in; the outcome of each. */
export async function journey(dialect) {
  const server = setupServer(...mswHandlers(createReferenceBackend({ dialect, hashCost: 1 })))
  server.listen({ onUnhandledFrame: 'error' })
  try {
    const api = createClient({ baseUrl: 'http://localhost:3000', dialect })
    const userId = '13800138000'
    const phone = dialect.linking === 'userId' ? { userId } : {}
    const password = 'correct7horse'
    const sent = await api.sendCode({ userId })
    const code = String(sent.message)
    const verified = await api.verifyCode({ ...phone, code_v: code, code })
    const img = new File([new Uint8Array([1, 2, 3])], '头像.png', { type: 'image/png' })
    const uploaded = await api.uploadAvatar({ img })
    const headImage = uploaded.message ?? undefined
    const completed = await api.completeRegistration({ ...phone, password, headImage })
    const loggedIn = await api.login({ userId, password })
    return [sent, verified, uploaded, completed, loggedIn].map(({ kind }) => kind)
  } finally {
    server.close()
  }
}
