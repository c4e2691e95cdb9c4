import type { Level } from '../../report/model/report.ts'
import { countsAsFailure } from '../../report/model/verdict.ts'
import type { Language, Words } from '../../report/model/words.ts'
import { shortened, visibleLine } from '../../report/safe-text.ts'
import { displayWidth } from '../../report/terminal/display-width.ts'
import { styles } from '../../report/terminal/terminal-style.ts'
import type { ContractOptions } from '../../suite/state/contract-options.ts'
import { type CommandIo, usesColour } from '../io.ts'

/** Shows how far a run has come. */
export interface Progress {
  readonly onPlan: NonNullable<ContractOptions['onPlan']>
  readonly onCase: NonNullable<ContractOptions['onCase']>
  /** Removes the progress line, to make room for the report. */
  readonly end: () => void
}

/** One line on standard error that overwrites itself, where a person watches; elsewhere a line at each quarter. */
export function showProgress({ stderr, env }: CommandIo, language: Language, failOn: Level): Progress {
  const live = stderr.isTerminal && !env.CI && env.TERM !== 'dumb'
  const style = styles(usesColour(stderr, env))
  let failed = 0
  let quarter = 0
  const failures = () => {
    const words: Words = { zh: `，${failed} 个失败`, en: `, ${failed} failed` }
    return failed === 0 ? '' : words[language]
  }
  const draw = (done: number, total: number, id: string) => {
    const columns = stderr.columns ?? 80
    const width = columns < 60 ? 8 : 20
    const filled = Math.round((done / Math.max(1, total)) * width)
    // Plain ASCII: some terminals draw other bars two columns wide, and so the ellipsis of a shortened id.
    const bar = `[${'='.repeat(filled)}${' '.repeat(width - filled)}] ${done}/${total}`
    const room = columns - bar.length - displayWidth(failures()) - 4
    const shown = room > 10 ? `  ${style.dim(shortened(visibleLine(id), room))}` : ''
    stderr.write(`\r\u001b[2K${bar}${style.red(failures())}${shown}`)
  }
  return {
    onPlan: ({ cases }) => {
      if (live) draw(0, cases.length, '')
    },
    onCase: (result, { done, total }) => {
      if (countsAsFailure(result, failOn)) failed += 1
      if (live) return draw(done, total, result.id)
      const reached = Math.floor((done * 4) / Math.max(1, total))
      if (reached <= quarter) return
      quarter = reached
      const cases: Words = { zh: '个用例', en: 'cases' }
      stderr.write(`${done}/${total} ${cases[language]}${failures()}\n`)
    },
    end: () => {
      if (live) stderr.write('\r\u001b[2K')
    },
  }
}
