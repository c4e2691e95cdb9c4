import { readFile } from 'node:fs/promises'
import { type ContractOptions, type ContractReport, listCases, runContract } from 'phone-auth-kit/contract-tests'
import { describe, expect, test } from 'vitest'
import { backendWith } from './backend.ts'
import { failedAt, missesOf } from './judge.ts'
import { killTable } from './kill-table.ts'
import type { Mutant } from './mutant.ts'
import { mutants } from './mutants.ts'

function optionsFor(mutant: Mutant): ContractOptions {
  return {
    baseUrl: 'http://127.0.0.1:6543',
    seed: 1,
    fetch: backendWith(mutant).fetch,
    ...(mutant.answersLate && { timeout: 600 }),
  }
}

/**
 * The named cases that do not fail. In a full run, a case refers to another one that has already found the same cause;
 * such a case runs again, alone.
 */
async function passingOf(mutant: Mutant, report: ContractReport): Promise<string[]> {
  const passing: string[] = []
  const failed = failedAt(report, 'advice')
  for (const id of mutant.caughtBy) {
    if (failed.includes(id)) continue
    const alone = await runContract({ ...optionsFor(mutant), only: [id] })
    if (!failedAt(alone, 'advice').includes(id)) passing.push(id)
  }
  return passing
}

describe.each(['shape', 'behaviour'] as const)('a backend that is wrong in %s fails the cases it names', (kind) => {
  test.for(mutants.filter((mutant) => mutant.kind === kind))('$name: $fault', async (mutant) => {
    const report = await runContract(optionsFor(mutant))
    expect(missesOf(report, mutant)).toEqual([])
    expect(await passingOf(mutant, report)).toEqual([])
  })
})

describe('the proof as a whole', () => {
  test('the unchanged reference server fails no must and no should', async () => {
    const report = await runContract({
      baseUrl: 'http://127.0.0.1:6543',
      fetch: backendWith().fetch,
      failOn: 'should',
      seed: 1,
    })
    expect(report.verdict).toBe('conforms')
  })

  test('every wrong backend names cases that exist', () => {
    const known = new Map(listCases().map(({ id, level }) => [id, level]))
    for (const { name, caughtBy } of mutants) {
      expect(caughtBy, name).not.toEqual([])
      for (const id of caughtBy) expect(known.has(id), `${name} names ${id}`).toBe(true)
    }
  })

  test('every wrong backend has its own name, and there are enough of both kinds', () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length)
    expect(mutants.length).toBeGreaterThanOrEqual(80)
    expect(mutants.filter(({ kind }) => kind === 'behaviour').length).toBeGreaterThanOrEqual(40)
  })

  test('docs/kill-table.md is up to date', async () => {
    const page = await readFile(new URL('../../docs/kill-table.md', import.meta.url), 'utf8')
    expect(page, 'docs/kill-table.md is out of date: run `node test/proof/run.ts --write`').toBe(killTable())
  })
})
