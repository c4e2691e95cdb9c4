/**
 * Packs the built package, installs the tarball the way its users do, and looks at it from there.
 *
 * `node run.mjs` runs all checks; `node run.mjs types runners` those whose file name holds one of the words.
 * Exits non-zero when a check fails. Needs `npm ci` in this folder first.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '../harness/run.mjs'
import { here, nodeOf, root } from './harness/places.mjs'

const minutes = 60_000
const words = process.argv.slice(2)

if (!existsSync(nodeOf(24))) fail('the packages of this folder are missing: run `npm ci` in it first')

const files = readdirSync(join(here, 'checks'))
  .filter((file) => file.endsWith('.test.mjs'))
  .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
if (files.length === 0) fail(`no check matches ${words.join(' ')}`)

const workshop = mkdtempSync(join(tmpdir(), 'phone-auth-kit-consumers-'))
process.once('exit', () => rmSync(workshop, { recursive: true, force: true }))

const { code, timedOut } = await run(
  nodeOf(24),
  [
    '--test',
    '--test-concurrency=1',
    '--test-timeout=480000',
    '--test-reporter=spec',
    ...files.map((file) => join(here, 'checks', file)),
  ],
  { cwd: here, env: { TARBALL: await pack(workshop), WORKSHOP: workshop }, timeout: 20 * minutes, show: true },
)
if (timedOut) fail('the checks took longer than 20 minutes')
process.exitCode = code === 0 ? 0 : 1

/** Packs the package, which builds it; the path of the tarball. */
async function pack(folder) {
  const packed = await run('npm', ['pack', '--pack-destination', folder], { cwd: root, timeout: 4 * minutes })
  if (packed.code !== 0) fail(`npm pack failed:\n${packed.output}`)
  const file = readdirSync(folder).find((name) => name.endsWith('.tgz'))
  if (file === undefined) fail('npm pack wrote no tarball')
  return join(folder, file)
}

function fail(words) {
  console.error(`consumers: ${words}`)
  process.exit(1)
}
