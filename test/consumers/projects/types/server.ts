import { createReferenceBackend } from 'phone-auth-kit/reference'
import { listen } from 'phone-auth-kit/server'

export async function start(): Promise<string> {
  const listener = await listen(createReferenceBackend(), { port: 0 })
  await listener.close()
  return listener.url
}
