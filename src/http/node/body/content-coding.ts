import type { Transform } from 'node:stream'
import { zlib } from '../builtins.ts'

type Zlib = typeof import('node:zlib')

/** Decoders by content coding. Node before 22.15 has no zstd. */
const decoders: Readonly<Record<string, (zlib: Zlib, firstByte: number) => Transform | undefined>> = {
  gzip: (zlib) => zlib.createGunzip(),
  'x-gzip': (zlib) => zlib.createGunzip(),
  // `deflate` means the zlib format, but some servers send a raw stream. A zlib stream starts with a byte ending in 8.
  deflate: (zlib, firstByte) => ((firstByte & 15) === 8 ? zlib.createInflate() : zlib.createInflateRaw()),
  br: (zlib) => zlib.createBrotliDecompress(),
  zstd: (zlib) => zlib.createZstdDecompress?.(),
}

/** A decoded body. */
export interface Decoded {
  readonly body: Uint8Array
  /** The body is longer than the limit. */
  readonly cut: boolean
}

/**
 * Decodes a body by its `Content-Encoding`, the last coding first. Leaves a body in an unknown coding as it is. With
 * `isWhole` false, decodes as much as there is of a body that was cut. Returns undefined if the bytes are not what the
 * header says.
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
  // Each layer may expand a body a thousandfold.
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
    // A body that was cut always fails at its end.
    decoder.on('error', () => (cut ? end(true) : resolve(undefined)))
    decoder.end(body)
  })
}
