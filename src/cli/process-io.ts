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
      return () => {
        process.off('SIGINT', listener)
        process.off('SIGTERM', listener)
      }
    },
  }
}
