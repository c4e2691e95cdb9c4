import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nameOf } from '../clients/names.ts'
import { benchRoot, linkPackage, versionOf } from '../harness/build.ts'
import { run } from '../harness/process.ts'
import { fixed, table } from '../harness/table.ts'
import { publish } from './report.ts'

linkPackage()
const peers = ['bare-fetch', 'ofetch-zod', 'ky-zod-mini', 'ky-zod', 'orpc', 'openapi-fetch', 'zodios', 'ts-rest']

interface Cost {
  readonly instantiations: number
  readonly types: number
  readonly seconds: number
}

const folder = join(benchRoot, '.tmp/types')
// Beside clients/, so that the consumers find them by the same path.
const written = join(benchRoot, 'consumers/.tmp')
rmSync(written, { recursive: true, force: true })
mkdirSync(written, { recursive: true })
mkdirSync(folder, { recursive: true })

async function check(name: string, file: string): Promise<Cost> {
  const config = join(folder, `${name}.json`)
  const compilerOptions = { types: [], outDir: folder }
  writeFileSync(
    config,
    JSON.stringify({ extends: join(benchRoot, 'tsconfig.json'), compilerOptions, include: [], files: [file] }),
  )
  const compiler = join(benchRoot, 'node_modules/typescript/bin/tsc')
  const { output, exitCode } = await run(process.execPath, [compiler, '-p', config, '--extendedDiagnostics'])
  if (exitCode !== 0) throw new Error(`the consumer of ${name} does not compile:\n${output.slice(0, 2000)}`)
  const figure = (label: string) => Number(new RegExp(`^${label}:\\s+([\\d.]+)`, 'm').exec(output)?.[1])
  return { instantiations: figure('Instantiations'), types: figure('Types'), seconds: figure('Check time') }
}

const template = readFileSync(join(benchRoot, 'consumers/by-hand.ts.txt'), 'utf8')
const costs: Record<string, Cost> = {}
for (const peer of peers) {
  const file = join(written, `${peer}.ts`)
  writeFileSync(file, template.replace('../clients/PEER.ts', `../../clients/${peer}.ts`))
  costs[peer] = await check(peer, file)
}
const ours = await check('phone-auth-kit', join(benchRoot, 'consumers/phone-auth-kit.ts'))
costs['phone-auth-kit'] = ours
const nothing = join(written, 'nothing.ts')
writeFileSync(nothing, 'export {}\n')
const floor = await check('nothing', nothing)
rmSync(written, { recursive: true, force: true })

publish({
  name: 'types',
  title: 'Type-checking a consumer of 30 lines',
  method: `TypeScript ${versionOf('typescript')}, --extendedDiagnostics, strict, skipLibCheck, one program each. What one writes by hand for a peer is part of its program. Types are those beyond an empty program's.`,
  table: table(
    ['consumer of', 'instantiations', 'types', 'check time, s'],
    Object.entries(costs).map(([name, { instantiations, types, seconds }]) => [
      nameOf(name),
      String(instantiations),
      String(types - floor.types),
      fixed(seconds),
    ]),
  ),
  goals: [{ goal: 'instantiations <= 1000', measured: String(ours.instantiations), met: ours.instantiations <= 1000 }],
  data: { ...costs, nothing: floor },
})
