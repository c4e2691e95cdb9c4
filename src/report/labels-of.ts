import type { ReportLabels } from './labels.ts'
import { labelsEn } from './labels-en.ts'
import { labelsZh } from './labels-zh.ts'
import type { Language } from './model/words.ts'

/** The labels in this language. */
export function labelsOf(language: Language): ReportLabels {
  return language === 'zh' ? labelsZh : labelsEn
}
