import type { KyInstance } from 'ky'
import type { ClientOptions } from '../client-options.ts'
import type { StreamedImage, WholeImage } from '../images/avatar-image.ts'
import type { Session } from '../session/client-session.ts'
import type { CookieJar } from '../session/cookie-jar.ts'
import type { Judgement } from '../transport/judge-reply.ts'
import type { sendStreamed } from '../transport/streamed-upload.ts'

/**
 * The parts that differ between runtimes. The sources import Node's; the build turns that import into `#platform`,
 * which the `imports` of package.json resolve where the package is used. So a browser's bundler never sees server code.
 */
export interface Platform {
  /** ky. It may be loaded on the first call, because loading it starts the runtime's whole HTTP stack. */
  ky(): KyInstance | Promise<KyInstance>
  /** A cookie jar for one origin, if the runtime doesn't keep cookies. */
  createJar?(base: URL): CookieJar
  /** The session kept in a jar; without a jar, the browser's. */
  sessionOf(jar: CookieJar | undefined, origin: string): Session
  /** Throws a TypeError if an option is wrong. A page leaves most of that to the compiler, because it pays by the byte. */
  checkClient?(options: ClientOptions): void
  /** The same for a call; the error's `field` names the option. */
  checkCall?(options: object): void
  /** The image, to be sent whole or as a stream; undefined if the value is not an image. */
  imageOf(img: unknown): WholeImage | StreamedImage | undefined
  /** What a file field accepts, for the error message. */
  readonly accepted: string
  /** Takes over the streams among a request's files, so that none fails unhandled. The result closes them. */
  adoptStreams?(request: unknown, files: readonly string[] | undefined): () => void
  /** Streams a multipart body in constant memory. Undefined if the body should be sent whole. */
  stream?(...given: Parameters<typeof sendStreamed<Judgement>>): Promise<Judgement> | undefined
  /** The meaning of a network error, if the runtime says more than that there was one. */
  judgeError?(error: unknown): Judgement
}
