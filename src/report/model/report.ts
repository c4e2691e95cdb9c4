import type { Dialect } from '../../contract/dialect.ts'
import type { Citation } from '../../contract/document.ts'
import type { EndpointId } from '../../contract/endpoints.ts'
import type { ErratumId } from '../../contract/errata.ts'
import type { ResultCode } from '../../contract/result-codes.ts'

/** How binding a case is: see `docs/contract.md`, section 1. */
export type Level = 'must' | 'should' | 'advice'

/** What became of a case. `failed` says the same at every level; the level decides what it costs. */
export type CaseStatus = 'passed' | 'failed' | 'inconclusive' | 'notRun'

/** The word on the whole run. */
export type Verdict = 'conforms' | 'fails' | 'undecided' | 'aborted'

/** One request and what came back, as it was on the wire, with secrets masked unless asked otherwise. */
export interface Exchange {
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: readonly (readonly [name: string, value: string])[]
    /** The body as text; of a multipart body a description of each part. Absent where there was none. */
    readonly body?: string
  }
  /** Absent where no complete reply came. */
  readonly response?: {
    readonly status: number
    readonly headers: readonly (readonly [name: string, value: string])[]
    /** The body as text, cut off at a readable length. */
    readonly body: string
  }
  /** Why no complete reply came. */
  readonly failure?: string
  readonly durationMs: number
}

/** One thing a case found wrong. */
export interface Finding {
  /**
   * A key for the likely cause: findings with the same one, in whatever cases, can be shown as one. It is made for
   * comparing within one report, and may change between versions. Absent in reports of versions that did not know it.
   */
  readonly cause?: string
  readonly message: string
  /** All that would have been right. */
  readonly expected: string
  readonly actual: string
  /** The exchange that decided it. Absent where none took place. */
  readonly exchange?: Exchange
  /** Shell lines for the whole way there; they run as printed, one after the other. */
  readonly curl: readonly string[]
  /** The likely cause, where there is one: an undeclared difference, say, with the option that declares it. */
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
  /** Why a case is inconclusive or was not run, or what was tolerated in one that passed. */
  readonly reason?: string
  readonly durationMs: number
  readonly findings: readonly Finding[]
  /** Of a failed case that a baseline lists: it stays failed, but does not fail the run. */
  readonly known?: KnownFailure
}

/** What a baseline says of a failure. */
export interface KnownFailure {
  /** Why it is accepted for now. */
  readonly reason: string
  /** The last day on which it is, as `YYYY-MM-DD`. Absent where it has no end. */
  readonly expires?: string
}

/** How many cases of one level ended how. */
export type Counts = Readonly<Record<CaseStatus, number>>

/** The report of one run: what `--json` writes, and what every other view is made from. */
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
  /** The numbers that were sent a code, and whether each is registered now. */
  readonly accounts: readonly { readonly userId: string; readonly registered: boolean }[]
  /** The lowest level whose findings fail the run. */
  readonly failOn: Level
  readonly verdict: Verdict
  /** Why the run was aborted, where it was. */
  readonly reason?: string
  /** How many cases `only` and `skip` left out of the run. Absent where they left out none. */
  readonly filteredOut?: number
  readonly summary: Readonly<Record<Level, Counts>>
  /** Which way this backend took where the document allows several. */
  readonly readings: readonly { readonly erratum: ErratumId; readonly reading: string }[]
  /** How often each documented result code of each operation was seen, the team's own operations last. */
  readonly coverage: readonly {
    readonly endpoint: EndpointId | (string & {})
    readonly result: ResultCode | (string & {})
    readonly seen: number
    /** What a code of the team's own says, in the language of the report, where its definition tells. */
    readonly text?: string
  }[]
  readonly cases: readonly CaseResult[]
}
