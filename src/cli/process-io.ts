import process from 'node:process'
import type { CommandIo, TextOutput } from './io.ts'

function outputOf(stream: NodeJS.WriteStream): TextOutput {
  // A reader that went away (`| head`) must not end the run with a stack trace.
  let failure: Error | undefined
  stream.on('error', (error) => {
    failure ??= error
  })
  return {
    write: (text) => {
      stream.write(text)
    },
    // Callbacks come in the order of the writes.
    flush: () => new Promise((resolve) => stream.write('', (error) => resolve(failure ?? error ?? undefined))),
    isTerminal: stream.isTTY === true,
    get columns() {
      return stream.columns
    },
  }
}

/** The parent process; read at once, while it is sure to exist. */
const launcher = process.ppid

/**
 * npm and npx pass a SIGTERM to the shell they started, which exits without passing it on. Whoever stops them means this
 * process, which has then lost its parent.
 */
function onLauncherGone(listener: () => void): () => void {
  if (process.env.npm_lifecycle_event === undefined) return () => {}
  const timer = setInterval(() => {
    if (process.ppid === launcher) return
    clearInterval(timer)
    listener()
  }, 250).unref()
  return () => clearInterval(timer)
}

/** This process, as a command sees it. */
export function processIo(): CommandIo {
  return {
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    env: process.env,
    directory: process.cwd(),
    onStop: (listener) => {
      process.on('SIGINT', listener)
      process.on('SIGTERM', listener)
      const forget = onLauncherGone(listener)
      return () => {
        process.off('SIGINT', listener)
        process.off('SIGTERM', listener)
        forget()
      }
    },
  }
}
