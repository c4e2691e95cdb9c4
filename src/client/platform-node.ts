import type { KyInstance } from 'ky'
import { createCookieJar } from './cookie-jar.ts'
import type { Platform } from './platform.ts'

let loaded: KyInstance | undefined

/** Node, Bun and Deno. */
export const platform: Platform = {
  ky: () => loaded ?? loadKy(),
  createJar: createCookieJar,
  uploads: () => import('./streamed-upload.ts'),
  claim,
}

async function loadKy(): Promise<KyInstance> {
  loaded = (await import('ky')).default
  return loaded
}

function claim(img: unknown): () => void {
  const given = img as { stream?: NodeJS.ReadableStream } & Partial<NodeJS.ReadableStream>
  const stream = (given?.stream ?? given) as
    | { on?(event: string, listener: () => void): void; destroy?(): void }
    | undefined
  stream?.on?.('error', () => {})
  return () => stream?.destroy?.()
}
