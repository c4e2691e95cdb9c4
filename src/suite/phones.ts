import type { Settings } from './settings.ts'

/** Where the numbers of a run come from. */
export interface Phones {
  /** `drawn`: another one can be had. `given`: each is the user's own, and used once. */
  readonly kind: 'drawn' | 'given'
  /** A number this run has not used, for somebody of this name; undefined where none is left. */
  next(name: string): string | undefined
}

/**
 * Numbers are drawn anew for every run, whatever its seed: a second run with the same seed would meet the people the
 * first one registered.
 */
export function createPhones(phones: Settings['phones']): Phones {
  if (typeof phones === 'object' && 'list' in phones) {
    const left = [...phones.list]
    return { kind: 'given', next: () => left.shift() }
  }
  const pattern = phones === 'random' ? undefined : phones.pattern
  const used = new Set<string>()
  let alice: string | undefined
  return {
    kind: pattern === undefined ? 'drawn' : 'given',
    next(name) {
      for (let tries = 0; tries < 1000; tries++) {
        // Every 13x and 18x is a mobile number to the strictest validator.
        const shape = pattern ?? neighbour(name, alice) ?? `1${['3', '8'][digit() % 2]}?????????`
        const drawn = shape.replace(/\?/g, () => String(digit()))
        if (used.has(drawn)) continue
        used.add(drawn)
        if (name === 'alice') alice = drawn
        return drawn
      }
      return undefined
    },
  }
}

/**
 * Bob's number differs from Alice's in its last digit, Dave's in the first ones: whoever compares a part of a number
 * takes one for the other.
 */
function neighbour(name: string, alice: string | undefined): string | undefined {
  if (alice === undefined) return undefined
  if (name === 'bob') return `${alice.slice(0, 10)}?`
  return name === 'dave' ? `1${otherSecond(alice)}?${alice.slice(3)}` : undefined
}

function otherSecond(phone: string): string {
  return phone[1] === '3' ? '8' : '3'
}

function digit(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 10
}
