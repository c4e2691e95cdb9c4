import type { Dialect } from '../../contract/dialect.ts'
import type { Citation } from '../../contract/document.ts'
import type { EndpointId } from '../../contract/endpoints.ts'
import type { ErratumId } from '../../contract/errata.ts'
import type { ResultCode } from '../../contract/result-codes.ts'

/** How binding a case is (`docs/contract.md`, section 1). */
export type Level = 'must' | 'should' | 'advice'

/** The outcome of a case. `failed` means the same at every level; the level decides whether it fails the run. */
export type CaseStatus = 'passed' | 'failed' | 'inconclusive' | 'notRun'

/** The verdict on the whole run. */
export type Verdict = 'conforms' | 'fails' | 'undecided' | 'aborted'

/** One request and its reply, with secrets masked unless `showSecrets` is set. */
export interface Exchange {
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: readonly (readonly [name: string, value: string])[]
    /** The body as text; for a multipart body a description of each part. Absent if there was none. */
    readonly body?: string
  }
  /** Absent if there was no complete reply. */
  readonly response?: {
    readonly status: number
    readonly headers: readonly (readonly [name: string, value: string])[]
    /** The body as text, shortened to a readable length. */
    readonly body: string
  }
  /** Why there was no complete reply. */
  readonly failure?: string
  readonly durationMs: number
}

/** One violation that a case found. */
export interface Finding {
  /**
   * Identifies the likely cause. Views show findings with the same cause as one, whichever cases they belong to. Compare
   * it within one report only: it may change between versions. Absent in reports of older versions.
   */
  readonly cause?: string
  readonly message: string
  /** Every reply that would have been correct. */
  readonly expected: string
  readonly actual: string
  /** The exchange that shows it. Absent if there was none. */
  readonly exchange?: Exchange
  /** Shell lines that repeat all steps leading to the finding; they run as printed. */
  readonly curl: readonly string[]
  /** The likely cause in words, if known: for example an undeclared difference, with the option that declares it. */
  readonly hint?: string
}

/** One case of a run. */
export interface CaseResult {
  /** `<endpoint>/<what>` or `journey/<what>`; never renumbered. */
  readonly id: string
  readonly level: Level
  /** The operation, which may be the team's own, or `journey`. */
  readonly endpoint: EndpointId | 'journey' | (string & {})
  readonly title: string
  readonly cites: readonly Citation[]
  readonly status: CaseStatus
  /** Why the case is inconclusive or was not run, or what was tolerated in one that passed. */
  readonly reason?: string
  readonly durationMs: number
  readonly findings: readonly Finding[]
  /** Set on a failed case that a baseline lists: it stays failed, but does not fail the run. */
  readonly known?: KnownFailure
}

/** What a baseline says about a failure. */
export interface KnownFailure {
  /** Why the failure is accepted for now. */
  readonly reason: string
  /** The last day on which it is accepted, as `YYYY-MM-DD`. Absent if it does not expire. */
  readonly expires?: string
}

/** How many cases of one level have each status. */
export type Counts = Readonly<Record<CaseStatus, number>>

/** The report of one run: what `--json` writes, and what every other view renders. */
export interface ContractReport {
  readonly schemaVersion: 1
  readonly tool: { readonly name: string; readonly version: string }
  readonly document: { readonly title: string }
  /** The language of titles, messages and reasons in this report. */
  readonly lang: 'zh' | 'en'
  readonly target: string
  readonly dialect: Dialect
  readonly startedAt: string
  readonly durationMs: number
  readonly seed: number
  /** How many requests were sent. */
  readonly requests: number
  readonly sms: { readonly sent: number; readonly budget: number }
  /** The phone numbers that were sent a code, and whether each is registered now. */
  readonly accounts: readonly { readonly userId: string; readonly registered: boolean }[]
  /** The lowest level whose findings fail the run. */
  readonly failOn: Level
  readonly verdict: Verdict
  /** Why the run was aborted, if it was. */
  readonly reason?: string
  /** How many cases `only` and `skip` left out. Absent if none. */
  readonly filteredOut?: number
  /** TLS certificates were not checked. */
  readonly insecure?: true
  readonly summary: Readonly<Record<Level, Counts>>
  /** How this backend behaves where the document allows several ways. */
  readonly readings: readonly { readonly erratum: ErratumId; readonly reading: string }[]
  /** How often each documented result code of each operation was seen, the team's own operations last. */
  readonly coverage: readonly {
    readonly endpoint: EndpointId | (string & {})
    readonly result: ResultCode | (string & {})
    readonly seen: number
    /** The text of one of the team's own codes, in the language of the report, if its definition has one. */
    readonly text?: string
  }[]
  readonly cases: readonly CaseResult[]
}
