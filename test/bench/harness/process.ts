import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** Servers that must not outlive this process. */
const started = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of started) child.kill('SIGKILL')
})

const quiet = { ...process.env, NODE_NO_WARNINGS: '1', NO_COLOR: '1' }

/** A program that has run to its end. */
export interface Finished {
  readonly output: string
  readonly exitCode: number | null
  /** From before the process was started until it had ended, in milliseconds. */
  readonly milliseconds: number
}

/** Runs a program to its end; after `limit` milliseconds it is killed and the call rejects. */
export async function run(command: string, parameters: readonly string[], limit = 120_000): Promise<Finished> {
  const started = performance.now()
  const child = spawn(command, parameters, { env: quiet, stdio: ['ignore', 'pipe', 'pipe'] })
  const timer = setTimeout(() => child.kill('SIGKILL'), limit)
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  const [exitCode, signal] = await once(child, 'close')
  clearTimeout(timer)
  const milliseconds = performance.now() - started
  if (signal !== null) throw new Error(`${command} ${parameters.join(' ')} ended by ${signal}: ${errors}`)
  return { output: exitCode === 0 ? output : output + errors, exitCode, milliseconds }
}

/** Runs a script with this Node and reads the JSON it prints in its last line. */
export async function runForJson(script: string, parameters: readonly string[], limit?: number): Promise<unknown> {
  const { output, exitCode } = await run(process.execPath, [script, ...parameters], limit)
  if (exitCode !== 0)
    throw new Error(`${script} ${parameters.join(' ')} exited with ${exitCode}:\n${output.slice(-2000)}`)
  return JSON.parse(output.trimEnd().split('\n').at(-1) ?? '')
}

/** A server in a process of its own. */
export interface Service {
  readonly url: string
  readonly process: ChildProcess
  /** From before the process was started until it said where it listens, in milliseconds. */
  readonly startMilliseconds: number
  stop(): Promise<void>
}

/** Starts a script that prints the URL it listens at as its first line, and waits for that line. */
export async function startService(
  script: string,
  parameters: readonly string[] = [],
  options: { readonly isUrl?: RegExp; readonly limit?: number } = {},
): Promise<Service> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [script, ...parameters], { env: quiet, stdio: ['ignore', 'pipe', 'inherit'] })
  const timer = setTimeout(() => child.kill('SIGKILL'), options.limit ?? 20_000)
  started.add(child)
  for await (const line of createInterface({ input: child.stdout })) {
    const url = (options.isUrl ?? /http:\/\/[^\s'"]+/).exec(line)?.[0]
    if (url === undefined) continue
    const startMilliseconds = performance.now() - startedAt
    clearTimeout(timer)
    child.stdout.resume()
    return {
      url: url.replace(/\/$/, ''),
      process: child,
      startMilliseconds,
      async stop() {
        if (child.exitCode !== null || child.signalCode !== null) return
        const ended = once(child, 'exit')
        started.delete(child)
        child.kill('SIGKILL')
        await ended
      },
    }
  }
  clearTimeout(timer)
  throw new Error(`${script} ended without saying where it listens`)
}
