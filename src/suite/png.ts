/** The bytes of a PNG of `width` by `height` pixels, three bytes each. The pixels are stored, not compressed. */
export function encodePng(width: number, height: number, pixels: Uint8Array): Uint8Array {
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  // Eight bits a channel, red, green and blue.
  header.set([8, 2], 8)
  const row = width * 3
  const raw = new Uint8Array((row + 1) * height)
  for (let line = 0; line < height; line++) raw.set(pixels.subarray(line * row, (line + 1) * row), line * (row + 1) + 1)
  return joinBytes([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', header),
    chunk('IDAT', store(raw)),
    chunk('IEND', new Uint8Array()),
  ])
}

/** A zlib stream of stored blocks (RFC 1950, RFC 1951): nothing asynchronous, and the same in every runtime. */
function store(data: Uint8Array): Uint8Array {
  const blocks: Uint8Array[] = [Uint8Array.of(0x78, 0x01)]
  for (let start = 0; start < data.length; start += 0xffff) {
    const block = data.subarray(start, start + 0xffff)
    const last = start + 0xffff >= data.length ? 1 : 0
    blocks.push(
      Uint8Array.of(last, block.length & 255, block.length >> 8, ~block.length & 255, (~block.length >> 8) & 255),
    )
    blocks.push(block)
  }
  const { high, low } = adler(data)
  blocks.push(Uint8Array.of(high >> 8, high & 255, low >> 8, low & 255))
  return joinBytes(blocks)
}

/** Adler-32, as zlib wants it. The sums of so many bytes stay exact, so the remainder is taken once for all of them. */
function adler(data: Uint8Array): { high: number; low: number } {
  let low = 1
  let high = 0
  for (let start = 0; start < data.length; start += 5552) {
    const end = Math.min(start + 5552, data.length)
    for (let index = start; index < end; index++) {
      low += data[index] ?? 0
      high += low
    }
    low %= 65521
    high %= 65521
  }
  return { high, low }
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const typed = joinBytes([new TextEncoder().encode(type), data])
  const whole = new Uint8Array(typed.length + 8)
  const view = new DataView(whole.buffer)
  view.setUint32(0, data.length)
  whole.set(typed, 4)
  view.setUint32(typed.length + 4, checksum(typed))
  return whole
}

const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value >>> 0
})

/** CRC-32, as PNG wants it. */
function checksum(data: Uint8Array): number {
  let value = 0xffffffff
  for (let index = 0; index < data.length; index++)
    value = (table[(value ^ (data[index] ?? 0)) & 255] ?? 0) ^ (value >>> 8)
  return (value ^ 0xffffffff) >>> 0
}

function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { byteLength }) => sum + byteLength, 0))
  let offset = 0
  for (const piece of pieces) {
    whole.set(piece, offset)
    offset += piece.byteLength
  }
  return whole
}
