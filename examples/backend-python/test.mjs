/**
 * Starts the backend of this folder on a free port and runs the built contract tests against it, from the repository's
 * root: `node examples/backend-python/test.mjs`. Ends with what `phone-auth-kit verify` ended with.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const here = import.meta.dirname
const cli = join(here, '../../dist/cli.js')
const uploads = await mkdtemp(join(tmpdir(), 'backend-python-'))

const backend = spawn('python3', ['-B', join(here, 'backend.py'), '--port', '0', '--uploads', uploads], {
  stdio: ['ignore', 'pipe', 'inherit'],
})
backend.on('error', (error) => {
  console.error(`python3 could not be started: ${error.message}`)
})

try {
  const [address] = await once(createInterface({ input: backend.stdout }), 'line', {
    signal: AbortSignal.timeout(10_000),
  })
  const verify = spawn(process.execPath, [cli, 'verify', address, '--fail-on', 'should', ...process.argv.slice(2)], {
    stdio: 'inherit',
    timeout: 120_000,
  })
  const [code] = await once(verify, 'exit')
  process.exitCode = code ?? 1
} finally {
  backend.kill()
  await rm(uploads, { recursive: true, force: true })
}
