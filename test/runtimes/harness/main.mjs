import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '../../harness/run.mjs'
import { bundle } from './bundle.mjs'
import { isPageCurrent, writePage } from './page.mjs'
import { dependency, root } from './places.mjs'
import { runtimes } from './runtimes.mjs'

const caseTimeout = 60_000
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const update = process.argv.includes('--update')

const chosen = runtimes.filter(({ name }) => words.length === 0 || words.some((word) => name.startsWith(word)))
const withChecks = words.length === 0 || words.includes('checks')
if (chosen.length === 0 && !withChecks) {
  console.error(
    `runtimes: none is called ${words.join(' ')}; there are ${runtimes.map(({ name }) => name).join(', ')} and checks`,
  )
  process.exit(1)
}

const built = await run('npm', ['run', '--silent', 'build'], { cwd: root, timeout: 180_000 })
if (built.code !== 0) {
  console.error(built.output)
  process.exit(1)
}
placePackage()

const { startBackends } = await import('../fixture/backends.mjs')
const { startFixture } = await import('../fixture/server.mjs')
const { listOfCases } = await import('../adapters/list.mjs')
const { png } = await import('../suite/png.mjs')

const folder = mkdtempSync(join(tmpdir(), 'phone-auth-kit-runtimes-'))
const file = join(folder, 'avatar.png')
writeFileSync(file, png)
const { backends, close: closeBackends } = await startBackends()
const fixture = await startFixture({
  backends,
  pages: new Map([
    ['/suite.html', { type: 'text/html', body: '<!doctype html><script type="module" src="/suite.js"></script>' }],
    ['/suite.js', { type: 'text/javascript', body: await bundle('adapters/browser.mjs') }],
  ]),
})
const deadUrl = await addressOfNobody()

let failures = 0
try {
  for (const runtime of chosen) {
    const { name, hasFiles } = runtime
    const told = { name, origin: fixture.url, deadUrl, caseTimeout, file: hasFiles ? file : null }
    const started = performance.now()
    const trouble = await runtime.run(told).catch((error) => String(error.stack ?? error))
    const results = fixture.results.filter((result) => result.runtime === name)
    const expected = listOfCases(told).length
    const failed = results.filter(({ status }) => status === 'failed')
    const cannot = results.filter(({ status }) => status === 'cannot')
    const unfinished = expected - results.length
    const fine = failed.length === 0 && unfinished === 0 && trouble === null
    if (!fine) failures += 1
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    const passed = results.length - failed.length - cannot.length
    console.log(
      `${fine ? 'ok  ' : 'FAIL'} ${runtime.title.padEnd(9)} ${passed} passed, ${cannot.length} it cannot do, ` +
        `${failed.length} failed, ${unfinished} without an end, of ${expected} (${seconds} s)`,
    )
    for (const { group, title, reason } of failed) console.log(`       ${group} / ${title}: ${reason}`)
    if (!fine && failed.length === 0 && trouble !== null) console.log(indented(trouble.slice(-4000)))
  }
  if (withChecks) {
    const { runChecks } = await import('./checks.mjs')
    failures += await runChecks(fixture)
  }
} finally {
  await fixture.close()
  await closeBackends()
  rmSync(folder, { recursive: true, force: true })
}

if (words.length === 0 && failures === 0) {
  if (update) writePage(runtimes, fixture.results)
  else if (!isPageCurrent(runtimes, fixture.results)) {
    failures += 1
    console.log('FAIL docs/runtimes.md is not what this run gives: write it anew with `node run.mjs --update`')
  } else console.log('ok   docs/runtimes.md is current')
}
process.exitCode = failures === 0 ? 0 : 1

/**
 * Puts the build where its name is looked up. A copy, not a link: beside it stand its dependencies and msw, one copy of
 * each, as in a consumer's project.
 */
function placePackage() {
  const place = dependency('phone-auth-kit')
  rmSync(place, { recursive: true, force: true })
  for (const part of ['dist', 'package.json']) cpSync(join(root, part), join(place, part), { recursive: true })
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  for (const name of Object.keys(dependencies)) {
    if (!existsSync(dependency(name))) throw new Error(`${name} is missing in the package.json of test/runtimes`)
  }
}

/** An address on which nothing listens any more. */
async function addressOfNobody() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return `http://127.0.0.1:${port}`
}

function indented(text) {
  return text.replace(/^/gm, '       ')
}
