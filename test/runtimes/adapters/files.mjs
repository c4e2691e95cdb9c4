import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'

/** What a runtime has that has files: handed to the suite, which a browser must be able to load without it. */
export function withFiles(runtime) {
  return { ...runtime, files: { path: runtime.file, createReadStream, Readable } }
}
