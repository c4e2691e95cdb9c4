import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { resolve } from 'node:path'
import type { Words } from '../../report/model/words.ts'
import { visibleJson } from '../../report/safe-text.ts'
import type { TracedExchange } from '../../suite/state/contract-options.ts'
import { UsageError } from '../../suite/state/usage-error.ts'
import type { CommandIo } from '../io.ts'
import { unwritable } from '../system-reason.ts'

/** Where `--trace` writes the exchanges of a run. */
export interface Trace {
  readonly write: (exchange: TracedExchange) => void
  /** Resolves once all is written, with what went wrong if something did. */
  readonly end: () => Promise<Words | undefined>
}

/**
 * Opens the file of `--trace`; `-` is standard output.
 *
 * @throws UsageError where it can't be opened.
 */
export async function openTrace(file: string, io: CommandIo): Promise<Trace> {
  const line = (exchange: TracedExchange) => `${visibleJson(exchange)}\n`
  if (file === '-') {
    return { write: (exchange) => io.stdout.write(line(exchange)), end: async () => undefined }
  }
  const stream = createWriteStream(resolve(io.directory, file))
  await once(stream, 'open').catch((error: unknown) => {
    throw new UsageError(unwritable('--trace', file, error))
  })
  let failure: unknown
  const closed = new Promise<void>((resolve) => stream.once('close', resolve))
  stream.on('error', (error) => {
    failure = error
  })
  return {
    write: (exchange) => {
      if (failure === undefined) stream.write(line(exchange))
    },
    end: async () => {
      stream.end()
      await closed
      return failure === undefined ? undefined : unwritable('--trace', file, failure)
    },
  }
}
