import { createReferenceBackend, type ReferenceBackend } from 'phone-auth-kit/reference'

export const backend: ReferenceBackend = createReferenceBackend({
  dialect: { linking: 'userId' },
  people: [{ userId: '13800138000', password: 'correct7horse' }],
})

export async function ask(): Promise<number> {
  const reply: Response = await backend.fetch(new Request('http://127.0.0.1/register?userId=13800138000'))
  const code: string | undefined = backend.inbox.last('13800138000')?.code
  return reply.status + Number(code)
}
