import type { Settings } from './settings.ts'

/** Where the numbers of a run come from. */
export interface Phones {
  /** `drawn`: another one can be had. `given`: each is the user's own, and used once. */
  readonly kind: 'drawn' | 'given'
  /** A number this run has not used; undefined where none is left. */
  next(): string | undefined
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
  return {
    kind: pattern === undefined ? 'drawn' : 'given',
    next() {
      for (let tries = 0; tries < 1000; tries++) {
        // 13x, 15x and 18x are mobile numbers to every validator.
        const drawn = (pattern ?? `1${['3', '5', '8'][digit() % 3]}?????????`).replace(/\?/g, () => String(digit()))
        if (used.has(drawn)) continue
        used.add(drawn)
        return drawn
      }
      return undefined
    },
  }
}

function digit(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 10
}
