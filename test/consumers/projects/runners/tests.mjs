import { appendFileSync } from 'node:fs'
import { contractTests } from 'phone-auth-kit/contract-tests'

/**
 * The same tests in every runner: told by the environment which backend, what fails, and where findings go. The address
 * can't be called BASE_URL: in vitest that is `/` always.
 */
const { BACKEND_URL, FAIL_ON, FINDINGS, SEED } = process.env

export const tests = contractTests({
  baseUrl: BACKEND_URL,
  failOn: FAIL_ON,
  seed: Number(SEED),
  onFinding: ({ id, status }) => appendFileSync(FINDINGS, `${id} ${status}\n`),
})
