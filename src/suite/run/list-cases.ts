import type { Dialect } from '../../contract/dialect.ts'
import { dialectOf } from '../../contract/dialect.ts'
import type { Citation } from '../../contract/document.ts'
import type { Level } from '../../report/model/report.ts'
import type { Language } from '../../report/model/words.ts'
import { levelOf } from '../cases/define-case.ts'
import type { ExaminedOperation } from '../state/examine.ts'
import { allCases } from './all-cases.ts'

/** One case in a list. */
export interface ListedCase {
  readonly id: string
  readonly level: Level
  readonly title: string
  readonly cites: readonly Citation[]
}

/** All cases in the order of a report: those about the document, then those about your own operations. */
export function listCases(
  lang: Language = 'en',
  dialect: Partial<Dialect> = {},
  operations: readonly ExaminedOperation[] = [],
): ListedCase[] {
  return allCases({ operations, lang }).map((definition) => ({
    id: definition.id,
    level: levelOf(definition, dialectOf(dialect)),
    title: definition.title[lang],
    cites: definition.cites,
  }))
}
