import { median, quartiles } from './statistics.ts'

/** What the rounds of one contestant came to, in the unit of its measurement and as a ratio to the base contestant. */
export interface Outcome {
  readonly name: string
  /** Median over the rounds, in the unit measured. */
  readonly value: number
  /** Median over the rounds of this contestant's value by the base's value of the same round. */
  readonly ratio: number
  /** Quartiles of those ratios. */
  readonly spread: readonly [number, number]
  readonly rounds: readonly number[]
}

/**
 * Measures every contestant once a round, each round in another order, and compares within a round: a machine that is
 * slow for a minute is then slow for all of them. The first contestant is the base.
 */
export async function interleave(
  names: readonly string[],
  rounds: number,
  measure: (name: string) => Promise<number>,
): Promise<readonly Outcome[]> {
  const values = new Map<string, number[]>(names.map((name) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    const order = names.map((_, index) => names[(index + round) % names.length] ?? '')
    if (round % 2 === 1) order.reverse()
    for (const name of order) values.get(name)?.push(await measure(name))
    process.stderr.write('.')
  }
  process.stderr.write('\n')
  const base = values.get(names[0] ?? '') ?? []
  return names.map((name) => {
    const mine = values.get(name) ?? []
    const ratios = mine.map((value, round) => value / (base[round] ?? Number.NaN))
    return { name, value: median(mine), ratio: median(ratios), spread: quartiles(ratios), rounds: mine }
  })
}
