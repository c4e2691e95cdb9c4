import { createReferenceBackend } from '../../../src/reference/backend.ts'
import { listen } from '../../../src/reference/server/listen.ts'
import { memoryStore } from '../../../src/reference/store/memory-store.ts'

// The server of the soak, a process of its own: it says how much it holds when it is asked.

// Limits that are met early, so that whatever still grows afterwards shows.
const store = memoryStore({ sessions: 2000, uploadBytes: 4 * 2 ** 20 })
const listener = await listen(createReferenceBackend({ hashCost: 10, store }))
process.send?.({ url: listener.url })
process.on('message', () => {
  globalThis.gc?.()
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage()
  process.send?.({ rss, heapUsed, arrayBuffers })
})
process.on('disconnect', () => process.exit())
