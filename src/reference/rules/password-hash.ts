import { type Random, toHexadecimal } from './random-bytes.ts'

// PBKDF2 from Web Crypto, because both Node and browsers have it. Each hash contains its cost, so that hashes made at
// one cost can still be checked at another.
const scheme = 'pbkdf2-sha256'
const saltLength = 16
const hashBits = 256

/** The maximum cost. A higher one crashes Node. */
export const maxHashCost = 2 ** 31 - 1

/** Hashes a password with a random salt. `cost` is the number of PBKDF2 iterations. */
export async function hashPassword(password: string, cost: number, random: Random): Promise<string> {
  const salt = random(saltLength)
  return [scheme, cost, toHexadecimal(salt), await derive(password, salt, cost)].join('$')
}

/** Whether the hash was made from this password. All of it is compared. */
export async function matchesPassword(password: string, hash: string): Promise<boolean> {
  const [named, cost, salt, expected = ''] = hash.split('$')
  const iterations = Number(cost)
  if (named !== scheme || salt === undefined || !(iterations >= 1 && iterations <= maxHashCost)) return false
  const derived = await derive(password, fromHexadecimal(salt), iterations)
  return sameText(derived, expected)
}

async function derive(password: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<string> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(password), 'PBKDF2', false, ['deriveBits'])
  const bits = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, key, hashBits)
  return toHexadecimal(new Uint8Array(bits))
}

/** Compares without stopping at the first difference, so that the time taken reveals nothing. */
function sameText(one: string, other: string): boolean {
  let difference = one.length ^ other.length
  for (let at = 0; at < one.length; at += 1) difference |= one.charCodeAt(at) ^ other.charCodeAt(at)
  return difference === 0
}

function fromHexadecimal(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}
