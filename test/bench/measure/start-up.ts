import { servers, start } from '../harness/backends.ts'
import { linkPackage } from '../harness/build.ts'
import { interleave } from '../harness/interleave.ts'
import { fixed, table } from '../harness/table.ts'
import { publish } from './report.ts'

linkPackage()
const rounds = Number(process.argv[2] ?? 15)
const { empty, reference, mock, msw, prism } = await servers()
const contestants = [empty, reference, mock, msw, prism]

const outcomes = await interleave(
  contestants.map(({ name }) => name),
  rounds,
  async (name) => {
    const service = await start(contestants.find((server) => server.name === name) ?? empty)
    await service.stop()
    return service.startMilliseconds
  },
)
const ratioOf = (wanted: string) => outcomes.find(({ name }) => name === wanted)?.ratio ?? Number.NaN

publish({
  name: 'start-up',
  title: 'Start-up of a server',
  method: `From before the process is started until it says where it listens, against a node:http server with nothing in it; ${rounds} interleaved rounds, medians.`,
  table: table(
    ['server', 'ms', 'empty server = 1', 'quartiles'],
    outcomes.map(({ name, value, ratio, spread }) => [
      name,
      fixed(value, 0),
      fixed(ratio),
      spread.map((edge) => fixed(edge)).join('–'),
    ]),
  ),
  goals: [reference, mock].map(({ name }) => ({
    goal: `${name}: start-up <= 2 of an empty node:http server`,
    measured: fixed(ratioOf(name)),
    met: ratioOf(name) <= 2,
  })),
  data: outcomes,
})
