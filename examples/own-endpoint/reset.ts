// What an app does: each outcome has the codes of its operation, and only those.
import type { Client } from 'phone-auth-kit'
import { resetPassword, sendResetCode } from './operations.ts'

export async function reset(api: Client, userId: string, password: string): Promise<string> {
  const { message: code } = await api.call(sendResetCode, { userId }).orThrow()
  const done = await api.call(resetPassword, { userId, code, password })
  if (done.ok) return 'done'
  return done.kind === 'refused' && done.result === '1001' ? 'choose another password' : 'try again'
}
