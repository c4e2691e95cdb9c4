import type { KyInstance } from 'ky'
import type { CookieJar } from './cookie-jar.ts'

/**
 * What differs from runtime to runtime. The sources import Node's; the build turns that import into `#platform`, and the
 * `imports` of package.json choose the file where the package is used, so that a browser's bundler never sees what only
 * servers need.
 */
export interface Platform {
  /** ky. It may be loaded with the first call, for loading it starts the runtime's whole HTTP stack. */
  ky(): KyInstance | Promise<KyInstance>
  /** A jar for one origin, where the runtime keeps no cookies itself. */
  createJar?(base: URL): CookieJar
  /** What can send a stream in constant memory. */
  uploads?(): Promise<typeof import('./streamed-upload.ts')>
  /** Keeps a stream from failing unheard before it is read; the result ends it, lest its file stay open. */
  claim?(img: unknown): () => void
}
