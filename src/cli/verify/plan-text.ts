import { labelsOf } from '../../report/labels-of.ts'
import { levels } from '../../report/model/levels.ts'
import type { Language, Words } from '../../report/model/words.ts'
import { visibleLine } from '../../report/safe-text.ts'
import { wrapped } from '../../report/terminal/display-width.ts'
import type { Plan } from '../../suite/state/contract-options.ts'

/** One line for each case: id, level, title. */
export function casesText({ cases }: Plan): string {
  const width = Math.max(0, ...cases.map(({ id }) => id.length))
  return cases.map(({ id, level, title }) => `${id.padEnd(width)}  ${level.padEnd(6)}  ${title}\n`).join('')
}

const counted = (count: number, noun: string) => `${count} ${count === 1 ? noun : `${noun}s`}`

/** What a run is about to do and what it costs, wrapped to the columns of the screen where they are known. */
export function costText({ target, cases, sms, budget, accounts }: Plan, language: Language, columns?: number): string {
  const address = visibleLine(target)
  const lines: readonly Words[] = [
    {
      zh: `${address}：${cases.length} 个用例，最多发送 ${sms} 条短信，最多留下 ${accounts} 个已注册的号码。`,
      en: `${address}: ${counted(cases.length, 'case')}; sends at most ${sms} SMS and leaves at most ${counted(accounts, 'number')} registered.`,
    },
    {
      zh: `后端有错时可能多发，但绝不超过 ${budget} 条短信。`,
      en: `A faulty backend may cost more, but never more than ${budget} SMS.`,
    },
  ]
  const width = columns ?? Number.POSITIVE_INFINITY
  return `${lines.flatMap((line) => wrapped(line[language], width)).join('\n')}\n\n`
}

/** What a run would do, without doing it. */
export function planText(plan: Plan, language: Language, columns?: number): string {
  const labels = labelsOf(language)
  const counts = levels.map(
    (level) => `${labels.levels[level]} ${plan.cases.filter((one) => one.level === level).length}`,
  )
  const nothing: Words = { zh: '没有发送任何请求。', en: 'Nothing was sent.' }
  return `${costText(plan, language, columns)}${casesText(plan)}\n${counts.join(' · ')}\n${nothing[language]}\n`
}
