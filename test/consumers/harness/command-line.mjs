import { setTimeout as wait } from 'node:timers/promises'
import { run, start } from '../../harness/run.mjs'
import { nodeFolderOf } from './places.mjs'

/**
 * Starts `npx phone-auth-kit mock` on a free port in a project and waits until it says where it listens. With `direct`
 * no npx stands between.
 */
export async function startMock(folder, { node = 24, args = [], direct = false } = {}) {
  const [command, ...before] = direct
    ? ['node', 'node_modules/phone-auth-kit/dist/cli.js']
    : ['npx', '--no-install', 'phone-auth-kit']
  const child = start(command, [...before, 'mock', '--port', '0', ...args], { cwd: folder, path: nodeFolderOf(node) })
  let over = false
  child.ended.then(() => {
    over = true
  })
  for (const end = Date.now() + 60_000; ; ) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(child.output())?.[0]
    if (url !== undefined) {
      return {
        url,
        output: child.output,
        /**
         * Asks it and its children to stop, as a terminal would, or it `alone`; its exit code. Rejects when something is
         * left of it after 20 s.
         */
        async stop(signal, { alone = false } = {}) {
          if (alone) child.process.kill(signal)
          else child.kill(signal)
          // It has ended when nobody holds its output any more, so children left behind count as not stopped.
          const stopped = await Promise.race([child.ended, wait(20_000, undefined, { ref: false })])
          if (stopped !== undefined) return stopped.code
          child.kill('SIGKILL')
          throw new Error(`mock did not stop on ${signal}:\n${child.output()}`)
        },
      }
    }
    if (over || Date.now() > end) {
      child.kill('SIGKILL')
      throw new Error(`mock did not start:\n${child.output()}`)
    }
    await wait(50)
  }
}

/** Runs `npx phone-auth-kit verify` in a project. */
export function verify(folder, url, { node = 24, args = [] } = {}) {
  return run('npx', ['--no-install', 'phone-auth-kit', 'verify', url, ...args], {
    cwd: folder,
    path: nodeFolderOf(node),
    timeout: 120_000,
  })
}
