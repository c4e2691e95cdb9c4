/**
 * Runs the bindings to React and Vue in happy-dom and in Chromium, with the oldest and the newest version of each
 * framework, and holds their types to those of the frameworks.
 *
 * `node run.mjs` runs everything; more arguments go to vitest: `node run.mjs --project 'newest*' react`. Needs the built
 * package, `npm ci` here and in the root, and a Chromium at /usr/bin/chromium or where CHROMIUM says.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from '../harness/run.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = join(here, '../..')
const bin = join(root, 'node_modules/.bin')

const needed = { [join(here, 'node_modules/vitest')]: 'npm ci', [join(root, 'dist/react.js')]: 'npm run build' }
for (const [path, command] of Object.entries(needed)) {
  if (existsSync(path)) continue
  console.error(`bindings: ${path} is missing: run \`${command}\` first`)
  process.exit(1)
}

const given = process.argv.slice(2)
const steps = [
  [join(here, 'node_modules/.bin/vitest'), ['run', ...given]],
  ...(given.length > 0 ? [] : ['newest', 'oldest'].map((folder) => [join(bin, 'tsc'), ['-p', folder]])),
]
for (const [command, args] of steps) {
  // The root's Node, whichever was asked to run this.
  const { code, timedOut } = await run(command, args, { cwd: here, path: bin, timeout: 10 * 60_000, show: true })
  if (code === 0) continue
  console.error(`bindings: ${args.join(' ')} ${timedOut ? 'took longer than 10 minutes' : 'failed'}`)
  process.exit(1)
}
