import type { ReportWords } from './labels.ts'
import { wordsEn } from './labels-en.ts'
import { wordsZh } from './labels-zh.ts'
import type { ContractReport } from './model/report.ts'

/** What a view may be given beside the report. */
export interface ViewOptions {
  /** The texts of the result codes in the report's language, as `phone-auth-kit/texts/zh` and `/texts/en` hold them. */
  readonly results?: Readonly<Record<string, string>> | undefined
}

/** The words of the report's language. */
export function wordsOf(report: Pick<ContractReport, 'lang'>): ReportWords {
  return report.lang === 'zh' ? wordsZh : wordsEn
}
