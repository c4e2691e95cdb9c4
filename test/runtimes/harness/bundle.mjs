import { join } from 'node:path'
import { build } from 'esbuild'
import { here } from './places.mjs'

/** One file that a runtime without a file system can load. */
export async function bundle(entry, options = {}) {
  const { outputFiles } = await build({
    entryPoints: [join(here, entry)],
    absWorkingDir: here,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2023',
    write: false,
    logLevel: 'error',
    ...options,
  })
  return outputFiles[0].text
}
