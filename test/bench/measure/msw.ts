import { compile, linkPackage } from '../harness/build.ts'
import { interleave } from '../harness/interleave.ts'
import { runForJson } from '../harness/process.ts'
import { fixed, table } from '../harness/table.ts'
import { publish } from './report.ts'

linkPackage()
const rounds = Number(process.argv[2] ?? 9)
const journeys = Number(process.argv[3] ?? 300)

// One registration and login a journey, as a component test does it. The password hash is at its lowest cost, and the
// login is that of nobody, so that no hash is compared.
const loop = (handlers: string) => `
  import { setupServer } from 'msw/node'
  ${handlers}
  const server = setupServer(...handlers)
  server.listen()
  const post = (path, fields, cookie) =>
    fetch('http://127.0.0.1:6543' + path, { method: 'POST', body: new URLSearchParams(fields), headers: { cookie } })
  async function walk(journeys, first) {
    for (let index = 0; index < journeys; index++) {
      const userId = '138' + String(first + index).padStart(8, '0')
      const sent = await fetch('http://127.0.0.1:6543/register?userId=' + userId)
      const cookie = (sent.headers.getSetCookie()[0] ?? 'none=1').split(';')[0]
      const { message: code } = await sent.json()
      const replies = [
        await post('/register', { code_v: code, code }, cookie),
        await post('/log', { userId, password: 'secret123' }, cookie),
      ]
      for (const reply of replies) await reply.json()
      if (index === 0 && ((await sent.status) !== 200)) throw new Error('no answer')
    }
  }
  const count = Number(process.argv[2])
  await walk(count / 3, 0)
  const before = process.cpuUsage()
  await walk(count, 1e6)
  const { user, system } = process.cpuUsage(before)
  console.log(JSON.stringify((user + system) / (count * 3)))
  process.exit()`

const contestants: Record<string, string> = {
  'stateless handlers by hand': await compile(
    'msw-stateless',
    loop(`import { statelessHandlers as handlers } from './servers/stateless-handlers.ts'`),
  ),
  'phone-auth-kit/msw': await compile(
    'msw-reference',
    loop(`
      import { mswHandlers } from 'phone-auth-kit/msw'
      import { createReferenceBackend } from 'phone-auth-kit/reference'
      const handlers = mswHandlers(createReferenceBackend({ hashCost: 1 }))`),
  ),
}
const outcomes = await interleave(Object.keys(contestants), rounds, async (name) =>
  Number(await runForJson(contestants[name] ?? '', [String(journeys)])),
)
const ours = outcomes.at(-1)

publish({
  name: 'msw',
  title: 'MSW handlers',
  method: `Processor time of a fetch that MSW answers in Node, ${journeys * 3} calls a round after warming up; ${rounds} interleaved rounds, medians. sendCode, verifyCode and login in turn; no password is hashed.`,
  table: table(
    ['handlers', 'microseconds a call', 'by hand = 1', 'quartiles'],
    outcomes.map(({ name, value, ratio, spread }) => [
      name,
      fixed(value, 0),
      fixed(ratio),
      spread.map((edge) => fixed(edge)).join('–'),
    ]),
  ),
  goals: [
    {
      goal: 'no slower than hand-written stateless handlers',
      measured: fixed(ours?.ratio ?? Number.NaN),
      met: (ours?.ratio ?? 99) <= 1,
    },
  ],
  data: outcomes,
})
