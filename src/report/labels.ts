import type { BodyEncoding, CodeDelivery, Linking } from '../contract/dialect.ts'
import type { CaseStatus, Level, Verdict } from './model/report.ts'
import type { Language } from './model/words.ts'

/** The labels of the views in one language. Texts about a case come from the report itself. */
export interface ReportLabels {
  readonly language: Language
  readonly title: string
  readonly verdicts: Readonly<Record<Verdict, string>>
  /** What the verdict means, in a sentence; `known` counts the known failures. */
  readonly verdictMeaning: (verdict: Verdict, failOn: Level, known: number) => string
  /** Says that only some of all cases were selected. */
  readonly certificatesNotChecked: string
  readonly selection: (selected: number, total: number) => string
  readonly levels: Readonly<Record<Level, string>>
  readonly statuses: Readonly<Record<CaseStatus, string>>
  readonly linking: Readonly<Record<Linking, string>>
  readonly body: Readonly<Record<BodyEncoding, string>>
  readonly codeDelivery: Readonly<Record<CodeDelivery, string>>
  readonly target: string
  readonly dialect: string
  readonly startedAt: string
  readonly duration: string
  readonly seed: string
  readonly requests: string
  readonly codesSent: string
  readonly ofBudget: (budget: number) => string
  readonly journey: string
  readonly cases: string
  readonly coverage: string
  readonly coverageNote: string
  readonly seen: (times: number) => string
  readonly notSeen: string
  readonly findings: string
  readonly noFindings: string
  /** The same for a run that was aborted. */
  readonly noFindingsYet: string
  readonly knownFindings: string
  readonly known: string
  readonly expires: (date: string) => string
  readonly documentSays: string
  readonly expected: string
  readonly actual: string
  readonly hint: string
  readonly exchange: string
  readonly request: string
  readonly response: string
  readonly noResponse: string
  readonly reproduce: string
  readonly sameIn: (count: number) => string
  readonly andMore: (count: number) => string
  readonly undecided: string
  readonly readings: string
  readonly readingsNote: string
  readonly notes: string
  readonly accounts: string
  readonly accountsNote: (registered: number) => string
  readonly registered: string
  readonly notRegistered: string
  readonly nextSteps: string
  readonly stepFix: string
  readonly stepRerun: string
  readonly stepUndecided: string
  readonly stepAborted: string
  readonly stepCutShort: string
  readonly stepClean: string
  readonly reportWritten: (files: string) => string
  readonly shortenedNote: (count: number) => string
  readonly colon: string
  readonly comma: string
}
