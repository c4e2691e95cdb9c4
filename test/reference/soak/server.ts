import { createReferenceBackend } from '../../../src/reference/backend.ts'
import { listen } from '../../../src/reference/server/listen.ts'

// The server of the soak, a process of its own: it says how much it holds when it is asked.

const listener = await listen(createReferenceBackend({ hashCost: 10 }))
process.send?.({ url: listener.url })
process.on('message', () => {
  globalThis.gc?.()
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage()
  process.send?.({ rss, heapUsed, arrayBuffers })
})
process.on('disconnect', () => process.exit())
