import assert from 'node:assert/strict'
import { copyFile, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { run } from '../../harness/run.mjs'
import { startBackend, wronged } from '../harness/backends.mjs'
import { verify } from '../harness/command-line.mjs'
import { dependency, here, nodeOf } from '../harness/places.mjs'
import { installedProject } from '../harness/project.mjs'
import { readers } from '../harness/verdicts.mjs'

const seed = '7'

/** How each runner is started, writing its own report to `out`. */
const commands = {
  vitest: (out) => [dependency('vitest/vitest.mjs'), 'run', '--globals', '--reporter=json', `--outputFile=${out}`],
  jest: (out) => [
    '--experimental-vm-modules',
    dependency('jest/bin/jest.js'),
    '--json',
    `--outputFile=${out}`,
    '--testMatch=**/jest.test.mjs',
    '--transform={}',
    '--watchman=false',
  ],
  mocha: (out) => [dependency('mocha/bin/mocha.js'), 'mocha.mjs', '--reporter=json', `--reporter-option=output=${out}`],
  'node:test': (out) => ['--test', '--test-reporter=junit', `--test-reporter-destination=${out}`, 'node.mjs'],
}

const backends = { 'a backend that conforms': undefined, 'a backend that is wrong at several places': wronged }

let project
before(async () => {
  project = await installedProject('runners', { manifest: { type: 'module' } })
  const sources = join(here, 'projects/runners')
  for (const file of await readdir(sources)) await copyFile(join(sources, file), join(project.folder, file))
  await project.write('vitest.config.mjs', "export default { test: { include: ['vitest.test.mjs'] } }")
})

for (const [title, spoil] of Object.entries(backends)) {
  for (const failOn of ['must', 'should']) {
    describe(`${title}, failing on ${failOn}`, () => {
      let backend
      let expected
      before(async () => {
        backend = await startBackend(project.folder, spoil)
        expected = await commandLine(backend, failOn)
      })
      after(() => backend.close())

      test('the command line finds the faults and nothing else', () => {
        assert.equal(expected.failed.length > 0, spoil !== undefined, JSON.stringify(expected.failed))
      })

      for (const [runner, command] of Object.entries(commands)) {
        test(`${runner} gives the same ids and verdicts, and sends no more codes`, async () => {
          const before = backend.sms()
          const findings = join(project.folder, 'findings.txt')
          await rm(findings, { force: true })
          const out = join(project.folder, 'out')
          await rm(out, { force: true })
          const { output } = await run(nodeOf(24), command(out), {
            cwd: project.folder,
            env: { BACKEND_URL: backend.url, FAIL_ON: failOn, FINDINGS: findings, SEED: seed, CI: '1' },
            timeout: 180_000,
          })
          const verdicts = await readers[runner](out).catch((error) => assert.fail(`${error}\n${output}`))
          assert.deepEqual([...verdicts.keys()].sort(), expected.ids)
          assert.deepEqual(
            [...verdicts].flatMap(([id, status]) => (status === 'failed' ? [id] : [])).sort(),
            expected.failed,
          )
          assert.deepEqual((await lines(findings)).sort(), expected.handedOn)
          assert.ok(backend.sms() - before <= expected.sms, `${backend.sms() - before} codes, not ${expected.sms}`)
        })
      }
    })
  }
}

/** What `verify` says: all ids, those that fail a test, those handed on, and how many codes were sent. */
async function commandLine(backend, failOn) {
  const before = backend.sms()
  const out = join(project.folder, 'report.json')
  await rm(out, { force: true })
  const { output } = await verify(project.folder, backend.url, {
    args: ['--json', out, '--fail-on', failOn, '--seed', seed],
  })
  const report = JSON.parse(await readFile(out, 'utf8').catch(() => assert.fail(output)))
  const levels = failOn === 'must' ? ['must'] : ['must', 'should']
  const notPassed = report.cases.filter(({ status }) => status !== 'passed')
  const fails = ({ status, level }) => (status === 'failed' ? levels.includes(level) : level === 'must')
  return {
    ids: report.cases.map(({ id }) => id).sort(),
    failed: notPassed
      .filter(fails)
      .map(({ id }) => id)
      .sort(),
    handedOn: notPassed
      .filter((one) => !fails(one))
      .map(({ id, status }) => `${id} ${status}`)
      .sort(),
    sms: backend.sms() - before,
  }
}

async function lines(file) {
  const text = await readFile(file, 'utf8').catch(() => '')
  return text.split('\n').filter((line) => line !== '')
}
