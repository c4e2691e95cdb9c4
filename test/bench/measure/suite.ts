import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { commandOf, servers, start } from '../harness/backends.ts'
import { benchRoot, compile, linkPackage, packageRoot, temporary } from '../harness/build.ts'
import { interleave } from '../harness/interleave.ts'
import { run, runForJson } from '../harness/process.ts'
import { type Recorded, startRecorder } from '../harness/recorder.ts'
import { fixed, table } from '../harness/table.ts'
import { publish } from './report.ts'

linkPackage()
const rounds = Number(process.argv[2] ?? 11)

// A picture of one pixel, for the collection's upload.
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
mkdirSync(temporary, { recursive: true })
writeFileSync(join(temporary, 'avatar.png'), Buffer.from(pixel, 'base64'))

/** A tool as it is called from a command line, for a backend at this address. */
const tools: Record<string, (url: string) => readonly string[]> = {
  'phone-auth-kit verify': (url) => [join(packageRoot, 'dist/cli.js'), 'verify', url],
  'newman, a collection by hand': (url) => [
    commandOf('newman', 'newman'),
    'run',
    join(benchRoot, 'peers/newman.json'),
    ...['--env-var', `baseUrl=${url}`, '--env-var', `userId=13${String(Math.random()).slice(2, 11)}`],
    ...['--working-dir', temporary],
  ],
  'dredd, a description by hand': (url) => [commandOf('dredd', 'dredd'), join(benchRoot, 'peers/dredd.json'), url],
}

const replay = await compile('replay', `import './measure/replay.ts'`)
const inProcess = await compile(
  'suite-in-process',
  `
  import { runContract } from 'phone-auth-kit/contract-tests'
  const started = performance.now()
  const before = process.cpuUsage()
  const report = await runContract({ baseUrl: process.argv[2] })
  const milliseconds = performance.now() - started
  const { user, system } = process.cpuUsage(before)
  console.log(JSON.stringify({ milliseconds, processor: (user + system) / 1000, verdict: report.verdict }))
  process.exit()`,
)
const { reference } = await servers()
const backend = await start(reference)

/** Runs a tool through a proxy once and keeps its requests. Those the tool sends beside them are none. */
async function record(name: string, parameters: (url: string) => readonly string[]): Promise<string> {
  const recorder = await startRecorder(backend.url)
  const { output } = await run(process.execPath, parameters(recorder.url))
  recorder.close()
  if (recorder.recorded.length === 0) throw new Error(`${name} sent nothing:\n${output.slice(-2000)}`)
  const file = join(temporary, `requests-${name.split(' ')[0]?.replace(',', '')}.json`)
  writeFileSync(file, JSON.stringify(recorder.recorded))
  return file
}

const rows: string[][] = []
const data: Record<string, unknown> = {}
let measured = Number.NaN

// Inside the process: from the first line of the run to its report, Node's own start left out.
const ownRequests = await record('phone-auth-kit verify', tools['phone-auth-kit verify'] ?? (() => []))
const processor = new Map<string, number[]>()
const inside = await interleave(['bare requests', 'runContract()'], rounds, async (name) => {
  const script = name === 'bare requests' ? [replay, backend.url, ownRequests] : [inProcess, backend.url]
  const done = (await runForJson(script[0] ?? '', script.slice(1))) as { milliseconds: number; processor: number }
  processor.set(name, [...(processor.get(name) ?? []), done.processor])
  return done.milliseconds
})
// The processor time of the same runs, which a busy machine disturbs less.
const insideProcessor = await interleave(['bare requests', 'runContract()'], rounds, async (name) =>
  Number(processor.get(name)?.shift()),
)
const count = (file: string) => (JSON.parse(readFileSync(file, 'utf8')) as Recorded[]).length
for (const [label, [bare, ours]] of [
  ['runContract(), without the start of Node', inside],
  ['the same, processor time', insideProcessor],
] as const) {
  if (bare === undefined || ours === undefined) continue
  if (label.startsWith('runContract()')) measured = ours.ratio
  rows.push([
    label,
    String(count(ownRequests)),
    fixed(bare.value, 0),
    fixed(ours.value, 0),
    fixed(ours.ratio),
    ours.spread.map((edge) => fixed(edge)).join('–'),
  ])
}
data['inside the process'] = { inside, insideProcessor }

// From the start of the process to its end, for every tool beside its own requests.
let whole = Number.NaN
for (const [name, parameters] of Object.entries(tools)) {
  const file = name.startsWith('phone-auth-kit') ? ownRequests : await record(name, parameters)
  const outcomes = await interleave(['bare requests', name], rounds, async (which) => {
    const script = which === name ? parameters(backend.url) : [replay, backend.url, file]
    return (await run(process.execPath, script)).milliseconds
  })
  const [bare, tool] = outcomes
  if (bare === undefined || tool === undefined) continue
  if (name.startsWith('phone-auth-kit')) whole = tool.ratio
  rows.push([
    `${name}, the whole process`,
    String(count(file)),
    fixed(bare.value, 0),
    fixed(tool.value, 0),
    fixed(tool.ratio),
    tool.spread.map((edge) => fixed(edge)).join('–'),
  ])
  data[name] = outcomes
}
await backend.stop()

publish({
  name: 'suite',
  title: 'A run of the contract suite',
  method: `Against the reference backend on a port, in a process of its own. The bare requests are those the tool sent, sent again with fetch in the same order and as many at once, with new phones and the cookies and codes that come now. ${rounds} interleaved rounds, medians.`,
  table: table(['run', 'requests', 'bare requests, ms', 'run, ms', 'bare = 1', 'quartiles'], rows),
  goals: [
    { goal: 'runContract() <= 1.5 of its bare requests', measured: fixed(measured), met: measured <= 1.5 },
    {
      goal: 'the whole process of verify <= 1.5 of that of its bare requests',
      measured: fixed(whole),
      met: whole <= 1.5,
    },
  ],
  data,
})
