import { nameOf } from '../clients/names.ts'
import { compile, linkPackage } from '../harness/build.ts'
import { interleave } from '../harness/interleave.ts'
import { runForJson, startService } from '../harness/process.ts'
import { fixed, table } from '../harness/table.ts'
import { publish } from './report.ts'

linkPackage()
const rounds = Number(process.argv[2] ?? 11)
const journeys = Number(process.argv[3] ?? 750)
const clients = [
  'bare-fetch',
  'bare-ky',
  'bare-ky-timeout',
  'ts-rest',
  'openapi-fetch',
  'ofetch-zod',
  'orpc',
  'ky-zod-mini',
  'ky-zod',
  'zodios',
  'phone-auth-kit',
]

// Four calls a journey, one after the other; a third of the journeys warm up. What a call costs is the processor time of
// the whole process, garbage collection and the system's share included, so that a busy machine counts little.
const loop = (client: string) => `
  import { createAuthClient } from './clients/${client}.ts'
  const [url, count] = process.argv.slice(2)
  const client = createAuthClient(url)
  async function walk(journeys) {
    for (let index = 0; index < journeys; index++) {
      await client.sendCode('13800138000')
      await client.verifyCode('0042', '0042')
      await client.completeRegistration('secret123', '小明')
      await client.login('13800138000', 'secret123')
    }
  }
  await walk(count / 3)
  globalThis.gc?.()
  const before = process.cpuUsage()
  await walk(count)
  const { user, system } = process.cpuUsage(before)
  console.log(JSON.stringify((user + system) / (count * 4)))
  process.exit()`

const scripts: Record<string, string> = {}
for (const client of clients) scripts[client] = await compile(`cpu-${client}`, loop(client))
const backend = await startService(await compile('backend', `import './servers/backend.ts'`))
const outcomes = await interleave(clients, rounds, async (name) =>
  Number(await runForJson(scripts[name] ?? '', [backend.url, String(journeys)])),
)
await backend.stop()

const ky = outcomes.find(({ name }) => name === 'bare-ky')
const timed = outcomes.find(({ name }) => name === 'bare-ky-timeout')
const ours = outcomes.find(({ name }) => name === 'phone-auth-kit')
const against = (base: typeof ky) => (ours?.ratio ?? Number.NaN) / (base?.ratio ?? Number.NaN)

publish({
  name: 'cpu',
  title: 'Processor time a call',
  method: `Node, a loopback server in a process of its own, ${journeys * 4} calls a round after warming up, each client in its own process; ${rounds} interleaved rounds, medians. The calls are sendCode, verifyCode, completeRegistration and login in turn.`,
  table: table(
    ['client', 'microseconds a call', 'fetch = 1', 'quartiles', 'bare ky = 1'],
    outcomes.map(({ name, value, ratio, spread }) => [
      nameOf(name),
      fixed(value, 0),
      fixed(ratio),
      spread.map((edge) => fixed(edge)).join('–'),
      fixed(ratio / (ky?.ratio ?? Number.NaN)),
    ]),
  ),
  goals: [
    {
      goal: 'CPU a call <= 1.15 of bare ky with retry: 0 and its timer',
      measured: fixed(against(timed)),
      met: against(timed) <= 1.15,
    },
    {
      goal: 'CPU a call <= 1.15 of bare ky with retry: 0 and no timer',
      measured: fixed(against(ky)),
      met: against(ky) <= 1.15,
    },
    {
      goal: 'out of reach with ky: <= 1.30 of bare fetch',
      measured: fixed(ours?.ratio ?? Number.NaN),
      met: (ours?.ratio ?? 99) <= 1.3,
    },
  ],
  data: outcomes,
})
