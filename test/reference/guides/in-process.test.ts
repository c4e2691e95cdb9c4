import { createClient } from 'phone-auth-kit'
import { createReferenceBackend } from 'phone-auth-kit/reference'
import { expect, test } from 'vitest'

test('a client that gets the backend as its fetch needs neither MSW nor a port', async () => {
  const backend = createReferenceBackend({ seed: 1, hashCost: 100 })
  const api = createClient({ baseUrl: 'http://in-process', fetch: backend.fetch })
  const sent = await api.sendCode({ userId: '13800138000' }).orThrow()
  expect(sent.message).toBe(backend.inbox.last('13800138000')?.code)
})
