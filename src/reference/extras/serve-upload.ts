import { crossOriginHeaders } from '../http/cross-origin.ts'
import type { Incoming, Outgoing } from '../http/wire.ts'
import type { Settings } from '../reference-settings.ts'
import type { Store } from '../store/store.ts'

/** Serves an upload by its name; `undefined` where there is none. */
export async function serveUpload(
  name: string,
  incoming: Incoming,
  store: Store,
  settings: Settings,
): Promise<Outgoing | undefined> {
  const upload = await store.upload(name)
  if (!upload) return undefined
  // Without Vary, a response cached for an <img> would answer a fetch() from another origin, which needs other headers.
  const crossOrigin = crossOriginHeaders(incoming, settings)
  return {
    status: 200,
    headers: [
      // From the bytes, not from the sender's claim: a browser never shows or runs what is not a picture.
      ['Content-Type', imageType(upload.bytes) ?? 'application/octet-stream'],
      ['Content-Security-Policy', "default-src 'none'; sandbox"],
      ['X-Content-Type-Options', 'nosniff'],
      ['Cross-Origin-Resource-Policy', 'cross-origin'],
      // The content cannot change: no name is used twice.
      ['Cache-Control', 'private, max-age=3600'],
      ...(crossOrigin.length > 0 ? crossOrigin : [['Vary', 'Origin'] as const]),
    ],
    body: upload.bytes,
  }
}

const signatures: readonly (readonly [type: string, bytes: string, at?: number])[] = [
  ['image/png', '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', '\xff\xd8\xff'],
  ['image/gif', 'GIF8'],
  ['image/bmp', 'BM'],
  ['image/webp', 'WEBP', 8],
  ['image/avif', 'ftypavif', 4],
  ['image/heic', 'ftypheic', 4],
]

function imageType(bytes: Uint8Array): string | undefined {
  const beginning = String.fromCharCode(...bytes.subarray(0, 16))
  return signatures.find(([, signature, at = 0]) => beginning.startsWith(signature, at))?.[0]
}
