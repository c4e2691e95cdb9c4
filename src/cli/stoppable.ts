import type { CommandIo } from './io.ts'

/** A launcher such as npx hands the same Ctrl-C on once more; only a later one means it. */
const patience = 500

/**
 * Runs something that the first Ctrl-C asks to end early and the second one leaves behind.
 *
 * @returns What it gave, or nothing where it was left behind.
 */
export async function stoppable<Result>(
  io: CommandIo,
  lang: 'zh' | 'en',
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | undefined> {
  const controller = new AbortController()
  let leave: (nothing: undefined) => void
  const left = new Promise<undefined>((resolve) => {
    leave = resolve
  })
  let first: number | undefined
  const forget = io.onStop(() => {
    if (first === undefined) {
      first = performance.now()
      io.stderr.write(
        lang === 'zh'
          ? '\n正在停止：已有的结果会写入报告。再按一次 Ctrl-C 立即结束。\n'
          : '\nStopping: what was found is being reported. Press Ctrl-C again to end at once.\n',
      )
      controller.abort()
    } else if (performance.now() - first > patience) leave(undefined)
  })
  try {
    return await Promise.race([run(controller.signal), left])
  } finally {
    forget()
  }
}
