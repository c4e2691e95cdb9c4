import type { KyInstance } from 'ky'
import type { StreamedImage, WholeImage } from '../images/avatar-image.ts'
import type { Session } from '../session/client-session.ts'
import type { CookieJar } from '../session/cookie-jar.ts'
import type { Judgement } from '../transport/judge-reply.ts'
import type { sendStreamed } from '../transport/streamed-upload.ts'

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
  /** The session of a jar; without one, that of the browser. */
  sessionOf(jar: CookieJar | undefined, origin: string): Session
  /** The image to send whole or as a stream, or nothing for what is none. */
  imageOf(img: unknown): WholeImage | StreamedImage | undefined
  /** What `img` takes, for whoever passed something else. */
  readonly accepted: string
  /** Keeps the streams among a request's files from failing unheard until the call is over; the result ends them. */
  claim?(request: unknown, files: readonly string[] | undefined): () => void
  /** Sends a multipart body as a stream, in constant memory. Nothing for one that is to be sent whole. */
  stream?(...given: Parameters<typeof sendStreamed<Judgement>>): Promise<Judgement> | undefined
  /** What an error means, where the runtime says more than that there was one. */
  judgeError?(error: unknown): Judgement
}
