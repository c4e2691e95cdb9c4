import { readFileSync } from 'node:fs'
import autocannon from 'autocannon'
import { type Server, servers, start } from '../harness/backends.ts'
import { linkPackage } from '../harness/build.ts'
import { interleave } from '../harness/interleave.ts'
import type { Service } from '../harness/process.ts'
import { median } from '../harness/statistics.ts'
import { fixed, table } from '../harness/table.ts'
import { publish } from './report.ts'

linkPackage()
const rounds = Number(process.argv[2] ?? 5)
const seconds = Number(process.argv[3] ?? 3)
const { bare, reference, msw, prism } = await servers()
const contestants: readonly Server[] = [bare, reference, msw, prism]

const form = { 'content-type': 'application/x-www-form-urlencoded' }
const boundary = 'a1b2c3d4e5f6'
const image = Buffer.concat([
  Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="img"; filename="avatar.png"\r\nContent-Type: image/png\r\n\r\n`,
  ),
  Buffer.alloc(10 * 1024, 7),
  Buffer.from(`\r\n--${boundary}--\r\n`),
])
const phones = Array.from({ length: 200 }, (_, index) => `138${String(index * 7919).padStart(8, '0')}`)
const loads = {
  'sendCode (GET)': phones.map((userId) => ({ method: 'GET', path: `/register?userId=${userId}` })),
  'login of nobody (POST, form)': phones.map((userId) => ({
    method: 'POST',
    path: '/log',
    headers: form,
    body: `userId=${userId}&password=secret123`,
  })),
  'uploadAvatar (POST, 10 KiB)': [
    {
      method: 'POST',
      path: '/upload',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      body: image,
    },
  ],
}

/** Seconds of processor time that a process has used, as Linux counts them. */
function processorSeconds(service: Service): number {
  const fields = readFileSync(`/proc/${service.process.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

const running = new Map<string, Service>()
for (const server of contestants) running.set(server.name, await start(server))

const rows: string[][] = []
const data: Record<string, unknown> = {}
const shares: number[] = []
for (const [load, requests] of Object.entries(loads)) {
  const processor = new Map<string, number[]>()
  const outcomes = await interleave(
    contestants.map(({ name }) => name),
    rounds,
    async (name) => {
      const service = running.get(name)
      if (service === undefined) throw new Error(`${name} is not running`)
      const before = processorSeconds(service)
      const result = await autocannon({ url: service.url, connections: 10, duration: seconds, requests })
      if (result.errors > 0 || result.non2xx > 0)
        throw new Error(`${name}: ${result.non2xx} not 2xx, ${result.errors} errors`)
      const used = ((processorSeconds(service) - before) / result.requests.total) * 1e6
      processor.set(name, [...(processor.get(name) ?? []), used])
      return result.requests.total / result.duration
    },
  )
  for (const { name, value, ratio, spread } of outcomes) {
    const used = median(processor.get(name) ?? [])
    rows.push([load, name, fixed(value, 0), fixed(ratio), spread.map((edge) => fixed(edge)).join('–'), fixed(used, 0)])
    if (name === reference.name) shares.push(ratio)
  }
  data[load] = { outcomes, processor: Object.fromEntries(processor) }
}
for (const service of running.values()) await service.stop()

publish({
  name: 'reference',
  title: 'The listener',
  method: `Requests a second over 10 connections (autocannon), each server in its own process, ${rounds} interleaved rounds of ${seconds} s, medians. The bare server reads each request to its end and sends a fixed reply; the reference backend runs its rules. CPU is the server's processor time.`,
  table: table(['request', 'server', 'requests/s', 'bare = 1', 'quartiles', 'CPU a request, microseconds'], rows),
  goals: Object.keys(loads).map((load, index) => ({
    goal: `${load}: >= 0.5 of bare node:http`,
    measured: fixed(shares[index] ?? Number.NaN),
    met: (shares[index] ?? 0) >= 0.5,
  })),
  data,
})
