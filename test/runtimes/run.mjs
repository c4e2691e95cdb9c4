/**
 * Runs the client's behaviour suite in every runtime, writes the table of what each can do, and runs the checks that
 * need a browser.
 *
 * `node run.mjs` runs everything and fails when `docs/runtimes.md` is not current; `node run.mjs --update` writes it.
 * `node run.mjs deno chromium` runs those alone and leaves the page alone. Needs `npm ci` in this folder first, and a
 * Chromium at /usr/bin/chromium or where CHROMIUM says.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const node = join(here, 'node_modules/node24/bin/node')
if (!existsSync(node)) {
  console.error('runtimes: the packages of this folder are missing: run `npm ci` in it first')
  process.exit(1)
}
// The fixture needs a newer Node than the one that may have been asked to run this.
const { status } = spawnSync(node, [join(here, 'harness/main.mjs'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  timeout: 20 * 60_000,
})
process.exitCode = status ?? 1
