import { crossOriginHeaders } from '../http/cross-origin.ts'
import type { Incoming, Outgoing } from '../http/wire.ts'
import type { Rules } from '../rules/rule.ts'

/** An upload at its URL; `undefined` when there is none of that name. */
export async function servedUpload(
  name: string,
  incoming: Incoming,
  { store, settings }: Rules,
): Promise<Outgoing | undefined> {
  const upload = await store.upload(name)
  if (!upload) return undefined
  // What a cache kept for an <img> must not answer a fetch() of another origin, which needs headers of its own.
  const crossOrigin = crossOriginHeaders(incoming, settings)
  return {
    status: 200,
    headers: [
      // By what it is, not by what its sender said: what is no picture is never shown, let alone run.
      ['Content-Type', pictureType(upload.bytes) ?? 'application/octet-stream'],
      ['Content-Security-Policy', "default-src 'none'; sandbox"],
      ['X-Content-Type-Options', 'nosniff'],
      ['Cross-Origin-Resource-Policy', 'cross-origin'],
      // A name is never used twice.
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

function pictureType(bytes: Uint8Array): string | undefined {
  const beginning = String.fromCharCode(...bytes.subarray(0, 16))
  return signatures.find(([, signature, at = 0]) => beginning.startsWith(signature, at))?.[0]
}
