import { nameOf } from '../clients/names.ts'
import { compile, linkPackage } from '../harness/build.ts'
import { interleave } from '../harness/interleave.ts'
import { runForJson } from '../harness/process.ts'
import { fixed, table } from '../harness/table.ts'
import { publish } from './report.ts'

linkPackage()
const rounds = Number(process.argv[2] ?? 21)
const clients = [
  'bare-fetch',
  'ts-rest',
  'openapi-fetch',
  'bare-ky',
  'ofetch-zod',
  'orpc',
  'ky-zod-mini',
  'ky-zod',
  'zodios',
  'phone-auth-kit',
]

const ending = `
  import { writeSync } from 'node:fs'
  process.on('exit', () => {
    const { user, system } = process.cpuUsage()
    writeSync(1, JSON.stringify({ wall: performance.now(), cpu: (user + system) / 1000 }) + '\\n')
  })`
const creating = (client: string) =>
  `import { createAuthClient } from './clients/${client}.ts'; globalThis.authClient = createAuthClient('http://127.0.0.1:9')`

/** Counts the files that Node loads, its own left out, in a run that isn't timed. */
const counting = `
  import { registerHooks } from 'node:module'
  import { writeSync } from 'node:fs'
  const loaded = new Set()
  registerHooks({ load(url, context, next) { if (url.startsWith('file:')) loaded.add(url); return next(url, context) } })
  await import(process.argv[2])
  writeSync(1, JSON.stringify(loaded.size) + '\\n')`

const scripts: Record<string, string> = { empty: await compile('cold-empty', ending) }
const modules: Record<string, number> = { empty: 0 }
const counter = await compile('cold-counting', counting)
for (const client of clients) {
  scripts[client] = await compile(`cold-${client}`, `${creating(client)}\n${ending}`)
  const alone = await compile(`cold-alone-${client}`, creating(client))
  // The script itself is one of the files.
  modules[client] = Number(await runForJson(counter, [alone])) - 1
}

const cpu = new Map<string, number[]>()
const outcomes = await interleave(['empty', ...clients], rounds, async (name) => {
  const { wall, cpu: milliseconds } = (await runForJson(scripts[name] ?? '', [])) as { wall: number; cpu: number }
  cpu.set(name, [...(cpu.get(name) ?? []), milliseconds])
  return wall
})
const processor = await interleave(['empty', ...clients], rounds, async (name) => cpu.get(name)?.shift() ?? Number.NaN)

const rows = outcomes.map((outcome, index) => {
  const { name, value, ratio, spread } = outcome
  const label = name === 'empty' ? 'empty process' : nameOf(name)
  return [
    label,
    fixed(value, 1),
    fixed(ratio),
    spread.map((edge) => fixed(edge)).join('–'),
    fixed(processor[index]?.ratio ?? Number.NaN),
    String(modules[name]),
  ]
})
const ours = outcomes.find(({ name }) => name === 'phone-auth-kit')

publish({
  name: 'cold-start',
  title: 'Cold start',
  method: `A process that imports the client, makes one, sends nothing and ends, against one that is empty; ${rounds} interleaved rounds, medians. Modules are files loaded beside the script.`,
  table: table(['client', 'ms', 'empty = 1', 'quartiles', 'CPU, empty = 1', 'modules'], rows),
  goals: [
    {
      goal: 'cold start <= 2.5 of an empty process',
      measured: fixed(ours?.ratio ?? Number.NaN),
      met: (ours?.ratio ?? 99) <= 2.5,
    },
  ],
  data: { outcomes, processor, modules },
})
