/** A source of random bytes. */
export type Random = (length: number) => Uint8Array<ArrayBuffer>

/** How many bytes are fetched from the operating system at once. */
const poolSize = 4096

/** Random bytes from the runtime's cryptographic source. */
export function cryptographicRandom(): Random {
  const pool = new Uint8Array(poolSize)
  let used = poolSize
  return (length) => {
    if (length > poolSize) return crypto.getRandomValues(new Uint8Array(length))
    if (used + length > poolSize) {
      crypto.getRandomValues(pool)
      used = 0
    }
    used += length
    return pool.slice(used - length, used)
  }
}

/** Bytes from the generator sfc32: the same for the same seed, and predictable. */
export function seededRandom(seed: number): Random {
  let [a, b, c, counter] = [seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0, 0x9e3779b9, 1]
  const next = (): number => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return sum
  }
  for (let round = 0; round < 16; round += 1) next()
  return (length) => Uint8Array.from({ length }, () => next() & 255)
}

const hexadecimal = /* @__PURE__ */ Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Writes bytes as hexadecimal digits. */
export function toHexadecimal(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += hexadecimal[byte]
  return text
}

/** Draws four decimal digits; all combinations are equally likely. */
export function fourRandomDigits(random: Random): string {
  // 60000 is the largest multiple of 10000 below 65536. Higher numbers would make low codes more likely.
  for (;;) {
    const [high = 0, low = 0] = random(2)
    const drawn = high * 256 + low
    if (drawn < 60_000) return String(drawn % 10_000).padStart(4, '0')
  }
}
