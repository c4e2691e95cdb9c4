import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { startBackend, wronged } from '../harness/backends.mjs'
import { verify } from '../harness/command-line.mjs'
import { installedProject } from '../harness/project.mjs'
import { testCases } from '../harness/verdicts.mjs'

test('the JUnit file agrees with the JSON report about every case', async () => {
  const { folder } = await installedProject('junit')
  const backend = await startBackend(folder, wronged)
  try {
    const [json, junit] = [join(folder, 'report.json'), join(folder, 'report.xml')]
    const { code, output } = await verify(folder, backend.url, { args: ['--json', json, '--junit', junit] })
    assert.equal(code, 1, output)
    const report = JSON.parse(await readFile(json, 'utf8'))
    const cases = testCases(await readFile(junit, 'utf8'))
    assert.equal(cases.length, report.cases.length)
    for (const { id, status, level } of report.cases) {
      const element = cases.find(({ name }) => name === id || name.startsWith(`${id} `))
      assert.ok(element, `${id} is missing`)
      const fails = status === 'failed' && level === 'must'
      assert.equal('failure' in element, fails, id)
      // A must case that is undecided keeps a run from passing, so it is no case that was merely skipped.
      const errs = (status === 'inconclusive' || status === 'notRun') && level === 'must'
      assert.equal('error' in element, errs, id)
      assert.equal('skipped' in element, status !== 'passed' && !fails && !errs, id)
      assert.match(element.time, /^\d+(\.\d+)?$/)
    }
  } finally {
    await backend.close()
  }
})
