import type { Dialect } from '../../contract/dialect.ts'
import type { CaseResult, Exchange, Level } from '../../report/model/report.ts'
import type { ExaminedOperation } from './examine.ts'

/**
 * Where a sent code is read, for a backend that does not put it in its reply.
 *
 * `url` and `command` are templates in which `{userId}` is replaced. The code is the member `code` of the JSON they give,
 * or the one group of four digits in any other text: a whole SMS, a line of a log. A command is run without a shell. A
 * function is asked for the code of one phone, and returns such a text, or undefined where there is no code yet.
 *
 * A source is asked again, several times a second, until it gives another code than the one that was there before the
 * code was sent, for as long as one request may take (`timeout`). One that nobody answers for, and one that has never
 * given a code and keeps failing, ends the run's sending: no other code is spent on it, and what needs one is undecided.
 */
export type CodeSource =
  | { readonly url: string }
  | { readonly command: string }
  | ((userId: string, context: { readonly signal: AbortSignal }) => string | undefined | Promise<string | undefined>)

/** What a run would send, known before the first request. */
export interface Plan {
  /** The address of the backend. */
  readonly target: string
  /** The selected cases, in the order of a report. */
  readonly cases: readonly { readonly id: string; readonly level: Level; readonly title: string }[]
  /**
   * How many requests to sendCode the run makes at most where the backend answers as documented. One that refuses a
   * fresh number is asked again with others, never beyond the budget.
   */
  readonly sms: number
  /** How many requests to sendCode the run makes at most, whatever the backend does. */
  readonly budget: number
  /** How many people stay registered at most. */
  readonly accounts: number
}

/** One request of a run and what came back, with secrets masked as in the report. */
export interface TracedExchange extends Exchange {
  /** Counts the exchanges of the run, from 1, in the order in which they ended. */
  readonly number: number
  /** When the request was sent: an ISO 8601 time in UTC. */
  readonly at: string
  /** The case that sent it. Absent where it sets up a person for whichever cases need them. */
  readonly caseId?: string
  /** The browser it was sent from, named after its person. Each has a cookie jar of its own. */
  readonly session: string
  /** The id of the operation. */
  readonly endpoint: string
}

/** The options of a run of the contract tests. */
export interface ContractOptions {
  /** The address of the backend; a path in it is kept. */
  readonly baseUrl: string | URL
  /** How this backend differs from the document on purpose; what is declared is then required. Default: it does not. */
  readonly dialect?: Partial<Dialect> | undefined
  /** Operations of your own to examine beside those of the document, each made by `examine`. Default none. */
  readonly operations?: readonly ExaminedOperation[] | undefined
  /** The language of titles, messages and reasons. Default `en`. */
  readonly lang?: 'zh' | 'en' | undefined
  /** Run these cases only: ids, or globs over ids. One that matches nothing is a usage error. */
  readonly only?: readonly string[] | undefined
  /** Leave these cases out: ids, or globs over ids. One that matches nothing is a usage error. */
  readonly skip?: readonly string[] | undefined
  /** The lowest level whose findings fail the run. Default `must`. */
  readonly failOn?: Level | undefined
  /** How long one request may take, in milliseconds. Default 10000. */
  readonly timeout?: number | undefined
  /** How long the whole run may take, in milliseconds. Default 90000. */
  readonly deadline?: number | undefined
  /** Where sent codes are read. Default: the reply to sendCode. */
  readonly codeSource?: CodeSource | undefined
  /**
   * How long to wait before a second code is asked for one phone, in milliseconds. Without it no case depends on a second
   * one (erratum E19).
   */
  readonly resendInterval?: number | undefined
  /** At which wrong code in a row 0005 comes at the latest (erratum E10). Default 20. */
  readonly wrongCodeBound?: number | undefined
  /** Headers that go with every request. Default none. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /**
   * `random`, a pattern in which `?` stands for any digit, or the numbers one about. Default `random` on loopback; must
   * be given with `allowRemote`.
   */
  readonly phones?: 'random' | (string & {}) | readonly string[] | undefined
  /** How many codes may be sent at most. Default 40. */
  readonly smsBudget?: number | undefined
  /** How many random journeys to take. Default: as many as the other cases leave codes for, one at least. */
  readonly random?: number | undefined
  /** Lets the run send to a host that is not loopback. Default false. */
  readonly allowRemote?: boolean | undefined
  /** The seed of all that is drawn. Default: drawn, and named in the report. */
  readonly seed?: number | undefined
  /** Leaves phones, codes, tokens, cookies and headers readable in the report. Default false. */
  readonly showSecrets?: boolean | undefined
  /** Used instead of the runtime's `fetch`: a backend can be tested in-process, without a port. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined
  /** Ends the run early; what was found before is kept, and the verdict is `aborted`. */
  readonly signal?: AbortSignal | undefined
  /** Told once, before the first request. */
  readonly onPlan?: ((plan: Plan) => void) | undefined
  /** Told after each case. */
  readonly onCase?:
    | ((result: CaseResult, progress: { readonly done: number; readonly total: number }) => void)
    | undefined
  /**
   * Called after each exchange with the backend, in the order in which they end; not for requests to the code source.
   * Errors that it throws are ignored: watching a run does not change it.
   */
  readonly onExchange?: ((exchange: TracedExchange) => void) | undefined
}
