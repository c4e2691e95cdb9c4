// The endpoints in the client, the contract tests and OpenAPI.
//
//   npx vitest run examples/own-endpoint
import { createClient } from 'phone-auth-kit'
import { examine, runContract } from 'phone-auth-kit/contract-tests'
import { openApiDocument } from 'phone-auth-kit/openapi'
import { listen } from 'phone-auth-kit/server'
import { expect, onTestFinished, test } from 'vitest'
import { createMock } from './mock.ts'
import { resetPassword, sendResetCode } from './operations.ts'
import { reset } from './reset.ts'

const operations = [
  examine(sendResetCode, { example: ({ userId }) => ({ userId }), sendsCode: true }),
  examine(resetPassword, {
    sendsCode: true,
    example: async (person) => ({
      userId: person.userId,
      code: await person.newCode(sendResetCode),
      password: `${person.password}-2`,
    }),
  }),
]

/** Examines both endpoints of the mock, of which something else may answer the second one. */
async function failures(answer?: { result: string; message?: string }): Promise<string[]> {
  const { fetch } = createMock()
  const isReset = ({ method, url }: Request) => method === 'POST' && url.endsWith('/reset')
  const report = await runContract({
    baseUrl: 'http://localhost:6543',
    fetch: async (request) => (answer && isReset(request) ? Response.json(answer) : fetch(request)),
    operations,
    only: ['sendResetCode/*', 'resetPassword/*'],
  })
  return report.cases.filter(({ status }) => status !== 'passed').map(({ id }) => id)
}

test('a right backend passes, and wrong ones are found', async () => {
  expect(await failures()).toEqual([])
  expect(await failures({ result: '0000' })).toContain('resetPassword/missing-code')
  expect(await failures({ result: '1002' })).toContain('resetPassword/result')
  expect(await failures({ result: '0000', message: 'welcome back' })).toContain('resetPassword/message')
})

test('the client resets a password', async () => {
  const people = [{ userId: '13800138000', password: 'forgotten1' }]
  const server = await listen(createMock(people), { port: 0 })
  onTestFinished(() => server.close())
  const api = createClient({ baseUrl: server.url })
  expect(await reset(api, '13800138000', 'forgotten1')).toBe('choose another password')
  expect(await reset(api, '13800138000', 'remembered2')).toBe('done')
  await api.login({ userId: '13800138000', password: 'remembered2' }).orThrow()
})

test('OpenAPI describes them', () => {
  const { paths } = openApiDocument({ operations: [sendResetCode, resetPassword] })
  expect(Object.keys(paths['/reset'] ?? {})).toEqual(['get', 'post'])
})
