/**
 * The exhaustive proof, by hand and in continuous integration (`npm run test:proof`). Every wrong backend meets
 * the whole suite, every allowed variant too, alone and in drawn pairs (`--pairs N`). All of it follows from `--seed N`.
 *
 * `--part mutants|variants` runs one half, names run those alone. `--killers` prints which cases failed for each;
 * `--write` writes docs/kill-table.md.
 */
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { runContract } from '../../src/contract-tests.ts'
import type { ContractReport } from '../../src/report/model/report.ts'
import { backendWith } from './backend.ts'
import { blamesOf, failedAt, missesOf } from './judge.ts'
import { killTable } from './kill-table.ts'
import { mutants } from './mutants.ts'
import { pairsOf, runOptions, type Variant, variants } from './variants.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pairs: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    part: { type: 'string' },
    killers: { type: 'boolean' },
    write: { type: 'boolean' },
  },
})

const tableFile = new URL('../../docs/kill-table.md', import.meta.url)
let judged = 0
let wrong = 0

if (values.write) await writeFile(tableFile, killTable())
else {
  for (const mutant of mutants.filter(({ name }) => values.part !== 'variants' && isChosen(name))) {
    const report = await runContract({
      baseUrl: 'http://127.0.0.1:6543',
      fetch: backendWith(mutant).fetch,
      seed: Number(values.seed),
      ...(mutant.answersLate && { timeout: 1500 }),
    })
    note(mutant.name, mutant.fault, missesOf(report, mutant), report)
  }
  const pairs =
    positionals.length > 0 || values.part === 'mutants' ? [] : pairsOf(Number(values.pairs), Number(values.seed))
  for (const chosen of [
    ...variants.filter(({ name }) => values.part !== 'mutants' && isChosen(name)).map((variant) => [variant]),
    ...pairs,
  ])
    await judgeVariants(chosen)
  console.log(`${judged} backends, ${wrong} judged wrongly`)
  process.exitCode = wrong > 0 || judged === 0 ? 1 : 0
}

async function judgeVariants(chosen: readonly Variant[]): Promise<void> {
  const report = await runContract({ ...runOptions(...chosen), seed: Number(values.seed) })
  const undecided = chosen.flatMap((variant) => variant.undecided ?? [])
  const says = chosen.map(({ peculiarity }) => peculiarity).join('; ')
  note(chosen.map(({ name }) => name).join(' + '), says, blamesOf(report, undecided), report)
}

function isChosen(name: string): boolean {
  return positionals.length === 0 || positionals.includes(name)
}

function note(name: string, says: string, problems: readonly string[], report: ContractReport): void {
  judged += 1
  if (problems.length > 0) wrong += 1
  if (values.killers) console.log(JSON.stringify({ name, verdict: report.verdict, failed: failedAt(report, 'advice') }))
  for (const problem of problems.slice(0, 3)) console.log(`${name} (${says}): ${problem}`)
}
