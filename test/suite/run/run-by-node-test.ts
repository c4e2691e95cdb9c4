import process from 'node:process'
import test from 'node:test'
import { contractTests } from '../../../src/contract-tests.ts'
import { backendWith } from '../../proof/backend.ts'
import { mutants } from '../../proof/mutants.ts'

/** node-test.test.ts runs this file: the suite in node:test, against a correct backend or the wrong one named. */
const wrong = mutants.filter(({ name }) => name === process.env.WRONG_BACKEND)
for (const { name, run } of contractTests({
  baseUrl: 'http://localhost:6543',
  fetch: backendWith(...wrong).fetch,
  seed: 3,
}))
  test(name, run)
