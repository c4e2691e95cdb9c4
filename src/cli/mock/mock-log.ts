import type { LoggedExchange } from '../../reference/exchange-log.ts'
import type { AnsweredOperation } from '../../reference/operations/answers.ts'
import type { Language, Words } from '../../report/model/words.ts'
import { en } from '../../texts/en.ts'
import { zh } from '../../texts/zh.ts'
import { reasonZh } from './reasons-zh.ts'

/** Writes text in a colour, or plainly. */
type Paint = (text: string, colour: 'green' | 'yellow' | 'dim') => string

const escapes = { green: '\u001b[32m', yellow: '\u001b[33m', dim: '\u001b[2m' } as const

/** Colours for a terminal, or none. */
export function painter(inColour: boolean): Paint {
  return inColour ? (text, colour) => (text === '' ? '' : `${escapes[colour]}${text}\u001b[0m`) : (text) => text
}

const texts = { zh, en }
const noAnswer: Words = { zh: '无响应', en: 'no answer' }

/** One request and its answer as one line for a person. */
export function logLine(
  exchange: LoggedExchange,
  language: Language,
  paint: Paint,
  own: readonly AnsweredOperation[] = [],
): string {
  const { at, method, path, endpoint, userId, status, result, reason, durationMs } = exchange
  const answer = result === null ? '' : `${result} ${resultText(result, endpoint, language, own)}`
  const shownReason = reason !== null && language === 'zh' ? reasonZh(reason) : reason
  const parts = [
    paint(clockTime(at), 'dim'),
    method.padEnd(4),
    endpoint === null ? path : `${path} ${endpoint}`,
    userId ?? '',
    status === null ? noAnswer[language] : String(status),
    paint(answer, result === '0000' ? 'green' : 'yellow'),
    paint([shownReason, `${Math.round(durationMs)} ms`].filter(Boolean).join(language === 'zh' ? '，' : ', '), 'dim'),
  ]
  return `${parts.filter((part) => part.trim() !== '').join('  ')}\n`
}

/** What a result code says: in the texts of an operation of one's own, or in the document's. */
function resultText(
  result: string,
  endpoint: string | null,
  language: Language,
  own: readonly AnsweredOperation[],
): string {
  const ownTexts = own.find(({ operation }) => operation.id === endpoint)?.operation.texts?.[language]
  const documented: Readonly<Record<string, string>> = texts[language].results
  return ownTexts?.[result] ?? documented[result] ?? ''
}

/** One request and its answer as one line for a program. */
export function jsonLogLine({ at, durationMs, ...exchange }: LoggedExchange): string {
  const line = { at: new Date(at).toISOString(), ...exchange, durationMs: Math.round(durationMs * 10) / 10 }
  return `${JSON.stringify(line)}\n`
}

function clockTime(at: number): string {
  const date = new Date(at)
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':')
}
