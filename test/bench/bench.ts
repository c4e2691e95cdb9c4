import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { benchRoot, packageRoot, versionOf } from './harness/build.ts'
import type { Figures } from './measure/report.ts'

// Runs all measurements, or those that are named, one after the other: two at once would measure each other.
// `--docs` puts the tables of what ran into docs/figures.md.

const measurements = [
  'bundle',
  'types',
  'sends',
  'cold-start',
  'cpu',
  'upload',
  'start-up',
  'reference',
  'msw',
  'suite',
] as const

const wanted = process.argv.slice(2).filter((word) => word !== '--docs')
const unknown = wanted.filter((name) => !measurements.some((known) => known === name))
if (unknown.length > 0) {
  console.error(`no measurement is called ${unknown.join(', ')}; there are ${measurements.join(', ')}`)
  process.exit(2)
}
const chosen = measurements.filter((name) => wanted.length === 0 || wanted.includes(name))

const failed: string[] = []
for (const name of chosen) {
  const { status } = spawnSync(process.execPath, [join(benchRoot, 'measure', `${name}.ts`)], { stdio: 'inherit' })
  if (status !== 0) failed.push(name)
}

const ran = chosen.filter((name) => !failed.includes(name))
const figures = ran.map((name): Figures & { readonly date: string; readonly node: string } =>
  JSON.parse(readFileSync(join(benchRoot, 'results', `${name}.json`), 'utf8')),
)
writeFileSync(join(benchRoot, 'results/all.json'), `${JSON.stringify(figures, undefined, 2)}\n`)

console.log('\n## Goals\n')
for (const { title, goals } of figures)
  for (const { goal, measured, met } of goals)
    console.log(`${met ? 'met    ' : 'NOT MET'}  ${title}: ${goal}: ${measured}`)
if (process.argv.includes('--docs')) writeDocs()
if (failed.length > 0) {
  console.error(`\ncould not be measured: ${failed.join(', ')}`)
  process.exit(1)
}

/** Replaces what stands between `<!-- NAME -->` and `<!-- /NAME -->` by the table of that measurement. */
function writeDocs(): void {
  const file = join(packageRoot, 'docs/figures.md')
  let text = readFileSync(file, 'utf8')
  for (const { name, method, table, goals, date, node } of figures) {
    const goalLines = goals.map(({ goal, measured, met }) => `- ${met ? '✓' : '✗'} ${goal}: **${measured}**`)
    text = between(
      text,
      name,
      [method, `Measured ${date}, Node ${node}.`, '', narrow(table), '', ...goalLines].join('\n'),
    )
  }
  const peers = [
    'ky',
    'zod',
    'zod4',
    'ofetch',
    'openapi-fetch',
    '@ts-rest/core',
    '@zodios/core',
    '@orpc/client',
    'axios',
  ]
  const others = [
    'form-data',
    '@supabase/auth-js',
    'openai',
    'stripe',
    'msw',
    '@stoplight/prism-cli',
    'newman',
    'dredd',
  ]
  const versions = [...peers, ...others, 'autocannon', 'esbuild', 'typescript'].map(
    (name) => `${name} ${versionOf(name)}`,
  )
  text = between(text, 'versions', versions.join(' · '))
  writeFileSync(file, text)
}

function between(text: string, name: string, content: string): string {
  const begin = `<!-- ${name} -->\n`
  const end = `\n<!-- /${name} -->`
  const from = text.indexOf(begin)
  const to = text.indexOf(end, from)
  if (from < 0 || to < 0) throw new Error(`docs/figures.md has no place for ${name}`)
  return text.slice(0, from + begin.length) + content + text.slice(to)
}

/** A table without the spaces that line it up in a terminal. */
function narrow(table: string): string {
  return table.replace(/ {2,}/g, ' ').replace(/-{4,}/g, '---')
}
