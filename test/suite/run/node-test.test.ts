import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { listCases, runContract } from 'phone-auth-kit/contract-tests'
import { expect, test } from 'vitest'
import { inProcess, rightBackend, wrongBackend } from '../backends.ts'

const file = fileURLToPath(new URL('run-by-node-test.ts', import.meta.url))

/** Runs the suite in node:test against a wrong backend or the correct one; returns the ids that failed. */
function nodeTest(wrong = ''): { failed: string[]; count: number } {
  const { stdout } = spawnSync(process.execPath, ['--test', '--test-reporter=tap', file], {
    encoding: 'utf8',
    env: { ...process.env, NODE_TEST_CONTEXT: undefined, WRONG_BACKEND: wrong },
  })
  const lines = [...stdout.matchAll(/^\s*(not )?ok \d+ - ([a-z]+\/[a-z-]+) /gim)]
  return { failed: lines.flatMap(([, not, id = '']) => (not ? [id] : [])).sort(), count: lines.length }
}

test.each([undefined, 'login-any-password', 'second-password-wins'])(
  'node:test has the ids and verdicts of a full run (%s)',
  async (wrong) => {
    const { failed, count } = nodeTest(wrong)
    expect(count).toBe(listCases().length)
    const fetch = wrong === undefined ? rightBackend() : wrongBackend(wrong)
    const report = await runContract({ baseUrl: inProcess, fetch, seed: 3 })
    const wanted = report.cases.filter(({ level, status }) => level === 'must' && status !== 'passed')
    expect(failed).toEqual(wanted.map(({ id }) => id).sort())
  },
)
