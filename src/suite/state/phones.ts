import type { Settings } from './run-settings.ts'

/** The source of a run's phone numbers. */
export interface Phones {
  /** `drawn`: invented, in any number. `given`: the user's own, each used once. */
  readonly kind: 'drawn' | 'given'
  /** A number that this run has not used, for the person with this name; undefined if none is left. */
  next(name: string): string | undefined
}

/**
 * Draws new numbers for every run, whatever its seed: with the same numbers, a second run with one seed would meet the
 * people that the first one registered.
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
        // Even the strictest validator accepts every 13x and 18x as a mobile number.
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
 * Bob's number differs from Alice's in its last digit, Dave's in the first ones: a backend that compares only part of a
 * number confuses them. Each has a pattern, and the shell expression that makes it from hers.
 */
export const neighbours: Readonly<Record<string, { of(alice: string): string; readonly shell: string }>> = {
  bob: { of: (alice) => `${alice.slice(0, 10)}?`, shell: `\${alice:0:10}$(((\${alice:10:1} + 1) % 10))` },
  dave: { of: (alice) => `1${alice[1] === '3' ? '8' : '3'}?${alice.slice(3)}`, shell: `18\${alice:2}` },
}

function digit(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 10
}
