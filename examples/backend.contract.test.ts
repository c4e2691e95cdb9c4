// The contract tests inside vitest, against the backend whose address is given.
//
//   BACKEND_URL=http://127.0.0.1:6543 npx vitest run examples/backend.contract.test.ts
import { contractTests } from 'phone-auth-kit/contract-tests'
import { createReferenceBackend } from 'phone-auth-kit/reference'
import { listen } from 'phone-auth-kit/server'
import { afterAll, describe, test } from 'vitest'

// Without an address, a reference server of this package stands in for your backend.
const server = process.env.BACKEND_URL ? undefined : await listen(createReferenceBackend(), { port: 0 })
const baseUrl = process.env.BACKEND_URL ?? server?.url ?? ''

afterAll(() => server?.close())

describe('the backend keeps the contract', () => {
  // More than a runner's usual five seconds: a backend may take its time.
  for (const { name, run } of contractTests({ baseUrl })) test(name, run, 30_000)
})
