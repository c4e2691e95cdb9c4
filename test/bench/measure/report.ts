import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { benchRoot } from '../harness/build.ts'

/** One goal, and how far it is met. */
export interface Goal {
  readonly goal: string
  readonly measured: string
  readonly met: boolean
}

/** What one measurement found. */
export interface Figures {
  /** The name of the script, and of its section in the docs. */
  readonly name: string
  readonly title: string
  /** What was done, so that the table can be read alone. */
  readonly method: string
  /** A table of Markdown. */
  readonly table: string
  readonly goals: readonly Goal[]
  /** Everything behind the table. */
  readonly data: unknown
}

/** Prints the figures of one measurement and keeps them as JSON under results/. */
export function publish(figures: Figures): void {
  console.log(`\n## ${figures.title}\n\n${figures.method}\n\n${figures.table}\n`)
  for (const { goal, measured, met } of figures.goals)
    console.log(`${met ? 'met    ' : 'NOT MET'}  ${goal}: ${measured}`)
  const folder = join(benchRoot, 'results')
  mkdirSync(folder, { recursive: true })
  const kept = { ...figures, node: process.version, date: new Date().toISOString().slice(0, 10) }
  writeFileSync(join(folder, `${figures.name}.json`), `${JSON.stringify(kept, undefined, 2)}\n`)
}
