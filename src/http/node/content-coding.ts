import type { Transform } from 'node:stream'
import { zlib } from './builtins.ts'

type Zlib = typeof import('node:zlib')

/** The codings that a body may be in, each with what undoes it. Before Node 22.15 there is no zstd. */
const decoders: Readonly<Record<string, (zlib: Zlib, firstByte: number) => Transform | undefined>> = {
  gzip: (zlib) => zlib.createGunzip(),
  'x-gzip': (zlib) => zlib.createGunzip(),
  // The name means zlib's format; some servers send the bare stream. The low half of zlib's first byte is 8.
  deflate: (zlib, firstByte) => ((firstByte & 15) === 8 ? zlib.createInflate() : zlib.createInflateRaw()),
  br: (zlib) => zlib.createBrotliDecompress(),
  zstd: (zlib) => zlib.createZstdDecompress?.(),
}

/** A body as its sender meant it. */
export interface Decoded {
  readonly body: Uint8Array
  /** It is longer than the limit. */
  readonly cut: boolean
}

/**
 * Undoes the codings that a `Content-Encoding` names, the last one first. A body in a coding that nobody knows stays as
 * it is. `isWhole` is false for the beginning of a body, of which as much is decoded as there is. Undefined where the
 * bytes are not what the header says.
 */
export async function decodeBody(
  encoding: string,
  given: Uint8Array,
  { limit, isWhole }: { readonly limit: number; readonly isWhole: boolean },
): Promise<Decoded | undefined> {
  const codings = encoding
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((coding) => coding !== '' && coding !== 'identity')
  // Each one more could make a body a thousand times longer.
  if (given.length === 0 || codings.length > 3 || !codings.every((coding) => Object.hasOwn(decoders, coding))) {
    return { body: given, cut: !isWhole }
  }
  let decoded: Decoded = { body: given, cut: !isWhole }
  for (const coding of codings.reverse()) {
    const decoder = decoders[coding]?.(zlib(), decoded.body[0] ?? 0)
    if (!decoder) return decoded
    const next = await run(decoder, decoded, limit)
    if (!next) return undefined
    decoded = next
  }
  return decoded
}

function run(decoder: Transform, { body, cut }: Decoded, limit: number): Promise<Decoded | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let length = 0
    const end = (isCut: boolean): void => {
      resolve({ body: Buffer.concat(chunks).subarray(0, limit), cut: isCut })
      decoder.destroy()
    }
    decoder.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      length += chunk.length
      if (length > limit) end(true)
    })
    decoder.on('end', () => end(cut))
    // Of the beginning of a body the end is missing, and that is all that is wrong with it.
    decoder.on('error', () => (cut ? end(true) : resolve(undefined)))
    decoder.end(body)
  })
}
