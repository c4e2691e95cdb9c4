// The tests of test/bindings, test/consumers and test/runtimes, which are packages of their own, start their commands with
// this.

import { spawn } from 'node:child_process'
import { delimiter } from 'node:path'

const running = new Set()
// Whatever ends this process ends what it started: each is in a group of its own, which no signal of a terminal reaches.
process.once('exit', () => {
  for (const child of running) child.kill('SIGTERM')
})
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))

/**
 * Runs a command to its end, or kills it and its children after `timeout` milliseconds.
 *
 * `path` is a folder put first on PATH; `show` lets the output through as it comes.
 */
export async function run(command, args, { cwd, env = {}, path, timeout = 120_000, show = false } = {}) {
  const child = start(command, args, { cwd, env, path })
  if (show) {
    child.process.stdout.pipe(process.stdout)
    child.process.stderr.pipe(process.stderr)
  }
  let timedOut = false
  const timer = setTimeout(() => {
    timedOut = true
    child.kill('SIGTERM')
    setTimeout(() => child.kill('SIGKILL'), 3_000).unref()
  }, timeout)
  const { code, signal } = await child.ended
  clearTimeout(timer)
  return { code, signal, timedOut, stdout: child.stdout(), stderr: child.stderr(), output: child.output() }
}

/** Starts a command in a process group of its own. Whoever starts it ends it. */
export function start(command, args, { cwd, env = {}, path } = {}) {
  const child = spawn(command, args, {
    cwd,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...withoutLauncher(process.env),
      // A test runner inside a test runner reports to the outer one unless it is told that it stands alone.
      NODE_TEST_CONTEXT: undefined,
      ...env,
      PATH: path === undefined ? process.env.PATH : `${path}${delimiter}${process.env.PATH}`,
    },
  })
  const text = { stdout: '', stderr: '', both: '' }
  for (const name of ['stdout', 'stderr']) {
    child[name].setEncoding('utf8')
    child[name].on('data', (chunk) => {
      text[name] += chunk
      text.both += chunk
    })
  }
  const ended = new Promise((resolve) => {
    child.once('error', (error) => {
      text.both += String(error)
      resolve({ code: null, signal: null })
    })
    child.once('close', (code, signal) => resolve({ code, signal }))
  })
  const started = {
    process: child,
    ended,
    stdout: () => text.stdout,
    stderr: () => text.stderr,
    output: () => text.both,
    /** Sends a signal to the command and all it started. */
    kill(signal) {
      if (child.pid === undefined) return
      try {
        process.kill(-child.pid, signal)
      } catch (error) {
        if (error.code !== 'ESRCH') throw error
      }
    },
  }
  running.add(started)
  ended.then(() => running.delete(started))
  return started
}

/** The environment without what npm tells the scripts it starts: an npm further down would take it for its own. */
function withoutLauncher(environment) {
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) =>
        !/^npm_(config_(local_|global_)?prefix|lifecycle_|package_|command$|execpath$|node_execpath$)/i.test(name),
    ),
  )
}
