import { Miniflare } from 'miniflare'
import { run } from '../../harness/run.mjs'
import { startBrowser } from './browser.mjs'
import { bundle } from './bundle.mjs'
import { dependency, here } from './places.mjs'

const minute = 60_000

/**
 * The runtimes, in the order of the table. Each takes what the suite is told and gives null, or why the run of the
 * suite as a whole failed. What became of each case arrives at the fixture.
 */
export const runtimes = [
  ...[22, 24, 26].map((version) => ({
    name: `node${version}`,
    title: `Node ${version}`,
    package: `node${version}`,
    hasFiles: true,
    run: (told) => native(dependency(`node${version}/bin/node`), ['adapters/node.mjs'], told),
  })),
  {
    name: 'bun',
    title: 'Bun',
    package: 'bun',
    hasFiles: true,
    run: (told) => native(dependency('bun/bin/bun.exe'), ['test', './adapters/bun.test.mjs'], told),
  },
  {
    name: 'deno',
    title: 'Deno',
    package: 'deno',
    hasFiles: true,
    run: (told) =>
      native(
        dependency('deno/deno'),
        [
          'test',
          '--no-check',
          '--allow-net=127.0.0.1',
          '--allow-read',
          '--allow-env',
          '--node-modules-dir=manual',
          'adapters/deno.test.mjs',
        ],
        told,
      ),
  },
  { name: 'workerd', title: 'workerd', package: 'workerd', hasFiles: false, run: inWorkerd },
  { name: 'chromium', title: 'Chromium', hasFiles: false, run: inChromium },
]

/** A runtime whose own test runner runs the suite from the files. */
async function native(command, args, told) {
  const { code, timedOut, output } = await run(command, args, {
    cwd: here,
    env: { RUNTIME: JSON.stringify(told), DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1' },
    timeout: 6 * minute,
  })
  if (timedOut) return `no end within 6 minutes\n${output}`
  return code === 0 ? null : output
}

async function inWorkerd(told) {
  const script = await bundle('adapters/workerd.mjs', { conditions: ['workerd', 'worker', 'browser'] })
  const worker = new Miniflare({
    modules: true,
    script,
    compatibilityDate: '2026-07-01',
    bindings: { RUNTIME: JSON.stringify(told) },
    cf: false,
  })
  try {
    const ask = async (query) => (await worker.dispatchFetch(`http://worker/${query}`)).json()
    let failed = 0
    for (let number = 0, count = await ask(''); number < count; number += 1) {
      if (!(await ask(`?case=${number}`))) failed += 1
    }
    return failed === 0 ? null : `${failed} cases failed`
  } finally {
    await worker.dispose()
  }
}

async function inChromium(told) {
  const browser = await startBrowser()
  try {
    const page = await browser.newPage()
    page.setDefaultTimeout(6 * minute)
    await page.goto(`${told.origin}/suite.html`)
    await page.waitForFunction(() => 'runBehaviour' in globalThis)
    const failed = await page.evaluate((value) => globalThis.runBehaviour(value), told)
    return failed === 0 ? null : `${failed} cases failed`
  } finally {
    await browser.close()
  }
}
