import { setupWorker } from 'msw/browser'
import { mswHandlers } from 'phone-auth-kit/msw'
import { browserStore, createReferenceBackend } from 'phone-auth-kit/reference'

// Who registers stays registered when the page is loaded again; every request and its result is in the console.
export const backend = createReferenceBackend({
  store: browserStore(),
  people: [{ userId: '13800138000', password: 'abcd1234', nickname: '小明' }],
  onExchange: ({ method, path, result, reason }) => console.info(method, path, result, reason),
})

export async function startMocking(): Promise<void> {
  await setupWorker(...mswHandlers(backend)).start({ onUnhandledFrame: 'bypass' })
  // In the console, backend.inbox.list() has the codes that were "sent", and backend.force('login', '0008') shows the
  // form as it looks when the password is wrong.
  Object.assign(globalThis, { backend })
}
