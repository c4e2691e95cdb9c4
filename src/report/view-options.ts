import type { ContractReport } from '../suite/report.ts'
import type { ReportWords } from './words.ts'
import { wordsEn } from './words-en.ts'
import { wordsZh } from './words-zh.ts'

/** What a view may be given beside the report. */
export interface ViewOptions {
  /** The texts of the result codes in the report's language, as `phone-auth-kit/texts/zh` and `/texts/en` hold them. */
  readonly results?: Readonly<Record<string, string>> | undefined
}

/** The words of the report's language. */
export function wordsOf(report: Pick<ContractReport, 'lang'>): ReportWords {
  return report.lang === 'zh' ? wordsZh : wordsEn
}
