import type { TestProject } from 'vitest/node'
import { createReferenceBackend } from '../../../dist/reference.js'
import { listen } from '../../../dist/server.js'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The reference server, whose inbox is open. */
    baseUrl: string
    /** Which versions of the frameworks are tried. */
    versions: 'newest' | 'oldest'
  }
}

/** A reference server for a project's tests. Each uses phones of its own. */
export default async function backend(project: TestProject): Promise<() => Promise<void>> {
  const { url, close } = await listen(createReferenceBackend({ serveInbox: true }))
  project.provide('baseUrl', url)
  return close
}
