// What `npm start` runs: the whole of this package against real HTTP, ending in a verdict.
//
//   npm start                              the reference server, one person's journey, the contract tests
//   npm start -- http://127.0.0.1:6543     the contract tests against your backend (options of `verify` may follow)
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { ContractReport } from 'phone-auth-kit/contract-tests'
import { createReferenceBackend } from 'phone-auth-kit/reference'
import { listen } from 'phone-auth-kit/server'
import { registerAndLogin } from './register-and-login.ts'

const folder = new URL('../reports/', import.meta.url)
const json = fileURLToPath(new URL('contract.json', folder))
const html = fileURLToPath(new URL('contract.html', folder))
const shown = (path: string) => path.slice(fileURLToPath(new URL('..', import.meta.url)).length)

/** Runs `phone-auth-kit verify` as a user would, and returns its exit code. */
async function verify(url: string, options: string[]): Promise<number> {
  const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url))
  const child = spawn(process.execPath, [cli, 'verify', url, '--json', json, '--html', html, ...options], {
    stdio: 'inherit',
  })
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
  if (code === null) throw new Error(`${signal} ended the contract tests`)
  return code
}

/** The last lines on the screen: the verdict of the report that was just written, and what to do next. */
function conclude(report: ContractReport, own: boolean): string {
  const { must, should } = report.summary
  const count = must.passed + must.failed + must.inconclusive + must.notRun
  const verdicts = {
    conforms: `CONFORMS: ${must.passed} of ${count} must cases passed, ${should.failed} should cases failed.`,
    fails: `FAILS: ${must.failed} of ${count} must cases failed. Each finding above says what to change.`,
    undecided: `UNDECIDED: ${must.inconclusive + must.notRun} of ${count} must cases could not be decided.`,
    aborted: `ABORTED: ${report.reason ?? 'the run could not go on'}.`,
  }
  const next = own
    ? [
        'Next: npm start -- http://127.0.0.1:6543     run the same tests against your backend',
        '      npx phone-auth-kit mock                develop against the reference server',
      ]
    : ['Next: npx phone-auth-kit verify --help       options, other reports, known failures']
  return [
    '',
    verdicts[report.verdict],
    `Report: ${shown(html)} (for people), ${shown(json)} (for scripts)`,
    ...next,
  ].join('\n')
}

const [given, ...options] = process.argv.slice(2)
await mkdir(folder, { recursive: true })
const server = given === undefined ? await listen(createReferenceBackend(), { port: 0 }) : undefined
try {
  const url = given ?? server?.url ?? ''
  if (server) {
    console.log(
      `The reference server is listening on ${url}\n\nOne person registers and logs in, through the client:\n`,
    )
    await registerAndLogin(url, (step) => console.log(`  ${step}`))
    console.log('\nThe contract tests against the same server:\n')
  }
  process.exitCode = await verify(url, options)
  if (process.exitCode !== 2) console.log(conclude(JSON.parse(await readFile(json, 'utf8')), server !== undefined))
} finally {
  await server?.close()
}
