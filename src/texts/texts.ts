import type { FieldIssueCode } from '../contract/field-issue-code.ts'
import type { ResultCode } from '../contract/result-codes.ts'

/** The texts of one language: for result codes, and for what can be wrong with a field. */
export interface Texts {
  /** The language, as a BCP 47 tag. */
  readonly language: 'zh' | 'en'
  /** The text of each result code. */
  readonly results: Readonly<Record<ResultCode, string>>
  /** The text of each thing that can be wrong with a field. */
  readonly fields: Readonly<Record<FieldIssueCode, string>>
}
