/**
 * Encodes a PNG of `width` by `height` pixels, three bytes each. The pixels are stored, not compressed, so that encoding
 * is synchronous and the same in every runtime. Everything is written into one array, because copying mebibytes takes
 * longer than most requests.
 *
 * @param lines For each line, one byte that is set to 0, then the pixels.
 */
export function encodePng(width: number, height: number, lines: Uint8Array): Uint8Array<ArrayBuffer> {
  for (let line = 0; line < height; line++) lines[line * (width * 3 + 1)] = 0
  const blocks = Math.ceil(lines.length / longestBlock)
  const stored = 2 + blocks * 5 + lines.length + 4
  const png = new Uint8Array(8 + 25 + 12 + stored + 12)
  const view = new DataView(png.buffer)
  png.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  view.setUint32(16, width)
  view.setUint32(20, height)
  // Eight bits per channel: red, green and blue.
  png.set([8, 2], 24)
  closeChunk(view, 8, 'IHDR', 13)
  store(view, 8 + 25 + 8, lines)
  closeChunk(view, 8 + 25, 'IDAT', stored)
  closeChunk(view, 8 + 25 + 12 + stored, 'IEND', 0)
  return png
}

const longestBlock = 0xffff

/** Writes a zlib stream of stored blocks (RFC 1950, RFC 1951). */
function store(view: DataView<ArrayBuffer>, offset: number, data: Uint8Array): void {
  const bytes = new Uint8Array(view.buffer)
  let at = offset
  view.setUint16(at, 0x7801)
  at += 2
  for (let start = 0; start < data.length; start += longestBlock) {
    const block = data.subarray(start, start + longestBlock)
    view.setUint8(at, start + longestBlock >= data.length ? 1 : 0)
    view.setUint16(at + 1, block.length, true)
    view.setUint16(at + 3, ~block.length, true)
    bytes.set(block, at + 5)
    at += 5 + block.length
  }
  view.setUint32(at, adler(data))
}

/** Writes a chunk's length and type before its data, and its checksum after it. */
function closeChunk(view: DataView<ArrayBuffer>, offset: number, type: string, length: number): void {
  view.setUint32(offset, length)
  for (let index = 0; index < 4; index++) view.setUint8(offset + 4 + index, type.charCodeAt(index))
  view.setUint32(offset + 8 + length, checksum(new Uint8Array(view.buffer, offset + 4, length + 4)))
}

/** Adler-32, for zlib. The sums of 5552 bytes stay exact, so the remainder is taken only once for each such block. */
function adler(data: Uint8Array): number {
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
  return high * 65536 + low
}

const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value >>> 0
})

/** CRC-32, for PNG. */
function checksum(data: Uint8Array): number {
  let value = 0xffffffff
  for (let index = 0; index < data.length; index++)
    value = (table[(value ^ (data[index] ?? 0)) & 255] ?? 0) ^ (value >>> 8)
  return (value ^ 0xffffffff) >>> 0
}
