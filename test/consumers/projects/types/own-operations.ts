import {
  codeField,
  createClient,
  defineOperation,
  isRefused,
  type OutcomeOf,
  type RequestOf,
  userIdField,
} from 'phone-auth-kit'
import { openApiDocument } from 'phone-auth-kit/openapi'

const changePhone = defineOperation({
  id: 'changePhone',
  method: 'POST',
  path: '/phone',
  encoding: 'multipart',
  fields: { newId: userIdField, code: codeField },
  files: ['proof'],
  optional: ['proof'],
  linked: true,
  failures: ['0001', '0004', '1001'],
})

const api = createClient({ baseUrl: 'http://127.0.0.1:6543', dialect: { linking: 'userId' } })

export async function change(
  request: RequestOf<typeof changePhone, 'userId'>,
): Promise<'done' | '0001' | '0004' | '1001'> {
  const outcome: OutcomeOf<typeof changePhone> = await api.call(changePhone, request)
  if (outcome.ok) return 'done'
  return outcome.kind === 'refused' ? outcome.result : '0004'
}

export const taken = (error: unknown): boolean => isRefused(error, changePhone, '0001')
export const paths: readonly string[] = Object.keys(openApiDocument({ operations: [changePhone] }).paths)
