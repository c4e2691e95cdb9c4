import { levels } from '../../report/model/levels.ts'
import { visibleLine } from '../../report/safe-text.ts'
import { wrapped } from '../../report/terminal/display-width.ts'
import { wordsOf } from '../../report/view-options.ts'
import type { Plan } from '../../suite/state/contract-options.ts'

/** One line a case: id, level, title. */
export function casesText({ cases }: Plan): string {
  const width = Math.max(0, ...cases.map(({ id }) => id.length))
  return cases.map(({ id, level, title }) => `${id.padEnd(width)}  ${level.padEnd(6)}  ${title}\n`).join('')
}

const counted = (count: number, noun: string) => `${count} ${count === 1 ? noun : `${noun}s`}`

/** What a run is about to do, and what it costs, in lines of at most so many columns where that is known. */
export function costText(
  { target, cases, sms, budget, accounts }: Plan,
  lang: 'zh' | 'en',
  columns = Number.POSITIVE_INFINITY,
): string {
  const address = visibleLine(target)
  const lines =
    lang === 'zh'
      ? [
          `${address}：${cases.length} 个用例；最多发送 ${sms} 条短信，最多 ${accounts} 个号码会保持注册。`,
          `有错的后端可能多用一些，但绝不超过 ${budget} 条短信。`,
        ]
      : [
          `${address}: ${counted(cases.length, 'case')}; at most ${sms} SMS, and at most ${counted(accounts, 'number')} stay registered.`,
          `A wrong backend may cost more, never over ${budget} SMS.`,
        ]
  return `${lines.flatMap((line) => wrapped(line, columns)).join('\n')}\n\n`
}

/** What a run would do, without doing it. */
export function planText(plan: Plan, lang: 'zh' | 'en', columns?: number): string {
  const words = wordsOf({ lang })
  const counts = levels.map(
    (level) => `${words.levels[level]} ${plan.cases.filter((one) => one.level === level).length}`,
  )
  const nothing = lang === 'zh' ? '没有发送任何请求。' : 'Nothing was sent.'
  return `${costText(plan, lang, columns)}${casesText(plan)}\n${counts.join(' · ')}\n${nothing}\n`
}
