import type { Words } from '../../report/model/words.ts'

/** What a token reveals about its owner; undefined if nothing was found. */
export async function leakOf(
  token: string,
  { password, userId }: { readonly password: string; readonly userId: string },
): Promise<Words | undefined> {
  const texts = [token, ...token.split('.').map(decoded), decoded(token)].map((text) => text.toLowerCase())
  const has = (needle: string) => texts.some((text) => text.includes(needle.toLowerCase()))
  if (has(password)) return { zh: 'token 包含密码', en: 'the token contains the password' }
  if (has(userId)) return { zh: 'token 包含手机号', en: 'the token contains the phone number' }
  for (const hash of await hashesOf(password))
    if (has(hash)) return { zh: 'token 包含密码的哈希值', en: 'the token contains a hash of the password' }
  return undefined
}

/** Decodes Base64 or Base64url text; empty if the text is neither. */
function decoded(text: string): string {
  try {
    return atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  } catch {
    return ''
  }
}

async function hashesOf(password: string): Promise<string[]> {
  const bytes = new TextEncoder().encode(password)
  const hashes = [hex(md5(bytes))]
  for (const name of ['SHA-1', 'SHA-256', 'SHA-512'])
    hashes.push(hex(new Uint8Array(await crypto.subtle.digest(name, bytes))))
  return [
    ...hashes,
    ...hashes.map((hash) =>
      btoa(String.fromCharCode(...(hash.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)))).replace(
        /=+$/,
        '',
      ),
    ),
  ]
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const shifts = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]

/** RFC 1321. Web Crypto rightly leaves MD5 out, but some backends still use it. */
function md5(message: Uint8Array): Uint8Array {
  const blocks = new Uint8Array(((message.length + 72) >> 6) << 6)
  blocks.set(message)
  blocks[message.length] = 0x80
  const view = new DataView(blocks.buffer)
  view.setUint32(blocks.length - 8, message.length * 8, true)
  let [a, b, c, d] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]
  for (let start = 0; start < blocks.length; start += 64) {
    let [w, x, y, z] = [a, b, c, d]
    for (let step = 0; step < 64; step++) {
      const round = step >> 4
      const mixed = [(x & y) | (~x & z), (z & x) | (~z & y), x ^ y ^ z, y ^ (x | ~z)][round] ?? 0
      const word = [step, 5 * step + 1, 3 * step + 5, 7 * step][round] ?? 0
      const sum =
        w + mixed + Math.floor(Math.abs(Math.sin(step + 1)) * 2 ** 32) + view.getUint32(start + (word % 16) * 4, true)
      const shift = shifts[round * 4 + (step % 4)] ?? 0
      const turned = (sum << shift) | ((sum >>> 0) >>> (32 - shift))
      ;[w, x, y, z] = [z, (x + turned) | 0, x, y]
    }
    ;[a, b, c, d] = [(a + w) | 0, (b + x) | 0, (c + y) | 0, (d + z) | 0]
  }
  const digest = new DataView(new ArrayBuffer(16))
  for (const [index, word] of [a, b, c, d].entries()) digest.setInt32(index * 4, word, true)
  return new Uint8Array(digest.buffer)
}
