import type { Client } from 'phone-auth-kit'
import { zh } from 'phone-auth-kit/texts/zh'

/** The state of a login form, as any framework would show it. */
export function loginForm(api: Client) {
  const state = { busy: false, error: '', token: '' }
  const submit = async (userId: string, password: string) => {
    state.busy = true
    const reply = await api.login({ userId, password })
    state.busy = false
    state.token = reply.ok ? reply.message : ''
    state.error = reply.ok ? '' : reply.kind === 'refused' ? zh.results[reply.result] : '网络不可用，请稍后再试'
  }
  return { state, submit }
}
