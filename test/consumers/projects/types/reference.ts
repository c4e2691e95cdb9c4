import { browserStore, createReferenceBackend, type ReferenceBackend } from 'phone-auth-kit/reference'

export const backend: ReferenceBackend = createReferenceBackend({
  dialect: { linking: 'userId' },
  people: [{ userId: '13800138000', password: 'correct7horse' }],
  store: browserStore({ name: 'consumer' }),
})

export async function ask(): Promise<number> {
  const takeBack = backend.force('login', '0008', { times: 1, delay: 10 })
  // @ts-expect-error 0008 is a code of login, not of sendCode
  backend.force('sendCode', '0008')
  const reply: Response = await backend.fetch(new Request('http://127.0.0.1/register?userId=13800138000'))
  takeBack()
  const code: string | undefined = backend.inbox.last('13800138000')?.code
  return reply.status + Number(code)
}
