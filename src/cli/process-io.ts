import process from 'node:process'
import type { CommandIo, TextOutput } from './io.ts'

function outputOf(stream: NodeJS.WriteStream): TextOutput {
  // A reader that went away (`| head`) must not end the run with a stack trace.
  stream.on('error', () => {})
  return {
    write: (text) => {
      stream.write(text)
    },
    isTerminal: stream.isTTY === true,
    get columns() {
      return stream.columns
    },
  }
}

/** Who started this process; looked up at once, while that one is sure to be there. */
const launcher = process.ppid

/**
 * npm and npx hand a SIGTERM to the shell they started, which ends without handing it on: whoever stops them means this
 * process, which is an orphan then.
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

/** The process this runs in, as a command sees it. */
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
