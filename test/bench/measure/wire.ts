import { compile } from '../harness/build.ts'
import { interleave, type Outcome } from '../harness/interleave.ts'
import { runForJson, startService } from '../harness/process.ts'
import { fixed, table } from '../harness/table.ts'
import { publish } from './report.ts'

// What the wire under client and suite costs by itself, beside what it replaces and what it stands on.
const rounds = Number(process.argv[2] ?? 11)
const calls = Number(process.argv[3] ?? 4000)

const contestants: Record<string, string> = {
  'bare fetch': `
    const read = async (response) => JSON.parse(await response.text())
    const get = async () => read(await fetch(url + '/register?userId=13800138000'))
    const post = async () => read(await fetch(url + '/log', { method: 'POST', body: new URLSearchParams(fields) }))`,
  'bare node:http, kept alive': `
    const http = process.getBuiltinModule('node:http')
    const agent = new http.Agent({ keepAlive: true })
    const send = (path, method, headers, body) => new Promise((resolve, reject) => {
      const outgoing = http.request(url + path, { method, headers, agent }, (incoming) => {
        const chunks = []
        incoming.on('data', (chunk) => chunks.push(chunk))
        incoming.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())))
      })
      outgoing.on('error', reject)
      outgoing.end(body)
    })
    const get = () => send('/register?userId=13800138000', 'GET', {}, undefined)
    const post = () => send('/log', 'POST', { 'content-type': type, 'content-length': text.length }, text)`,
  'the wire, kept alive': wire('keepAliveMs: 1000'),
  'the wire, a connection a request': wire(''),
}

function wire(options: string): string {
  return `
    import { createNodeWire } from '../../src/http/node/node-wire.ts'
    const wire = createNodeWire({ ${options} })
    const common = [['accept', '*/*'], ['accept-language', '*'], ['user-agent', 'node'], ['accept-encoding', 'gzip, deflate']]
    const read = (outcome) => JSON.parse(new TextDecoder().decode(outcome.body))
    const get = async () => read(await wire.send({ url: url + '/register?userId=13800138000', headers: common, decode: true, timeoutMs: 10000 }))
    const post = async () => read(await wire.send({ url: url + '/log', method: 'POST', headers: [...common, ['content-type', type]], body: text, decode: true, timeoutMs: 10000 }))`
}

const loop = (contestant: string) => `
  const [url, count, width] = process.argv.slice(2)
  const fields = { userId: '13800138000', password: 'secret123' }
  const text = String(new URLSearchParams(fields))
  const type = 'application/x-www-form-urlencoded;charset=UTF-8'
  ${contestant}
  const walk = (calls) => Promise.all(Array.from({ length: width }, async () => {
    for (let index = 0; index < calls / width; index += 2) {
      await get()
      await post()
    }
  }))
  await walk(count / 3)
  globalThis.gc?.()
  const before = process.cpuUsage()
  await walk(count)
  const { user, system } = process.cpuUsage(before)
  console.log(JSON.stringify((user + system) / count))
  process.exit()`

const names = Object.keys(contestants)
const scripts: Record<string, string> = {}
for (const [index, name] of names.entries())
  scripts[name] = await compile(`wire-${index}`, loop(contestants[name] ?? ''))
const backend = await startService(await compile('backend', `import './servers/backend.ts'`))
const measured: { readonly width: number; readonly outcomes: readonly Outcome[] }[] = []
for (const width of [1, 32]) {
  const outcomes = await interleave(names, rounds, async (name) =>
    Number(await runForJson(scripts[name] ?? '', [backend.url, String(calls), String(width)])),
  )
  measured.push({ width, outcomes })
}
await backend.stop()

const ratio = (width: number, name: string) =>
  measured.find((each) => each.width === width)?.outcomes.find((outcome) => outcome.name === name)?.ratio ?? Number.NaN
const goal = (limit: number, name: string) =>
  [1, 32].map((width) => ({
    goal: `${name}, ${width} at once: CPU a call <= ${limit} of bare fetch`,
    measured: fixed(ratio(width, name)),
    met: ratio(width, name) <= limit,
  }))

publish({
  name: 'wire',
  title: 'Processor time a request, over the wire of client and suite',
  method: `Node, a loopback server in a process of its own, ${calls} requests a round after warming up, a GET and a POST in turn, each contestant in its own process; ${rounds} interleaved rounds, medians.`,
  table: table(
    ['', 'at once', 'microseconds a call', 'fetch = 1', 'quartiles'],
    measured.flatMap(({ width, outcomes }) =>
      outcomes.map(({ name, value, ratio, spread }) => [
        name,
        String(width),
        fixed(value, 0),
        fixed(ratio),
        spread.map((edge) => fixed(edge)).join('–'),
      ]),
    ),
  ),
  goals: [...goal(0.5, 'the wire, kept alive'), ...goal(0.9, 'the wire, a connection a request')],
  data: measured,
})
