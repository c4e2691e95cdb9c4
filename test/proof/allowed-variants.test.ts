import { contractTests, runContract } from 'phone-auth-kit/contract-tests'
import { describe, expect, test } from 'vitest'
import { blamesOf } from './judge.ts'
import { pairsOf, runOptions, shuffled, type Variant, variants } from './variants.ts'

function undecidedBy(chosen: readonly Variant[]): string[] {
  return chosen.flatMap(({ undecided }) => undecided ?? [])
}

describe('the suite blames nothing on a correct backend with an allowed peculiarity', () => {
  test.for(variants)('$name: $peculiarity', async (variant) => {
    const report = await runContract({ ...runOptions(variant), seed: 1 })
    expect(blamesOf(report, undecidedBy([variant]))).toEqual([])
  })
})

describe('the suite blames nothing on two peculiarities together', () => {
  const pairs = pairsOf(16, 20_261_123).map((pair) => ({ pair, names: pair.map(({ name }) => name).join(' and ') }))
  test.for(pairs)('$names', async ({ pair }) => {
    const report = await runContract({ ...runOptions(...pair), seed: 1 })
    expect(blamesOf(report, undecidedBy(pair))).toEqual([])
  })
})

describe('the suite blames nothing on a correct backend, in any order of the cases', () => {
  const sample = variants.filter((_variant, index) => index % 9 === 0)
  test.for(sample.map((variant, index) => ({ variant, seed: index + 1, name: variant.name })))(
    '$name, in the order of seed $seed',
    async ({ variant, seed }) => {
      const blamed: string[] = []
      const cases = contractTests({ ...runOptions(variant), failOn: 'should', seed })
      for (const { id, run } of shuffled(cases, seed))
        await run().catch((error: Error) => {
          if (!undecidedBy([variant]).includes(id)) blamed.push(`${id}: ${error.message}`)
        })
      expect(blamed).toEqual([])
    },
  )
})
