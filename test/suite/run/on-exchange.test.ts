import { runContract, type TracedExchange } from 'phone-auth-kit/contract-tests'
import { describe, expect, test } from 'vitest'
import { counting, onPort, rightBackend } from '../backends.ts'

describe('onExchange', () => {
  test('is called once for each request of the run, in order', async () => {
    const counter = counting(rightBackend())
    const exchanges: TracedExchange[] = []
    const report = await runContract({
      baseUrl: await onPort(counter.fetch),
      only: ['sendCode/*', 'login/*'],
      onExchange: (exchange) => exchanges.push(exchange),
    })
    expect(report.verdict).toBe('conforms')
    expect(exchanges).toHaveLength(counter.requests)
    expect(exchanges.map(({ number }) => number)).toEqual(exchanges.map((_, index) => index + 1))
    for (const { at, endpoint, session, request, response } of exchanges) {
      expect(new Date(at).toISOString()).toBe(at)
      expect(session).not.toBe('')
      expect([request.method === 'GET', response?.status]).toEqual([endpoint === 'sendCode', 200])
    }
    const ids = new Set(report.cases.map(({ id }) => id))
    const senders = exchanges.flatMap(({ caseId }) => (caseId === undefined ? [] : [caseId]))
    expect(senders).toContain('login/wrong-password')
    expect(senders.filter((id) => !ids.has(id))).toEqual([])
    expect(senders.length).toBeLessThan(exchanges.length)
  })

  test('gets the reason why there was no reply', async () => {
    const exchanges: TracedExchange[] = []
    const fetch = async () => {
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) })
    }
    await runContract({ baseUrl: 'http://localhost', fetch, onExchange: (exchange) => exchanges.push(exchange) })
    expect(exchanges[0]).toMatchObject({
      number: 1,
      endpoint: 'sendCode',
      failure: 'could not connect',
    })
    expect(exchanges[0]).not.toHaveProperty('response')
  })

  test('does not affect the run by throwing', async () => {
    const onExchange = () => {
      throw new Error('thrown by the hook')
    }
    const baseUrl = await onPort(rightBackend())
    const report = await runContract({ baseUrl, only: ['login/success'], onExchange })
    expect(report.verdict).toBe('conforms')
    expect(JSON.stringify(report)).not.toContain('thrown by the hook')
  })

  test('gets secrets masked, unless showSecrets is set', async () => {
    const [phone, header] = ['13912345678', 'canary-header-8u2']
    const exchanges: TracedExchange[] = []
    const backend = rightBackend({ seed: 7 })
    const secrets = new Set<string>()
    const baseUrl = await onPort(async (request) => {
      const response = await backend(request)
      const { result, message } = await response.clone().json()
      const sendsSecret = request.method === 'GET' || new URL(request.url).pathname === '/log'
      if (sendsSecret && result === '0000') secrets.add(message)
      const cookie = /=([^;]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1]
      if (cookie) secrets.add(cookie)
      return response
    })
    const options = { baseUrl, phones: [phone], headers: { 'X-Team': header }, only: ['login/success'] }
    const run = (showSecrets: boolean) =>
      runContract({ ...options, showSecrets, onExchange: (exchange) => exchanges.push(exchange) })
    await run(false)
    // Without port and time: they may contain the four digits of a code by chance.
    const text = JSON.stringify(exchanges.map(({ at, ...exchange }) => exchange)).replaceAll(baseUrl, '')
    expect(secrets.size).toBeGreaterThanOrEqual(3)
    for (const secret of [...secrets, phone, header]) expect(text).not.toContain(secret)
    exchanges.length = 0
    await run(true)
    expect(JSON.stringify(exchanges)).toContain(phone)
  })
})
