import type { Settings } from './run-settings.ts'

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
        const shape =
          pattern ??
          (alice === undefined ? undefined : neighbours[name]?.of(alice)) ??
          `1${['3', '8'][digit() % 2]}?????????`
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
 * takes one for the other. Each with its pattern, and as a shell line makes it from hers.
 */
export const neighbours: Readonly<Record<string, { of(alice: string): string; readonly shell: string }>> = {
  bob: { of: (alice) => `${alice.slice(0, 10)}?`, shell: `\${alice:0:10}$(((\${alice:10:1} + 1) % 10))` },
  dave: { of: (alice) => `1${alice[1] === '3' ? '8' : '3'}?${alice.slice(3)}`, shell: `18\${alice:2}` },
}

function digit(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 10
}
