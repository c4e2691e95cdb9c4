import { randomBytes } from 'node:crypto'
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { compile, linkPackage, temporary } from '../harness/build.ts'
import { interleave } from '../harness/interleave.ts'
import { runForJson, startService } from '../harness/process.ts'
import { median } from '../harness/statistics.ts'
import { fixed, table } from '../harness/table.ts'
import { publish } from './report.ts'

linkPackage()
const rounds = Number(process.argv[2] ?? 5)
const mebibytes = Number(process.argv[3] ?? 512)
const contestants = {
  'bare-pipe': 'bare node:http pipe',
  axios: 'axios + form-data, redirects off',
  'blob-fetch': 'FormData + openAsBlob + fetch',
  'form-data-fetch': 'form-data + fetch',
  'phone-auth-kit': 'phone-auth-kit, { path }',
  'phone-auth-kit-progress': 'phone-auth-kit, { path }, with onProgress',
}

const sending = (name: string) => `
  import { upload } from './uploads/${name}.ts'
  const [url, path] = process.argv.slice(2)
  const started = performance.now()
  const { message } = await upload(url, path)
  const seconds = (performance.now() - started) / 1000
  const { user, system } = process.cpuUsage()
  const peak = process.resourceUsage().maxRSS / 1024
  console.log(JSON.stringify({ seconds, peak, message, processor: (user + system) / 1e6 }))
  process.exit()`

interface Sent {
  readonly seconds: number
  readonly processor: number
  readonly peak: number
  /** What the server says arrived: bytes read, and the Content-Length announced. */
  readonly message: string
}

const file = join(temporary, 'avatar.bin')
const scripts: Record<string, string> = {}
for (const name of Object.keys(contestants)) scripts[name] = await compile(`upload-${name}`, sending(name))
const handle = openSync(file, 'w')
const block = randomBytes(1 << 20)
for (let written = 0; written < mebibytes; written++) writeSync(handle, block)
closeSync(handle)
const backend = await startService(await compile('backend', `import './servers/backend.ts'`))

const runs = new Map<string, Sent[]>()
try {
  const outcomes = await interleave(Object.keys(contestants), rounds, async (name) => {
    const sent = (await runForJson(scripts[name] ?? '', [backend.url, file])) as Sent
    const [received = 0] = sent.message.split('/').slice(2)
    if (Number(received) <= mebibytes * 2 ** 20) throw new Error(`${name} lost bytes: ${sent.message}`)
    runs.set(name, [...(runs.get(name) ?? []), sent])
    return sent.seconds
  })
  const peakOf = (name: string) => median((runs.get(name) ?? []).map(({ peak }) => peak))
  const processorOf = (name: string) => median((runs.get(name) ?? []).map(({ processor }) => processor))
  const ours = outcomes.find(({ name }) => name === 'phone-auth-kit')
  const length = (name: string) => (runs.get(name)?.[0]?.message.endsWith('chunked') ? 'chunked' : 'sent')
  const throughput = 1 / (ours?.ratio ?? Number.NaN)
  publish({
    name: 'upload',
    title: `Upload of ${mebibytes} MiB from disk`,
    method: `Node, to a loopback server in a process of its own that reads and discards; ${rounds} interleaved rounds, medians. Peak is the resident memory of the sending process. Every round the server counts the bytes.`,
    table: table(
      ['sender', 'peak MiB', 'seconds', 'throughput, pipe = 1', 'CPU seconds', 'Content-Length'],
      outcomes.map(({ name, value, ratio }) => [
        contestants[name as keyof typeof contestants],
        fixed(peakOf(name), 0),
        fixed(value),
        fixed(1 / ratio),
        fixed(processorOf(name)),
        length(name),
      ]),
    ),
    goals: [
      { goal: 'peak <= 150 MiB', measured: fixed(peakOf('phone-auth-kit'), 0), met: peakOf('phone-auth-kit') <= 150 },
      { goal: 'throughput >= 0.75 of the bare pipe', measured: fixed(throughput), met: throughput >= 0.75 },
      {
        goal: 'the right Content-Length',
        measured: length('phone-auth-kit'),
        met: length('phone-auth-kit') === 'sent',
      },
    ],
    data: { outcomes, runs: Object.fromEntries(runs) },
  })
} finally {
  await backend.stop()
  rmSync(file, { force: true })
}
