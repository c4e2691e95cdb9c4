import { type Random, toHexadecimal } from './random-bytes.ts'

// PBKDF2 of Web Crypto, because Node and browsers both have it. The cost is written into each hash, so that hashes
// made at one cost are still understood at another.
const scheme = 'pbkdf2-sha256'
const saltLength = 16
const hashBits = 256

/** The highest cost there is: Node ends the whole process at a higher one. */
export const highestCost = 2 ** 31 - 1

/** The password as a salted hash. `cost` is the number of PBKDF2's iterations. */
export async function hashPassword(password: string, cost: number, random: Random): Promise<string> {
  const salt = random(saltLength)
  return [scheme, cost, toHexadecimal(salt), await derive(password, salt, cost)].join('$')
}

/** Whether this password, whole, is the one the hash was made of. */
export async function matchesPassword(password: string, hash: string): Promise<boolean> {
  const [named, cost, salt, expected = ''] = hash.split('$')
  const iterations = Number(cost)
  if (named !== scheme || salt === undefined || !(iterations >= 1 && iterations <= highestCost)) return false
  const derived = await derive(password, fromHexadecimal(salt), iterations)
  return sameText(derived, expected)
}

async function derive(password: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<string> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(password), 'PBKDF2', false, ['deriveBits'])
  const bits = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, key, hashBits)
  return toHexadecimal(new Uint8Array(bits))
}

/** Compares without stopping at the first difference, so that the time taken tells nothing. */
function sameText(one: string, other: string): boolean {
  let difference = one.length ^ other.length
  for (let at = 0; at < one.length; at += 1) difference |= one.charCodeAt(at) ^ other.charCodeAt(at)
  return difference === 0
}

function fromHexadecimal(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}
