import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { build } from 'esbuild'
import { run } from '../../harness/run.mjs'
import { nodeOf } from '../harness/places.mjs'
import { installedProject } from '../harness/project.mjs'

/** A module that makes an error without a server, and judges one. */
const source = `
  import { createClient, isPhoneAuthError, PhoneAuthError } from 'phone-auth-kit'
  export const thrown = () =>
    createClient({ baseUrl: 'http://127.0.0.1:9' }).sendCode({ userId: '1' }).orThrow().then(() => undefined, (error) => error)
  export const judge = (error) => ({
    guard: isPhoneAuthError(error),
    kind: isPhoneAuthError(error, 'invalid-request'),
    otherKind: isPhoneAuthError(error, 'timeout'),
    own: error instanceof PhoneAuthError,
    name: error.name,
  })
`
const recognised = { guard: true, kind: true, otherKind: false, name: 'PhoneAuthError' }

describe('an error of the package', () => {
  let [first, second] = []

  before(async () => {
    ;[first, second] = await Promise.all([copy('first'), copy('second')])
  })

  test('is recognised by a guard of another copy of the package', async () => {
    const verdict = await judgedBy(join(second, 'module.mjs'), join(first, 'module.mjs'))
    assert.deepEqual(verdict, { ...recognised, own: false })
  })

  test('is recognised in a minified bundle', async () => {
    const verdict = await judgedBy(join(first, 'minified.mjs'), join(first, 'minified.mjs'))
    assert.deepEqual(verdict, { ...recognised, own: true })
  })

  test('is recognised by a guard in a minified bundle, and the other way round', async () => {
    for (const [from, to] of [
      ['module.mjs', 'minified.mjs'],
      ['minified.mjs', 'module.mjs'],
    ]) {
      assert.deepEqual(await judgedBy(join(first, from), join(first, to)), { ...recognised, own: false })
    }
  })

  test('is the same class, imported or required', async () => {
    const verdict = await judgedBy(join(first, 'module.mjs'), join(first, 'module.cjs'))
    assert.deepEqual(verdict, { ...recognised, own: true })
  })

  test('is recognised by another copy after JSON and structuredClone', async () => {
    for (const way of ['JSON.parse(JSON.stringify(error))', 'structuredClone(error.toJSON())']) {
      const verdict = await judgedBy(join(second, 'module.mjs'), join(first, 'minified.mjs'), way)
      assert.deepEqual(verdict, { ...recognised, own: false })
    }
  })

  test('keeps its name in a minified bundle', async () => {
    const script = `const { thrown } = await import(${JSON.stringify(join(first, 'minified.mjs'))})
      const error = await thrown()
      console.log(String(error).split(':')[0], error.stack.split(':')[0])`
    const { stdout, output } = await run(nodeOf(24), ['--input-type=module', '--eval', script], { cwd: first })
    assert.equal(stdout, 'PhoneAuthError PhoneAuthError\n', output)
  })
})

/** A project with its own copy of the package, as a module, as CommonJS and as a minified bundle. */
async function copy(name) {
  const project = await installedProject(name)
  await project.write('module.mjs', source)
  await project.write(
    'module.cjs',
    source.replace(/import (.+) from ('.+')/, 'const $1 = require($2)').replaceAll('export const ', 'exports.'),
  )
  await build({
    entryPoints: [join(project.folder, 'module.mjs')],
    outfile: join(project.folder, 'minified.mjs'),
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    // form-data is CommonJS: it requires what Node has built in.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)" },
    logLevel: 'error',
  })
  return project.folder
}

/** What the guard of one module says about an error that another threw. */
async function judgedBy(judge, thrower, way = 'error') {
  const script = `
    const { thrown } = await import(${JSON.stringify(thrower)})
    const { judge } = await import(${JSON.stringify(judge)})
    const error = await thrown()
    console.log(JSON.stringify(judge(${way})))`
  const { code, stdout, output } = await run(nodeOf(24), ['--input-type=module', '--eval', script], {
    cwd: join(judge, '..'),
  })
  assert.equal(code, 0, output)
  return JSON.parse(stdout)
}
