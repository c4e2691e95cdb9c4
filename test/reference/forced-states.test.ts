import { setupServer } from 'msw/node'
import { mswHandlers } from 'phone-auth-kit/msw'
import { createReferenceBackend, type ReferenceBackend } from 'phone-auth-kit/reference'
import { listen } from 'phone-auth-kit/server'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { stopTimers } from '../harness/stop-timers.ts'
import { Visitor } from './visitor.ts'

const phone = '13800138000'

const adapters: Record<string, (backend: ReferenceBackend) => Promise<Visitor>> = {
  'the listener': async (backend) => {
    const listener = await listen(backend)
    onTestFinished(() => listener.close())
    return new Visitor(listener.url)
  },
  'the MSW handlers': async (backend) => {
    const server = setupServer(...mswHandlers(backend))
    server.listen({ onUnhandledFrame: 'error' })
    onTestFinished(() => server.close())
    return new Visitor('http://api.example')
  },
  'the plain fetch': async (backend) => new Visitor('http://api.example', backend.fetch),
}

describe.each(Object.entries(adapters))('on %s', (_name, open) => {
  const start = async () => {
    const backend = createReferenceBackend({ hashCost: 10, people: [{ userId: phone, password: 'abcd1234' }] })
    return { backend, visitor: await open(backend) }
  }

  test('times: 1 forces the next login only', async () => {
    const { backend, visitor } = await start()
    backend.force('login', '0008', { times: 1 })
    expect(await visitor.login(phone, 'abcd1234')).toMatchObject({ result: '0008', message: null })
    expect(await visitor.login(phone, 'abcd1234')).toMatchObject({ result: '0000' })
  })

  test('a forced result lasts until it is taken back', async () => {
    const { backend, visitor } = await start()
    const takeBack = backend.force('sendCode', '0002')
    for (let attempt = 0; attempt < 3; attempt += 1)
      expect(await visitor.sendCode('13900139000')).toMatchObject({ result: '0002', message: null })
    takeBack()
    takeBack()
    expect(await visitor.sendCode('13900139000')).toMatchObject({ result: '0000' })
  })

  test('drop breaks the connection', async () => {
    const { backend, visitor } = await start()
    backend.force('login', 'drop', { times: 1 })
    await expect(visitor.login(phone, 'abcd1234')).rejects.toThrow(TypeError)
    expect(await visitor.login(phone, 'abcd1234')).toMatchObject({ result: '0000' })
  })

  test('never sends no answer until the caller gives up', async () => {
    const { backend, visitor } = await start()
    backend.force('login', 'never')
    const patience = AbortSignal.timeout(50)
    const body = new URLSearchParams({ userId: phone, password: 'abcd1234' })
    await expect(visitor.request('/log', { method: 'POST', body, signal: patience })).rejects.toThrow(/abort|timeout/i)
  })

  test('an answer arrives while the test uses fake timers', async () => {
    const { visitor } = await start()
    vi.useFakeTimers()
    onTestFinished(() => {
      vi.useRealTimers()
    })
    expect(await visitor.login(phone, 'abcd1234')).toMatchObject({ result: '0000' })
  })

  test('a delay applies to regular answers, too', async () => {
    const { backend, visitor } = await start()
    stopTimers()
    backend.force('login', { delay: 500 })
    const order: string[] = []
    const slow = visitor.login(phone, 'abcd1234').then(({ result }) => order.push(`login ${result}`))
    await visitor.sendCode('13900139000').then(({ result }) => order.push(`sendCode ${result}`))
    // Until the login is there to be held back, and then until its time has come.
    while (order.length < 2) {
      vi.advanceTimersByTime(100)
      await new Promise((resolve) => setImmediate(resolve))
    }
    await slow
    expect(order).toEqual(['sendCode 0000', 'login 0000'])
  })
})

test('a forced success has its message and changes nothing', async () => {
  const backend = createReferenceBackend({ hashCost: 10 })
  const visitor = new Visitor('http://api.example', backend.fetch)
  backend.force('sendCode', '0000')
  backend.force('login', '0000')
  backend.force('uploadAvatar', '0000')
  backend.force('completeRegistration', '0000')
  expect(await visitor.sendCode(phone)).toMatchObject({ message: expect.stringMatching(/^[0-9]{4}$/) })
  expect(await visitor.login(phone, 'x')).toMatchObject({ message: expect.stringMatching(/^[0-9a-f]{64}$/) })
  expect(await visitor.upload(Uint8Array.of(1))).toMatchObject({ message: expect.stringMatching(/^\/.*\.png$/) })
  expect(await visitor.complete('abcd1234')).toMatchObject({ result: '0000', message: null })
  expect(backend.inbox.list()).toEqual([])
  await backend.reset()
  expect(await visitor.login(phone, 'abcd1234')).toMatchObject({ result: '0007' })
})

test('the last forced state applies first, then the one before it', async () => {
  const backend = createReferenceBackend()
  const visitor = new Visitor('http://api.example', backend.fetch)
  backend.force('sendCode', '0001')
  backend.force('sendCode', '0002', { times: 2 })
  const results = []
  for (let attempt = 0; attempt < 4; attempt += 1) results.push((await visitor.sendCode(phone)).result)
  expect(results).toEqual(['0002', '0002', '0001', '0001'])
})

test('operations that share a path are forced separately', async () => {
  const backend = createReferenceBackend({ hashCost: 10 })
  const visitor = new Visitor('http://api.example', backend.fetch)
  backend.force('completeRegistration', '0006')
  await visitor.verified(phone)
  expect(await visitor.complete('abcd1234')).toMatchObject({ result: '0006' })
})

test('delays use the fake timers of the test', async () => {
  vi.useFakeTimers()
  onTestFinished(() => {
    vi.useRealTimers()
  })
  const backend = createReferenceBackend()
  const visitor = new Visitor('http://api.example', backend.fetch)
  backend.force('sendCode', '0002', { delay: 3_600_000 })
  const reply = visitor.sendCode(phone)
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(await reply).toMatchObject({ result: '0002' })
})

test('the listener answers even if fake timers were installed before it was loaded', async () => {
  vi.useFakeTimers()
  vi.resetModules()
  onTestFinished(() => {
    vi.useRealTimers()
  })
  const { listen } = await import('phone-auth-kit/server')
  const listener = await listen(createReferenceBackend())
  onTestFinished(() => listener.close())
  expect(await new Visitor(listener.url).sendCode(phone)).toMatchObject({ result: '0000' })
})

test.each([{ delay: -1 }, { delay: Number.POSITIVE_INFINITY }, { times: 0 }])(
  'rejects invalid force options: %j',
  (options) => {
    expect(() => createReferenceBackend().force('login', '0008', options)).toThrow(RangeError)
  },
)

test('rejects unknown endpoints and results at run time', () => {
  const force = createReferenceBackend().force as (endpoint: string, answer?: unknown) => unknown
  expect(() => force('logn', '0008')).toThrow('there is no endpoint logn; the endpoints are sendCode, verifyCode')
  expect(() => force('constructor', '0008')).toThrow('there is no endpoint constructor')
  expect(() => force('login', '0001')).toThrow('login answers 0000, 0007, 0008, never or drop, not 0001')
})
