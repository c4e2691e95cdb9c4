import type { Language, Words } from '../report/model/words.ts'
import type { CommandIo } from './io.ts'

/** A launcher such as npx passes the same Ctrl-C on once more: only one that comes later, in milliseconds, counts. */
const echoTime = 500

const stopping: Words = {
  zh: '\n正在停止：已有的结果会写入报告。再按一次 Ctrl-C 立即退出。\n',
  en: '\nStopping; the results so far will be reported. Press Ctrl-C again to exit at once.\n',
}

/**
 * Runs something that the first Ctrl-C asks to end early and the second one abandons.
 *
 * @returns Its result, or undefined where it was abandoned.
 */
export async function stoppable<Result>(
  io: CommandIo,
  language: Language,
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | undefined> {
  const controller = new AbortController()
  let abandon: (nothing: undefined) => void
  const abandoned = new Promise<undefined>((resolve) => {
    abandon = resolve
  })
  let first: number | undefined
  const forget = io.onStop(() => {
    if (first === undefined) {
      first = performance.now()
      io.stderr.write(stopping[language])
      controller.abort()
    } else if (performance.now() - first > echoTime) abandon(undefined)
  })
  try {
    return await Promise.race([run(controller.signal), abandoned])
  } finally {
    forget()
  }
}
