import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { openFileStore } from 'phone-auth-kit/server'
import { expect, onTestFinished, test, vi } from 'vitest'
import { type MockProcess, startMock, temporaryFolder } from '../mock-process.ts'
import { Visitor } from '../visitor.ts'

// Bounds a test that hangs; a slow machine may take its time.
vi.setConfig({ testTimeout: 60_000 })

// Two servers on one data file. Step 2 hashes the password between checking the phone and registering it. At this cost
// that takes long enough for hundreds of requests to be between the two at once.
const hashCost = ['--hash-cost', '20000']

async function twoServers(...argv: string[]): Promise<[MockProcess, MockProcess]> {
  const data = join(temporaryFolder(), 'data.db')
  return Promise.all([startMock('--data', data, ...argv), startMock('--data', data, ...argv)])
}

const times = <Value>(count: number, make: (index: number) => Value): Value[] =>
  Array.from({ length: count }, (_, index) => make(index))

test('a phone is registered once, however many verified sessions try at once on two servers', async () => {
  const servers = await twoServers(...hashCost)
  const urlOf = (index: number) => servers[index % 2 === 0 ? 0 : 1].url
  const phones = times(4, (index) => `1380013800${index}`)
  const visitors = await Promise.all(
    phones.flatMap((phone) =>
      times(50, async (index) => ({ phone, index, visitor: await new Visitor(urlOf(index)).verified(phone) })),
    ),
  )
  const done = await Promise.all(
    visitors.map(async ({ phone, index, visitor }) => ({
      phone,
      index,
      result: (await visitor.complete(`password${index}x`)).result,
    })),
  )
  for (const phone of phones) {
    const winners = done.filter((one) => one.phone === phone && one.result === '0000')
    expect(winners, phone).toHaveLength(1)
    const others = done.filter((one) => one.phone === phone && one.result !== '0000')
    expect(others.map(({ result }) => result)).toEqual(times(49, () => '0006'))
    const winner = winners[0]?.index ?? -1
    // The winner's password is the one that logs in, on both servers.
    for (const { url } of servers) {
      expect(await new Visitor(url).login(phone, `password${winner}x`)).toMatchObject({ result: '0000' })
      expect(await new Visitor(url).login(phone, `password${winner + 1}x`)).toMatchObject({ result: '0008' })
    }
  }
})

test('two processes may create the same file at the same moment', async () => {
  const script = fileURLToPath(new URL('open-at-once.ts', import.meta.url))
  const folder = temporaryFolder()
  const start = Date.now() + 1000
  const processes = times(2, () => promisify(execFile)(process.execPath, [script, folder, String(start), '50']))
  for (const { stderr } of await Promise.all(processes)) expect(stderr).toBe('')
})

test('no change of a person is lost when two processes change them at once', async () => {
  const script = fileURLToPath(new URL('change-at-once.ts', import.meta.url))
  const data = join(temporaryFolder(), 'data.db')
  const store = openFileStore(data)
  onTestFinished(() => store.close())
  const userId = '13800138000'
  const [gender, nickname, headImage] = [null, null, null]
  await store.addPerson({ userId, passwordHash: 'a hash', gender, nickname, headImage, registeredAt: 0 })
  const start = Date.now() + 1000
  const processes = times(2, () => promisify(execFile)(process.execPath, [script, data, userId, String(start), '500']))
  for (const { stderr } of await Promise.all(processes)) expect(stderr).toBe('')
  expect((await store.person(userId))?.registeredAt).toBe(1000)
})

test('one session is registered once, however often step 2 is sent at once to two servers', async () => {
  const servers = await twoServers(...hashCost)
  const visitor = await new Visitor(servers[0].url).verified('13800138000')
  const results = await Promise.all(
    times(200, async (index) => {
      const same = new Visitor(servers[index % 2 === 0 ? 0 : 1].url)
      same.cookie = visitor.cookie
      return (await same.complete(`password${index}x`)).result
    }),
  )
  expect(results.filter((result) => result === '0000')).toHaveLength(1)
  expect(results.filter((result) => result === '0006')).toHaveLength(199)
})

test('every wrong code is counted, however many are tried at once on two servers', async () => {
  const servers = await twoServers('--wrong-code-limit', '150')
  const visitor = new Visitor(servers[0].url)
  const code = (await visitor.sendCode('13800138000')).message ?? ''
  const wrong = code === '1111' ? '2222' : '1111'
  const results = await Promise.all(
    times(300, async (index) => {
      const same = new Visitor(servers[index % 2 === 0 ? 0 : 1].url)
      same.cookie = visitor.cookie
      return (await same.verifyCode(wrong)).result
    }),
  )
  expect(results.filter((result) => result === '0004')).toHaveLength(149)
  expect(results.filter((result) => result === '0005')).toHaveLength(151)
})

test('everything that was answered survives kill -9', async () => {
  const data = join(temporaryFolder(), 'data.db')
  const server = await startMock('--data', data, '--hash-cost', '100')
  const acknowledged: string[] = []
  let killed = false
  // The server is killed while people register: everybody who had got an answer must still be registered.
  const streams = times(20, async (stream) => {
    for (let number = 0; !killed; number += 1) {
      const phone = `139${String(stream).padStart(2, '0')}${String(number).padStart(6, '0')}`
      try {
        const visitor = await new Visitor(server.url).verified(phone)
        if ((await visitor.complete('abcd1234')).result === '0000') acknowledged.push(phone)
      } catch {
        return // the connection died with the server
      }
      if (acknowledged.length >= 200 && !killed) {
        killed = true
        server.process.kill('SIGKILL')
      }
    }
  })
  await Promise.all(streams)
  expect(await server.stop('SIGKILL')).toEqual([null, 'SIGKILL'])

  const revived = await startMock('--data', data)
  expect(acknowledged.length).toBeGreaterThanOrEqual(200)
  const results = await Promise.all(
    acknowledged.map(async (phone) => (await new Visitor(revived.url).login(phone, 'abcd1234')).result),
  )
  expect(results).toEqual(acknowledged.map(() => '0000'))
})

test('two servers that create one data file at the same moment share it', async () => {
  const [one, other] = await twoServers()
  await (await new Visitor(one.url).verified('13800138000')).complete('abcd1234')
  expect(await new Visitor(other.url).sendCode('13800138000')).toMatchObject({ result: '0001' })
})
