import assert from 'node:assert/strict'
import { test } from 'node:test'
import { run } from '../../harness/run.mjs'
import { dependency, nodeOf } from '../harness/places.mjs'
import { tarball, workshop } from '../harness/project.mjs'

test('publint finds no problem in the tarball', async () => {
  const result = await run(nodeOf(24), [dependency('publint/src/cli.js'), 'run', tarball, '--strict'], {
    cwd: workshop,
  })
  assert.equal(result.code, 0, result.output)
  assert.match(result.output, /All good!/)
})

test('attw resolves every entry as an ESM-only package', async () => {
  const result = await run(
    nodeOf(24),
    [dependency('@arethetypeswrong/cli/dist/index.js'), tarball, '--profile', 'esm-only', '--no-emoji'],
    { cwd: workshop },
  )
  assert.equal(result.code, 0, result.output)
  assert.match(result.output, /node16 \(from ESM\): OK \(ESM\)/)
})

test('the tarball contains what users need and nothing of the development setup', async () => {
  const listing = await run('tar', ['-tzf', tarball], { cwd: workshop })
  const files = listing.stdout.trim().split('\n')
  for (const wanted of ['package/package.json', 'package/README.md', 'package/LICENSE', 'package/dist/cli.js']) {
    assert.ok(files.includes(wanted), `${wanted} is missing`)
  }
  const strange = files.filter((file) => /\/(src|test|bench|node_modules|\.git|\.changeset)\//.test(file))
  assert.deepEqual(strange, [])
})
