import { IDBFactory } from 'fake-indexeddb'
import { expect, onTestFinished, test, vi } from 'vitest'
import { Visitor } from './visitor.ts'

// MSW's worker needs a browser, and test/runtimes runs it in one. Here its server replaces it.
vi.mock('msw/browser', async () => {
  const { setupServer } = await import('msw/node')
  return {
    setupWorker: (...handlers: Parameters<typeof setupServer>) => {
      const server = setupServer(...handlers)
      onTestFinished(() => server.close())
      return { start: async (options: Parameters<typeof server.listen>[0]) => server.listen(options) }
    },
  }
})

test('the setup in the guide on UI work keeps people and can be forced from the console', async () => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  const log = vi.spyOn(console, 'info').mockImplementation(() => {})
  onTestFinished(() => {
    vi.unstubAllGlobals()
    log.mockRestore()
  })
  const { backend, startMocking } = await import('./guides/mocks-browser.ts')
  await startMocking()
  const visitor = new Visitor('http://localhost:5173')
  expect(await visitor.login('13800138000', 'abcd1234')).toMatchObject({ result: '0000' })
  expect(log).toHaveBeenLastCalledWith('POST', '/log', '0000', 'logged in')
  expect(globalThis).toHaveProperty('backend', backend)
  backend.force('login', '0008')
  expect(await visitor.login('13800138000', 'abcd1234')).toMatchObject({ result: '0008' })
  expect((await indexedDB.databases()).map(({ name }) => name)).toEqual(['phone-auth-kit'])
})
