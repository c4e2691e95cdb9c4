import { appendFileSync } from 'node:fs'
import { contractTests } from 'phone-auth-kit/contract-tests'

/** The same tests in every runner: told by the environment which backend, what fails, and where findings go. */
const { BASE_URL, FAIL_ON, FINDINGS, SEED } = process.env

export const tests = contractTests({
  baseUrl: BASE_URL,
  failOn: FAIL_ON,
  seed: Number(SEED),
  onFinding: ({ id, status }) => appendFileSync(FINDINGS, `${id} ${status}\n`),
})
