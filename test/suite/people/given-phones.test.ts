import { runContract } from 'phone-auth-kit/contract-tests'
import { expect, test } from 'vitest'
import { inProcess, rightBackend } from '../backends.ts'

test('with given phones, no request contains another phone number, logins included', async () => {
  const phones = Array.from({ length: 30 }, (_, index) => `139000000${index + 10}`)
  const right = rightBackend()
  const seen = new Set<string>()
  const report = await runContract({
    baseUrl: inProcess,
    phones,
    fetch: async (request) => {
      const text = `${request.url} ${await request.clone().text()}`
      for (const [, userId = ''] of text.matchAll(/\buserId=([^&\s]+)/g)) seen.add(userId)
      return right(request)
    },
  })
  expect([...seen].filter((userId) => !phones.includes(userId))).toEqual([])
  expect(seen.size).toBeGreaterThan(10)
  expect(report.verdict).toBe('conforms')
})
