import { createReferenceBackend } from '../../../src/reference/backend.ts'
import { listen } from '../../../src/reference/server/listen.ts'
import { memoryStore } from '../../../src/reference/store/memory-store.ts'

// The server of the soak test, in a process of its own. It reports its memory when asked.

// The limits are reached early, so that anything that still grows afterwards is visible.
const store = memoryStore({ sessions: 2000, uploadBytes: 4 * 2 ** 20 })
const listener = await listen(createReferenceBackend({ hashCost: 10, store }))
process.send?.({ url: listener.url })
process.on('message', () => {
  globalThis.gc?.()
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage()
  process.send?.({ rss, heapUsed, arrayBuffers })
})
process.on('disconnect', () => process.exit())
