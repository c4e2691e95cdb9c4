import { setupWorker } from 'msw/browser'
import { mswHandlers } from 'phone-auth-kit/msw'
import { browserStore, createReferenceBackend } from 'phone-auth-kit/reference'

// Registered people survive a reload of the page. The console shows every request and its result.
export const backend = createReferenceBackend({
  store: browserStore(),
  people: [{ userId: '13800138000', password: 'abcd1234', nickname: '小明' }],
  onExchange: ({ method, path, result, reason }) => console.info(method, path, result, reason),
})

export async function startMocking(): Promise<void> {
  // The origin that the app sends its API requests to; here they go to the page's own.
  const handlers = mswHandlers(backend, { origin: 'http://localhost:5173' })
  await setupWorker(...handlers).start({ onUnhandledFrame: 'bypass' })
  // In the console, backend.inbox.list() shows the codes that were "sent", and backend.force('login', '0008') shows how
  // the form reports a wrong password.
  Object.assign(globalThis, { backend })
}
