import type { KyInstance } from 'ky'
import { checkCall, checkClient } from '../check-options.ts'
import { adoptStream, streamedImageOf } from '../images/streamed-image.ts'
import { wholeImageOf } from '../images/whole-image.ts'
import { sessionOf } from '../session/client-session.ts'
import { createCookieJar } from '../session/cookie-jar.ts'
import { judgeError } from '../transport/judge-error.ts'
import type { Platform } from './platform.ts'

let loaded: KyInstance | undefined

/** Node, Bun and Deno. */
export const platform: Platform = {
  ky: () => loaded ?? loadKy(),
  createJar: createCookieJar,
  checkClient,
  checkCall,
  imageOf: (img) => wholeImageOf(img) ?? streamedImageOf(img),
  accepted: 'a File, a Blob, bytes, { bytes, name }, { path }, an fs stream or { stream, name }',
  adoptStreams(request, files = []) {
    const ends = files.map((file) => adoptStream((request as Readonly<Record<string, unknown>> | null)?.[file]))
    return () => {
      for (const end of ends) end()
    }
  },
  stream(parts, request, read) {
    const images = parts.flatMap(([, value]) => (typeof value === 'string' ? [] : [value]))
    // A body that could be sent whole is streamed only if somebody wants its progress.
    const isWhole = images.every((image) => 'blob' in image) && (!request.onProgress || request.sendBody)
    if (isWhole || images.length === 0) return undefined
    return import('../transport/streamed-upload.ts').then(({ sendStreamed }) => sendStreamed(parts, request, read))
  },
  sessionOf,
  judgeError,
}

async function loadKy(): Promise<KyInstance> {
  loaded = (await import('ky')).default
  return loaded
}
