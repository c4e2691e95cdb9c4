import type { Dialect } from '../../contract/dialect.ts'
import type { CaseResult, Exchange, Level } from '../../report/model/report.ts'
import type { ExaminedOperation } from './examine.ts'

/**
 * Where to read a sent code, for a backend that does not return it in its reply.
 *
 * `url` and `command` are templates in which `{userId}` is replaced. The code is the member `code` of the JSON they return,
 * or the only group of four digits in any other text, such as a whole SMS or a line of a log. A command runs without a
 * shell. A function returns such a text for one phone number, or undefined if there is no code yet.
 *
 * The suite asks a source several times a second, for as long as one request may take (`timeout`), until it returns
 * another code than it had before the code was sent. If nothing answers at the source, or it keeps failing and has never
 * returned a code, the run sends no more codes, and the cases that need one are undecided.
 */
export type CodeSource =
  | { readonly url: string }
  | { readonly command: string }
  | ((userId: string, context: { readonly signal: AbortSignal }) => string | undefined | Promise<string | undefined>)

/** What a run will send, known before the first request. */
export interface Plan {
  /** The address of the backend. */
  readonly target: string
  /** The selected cases, in the order of a report. */
  readonly cases: readonly { readonly id: string; readonly level: Level; readonly title: string }[]
  /**
   * The maximum number of requests that send a code, for a backend that answers as documented. If it refuses a fresh
   * number, the run tries others, within the budget.
   */
  readonly sms: number
  /** The maximum number of requests that send a code, whatever the backend does. */
  readonly budget: number
  /** The maximum number of people who stay registered. */
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
  /** The address of the backend. A path in it is kept. */
  readonly baseUrl: string | URL
  /** Declared differences from the document; they are then required. Default: none. */
  readonly dialect?: Partial<Dialect> | undefined
  /** Your own operations to examine in addition to the document's, each made by `examine`. Default: none. */
  readonly operations?: readonly ExaminedOperation[] | undefined
  /** The language of titles, messages and reasons. Default `en`. */
  readonly lang?: 'zh' | 'en' | undefined
  /** Run only these cases: ids, or globs over ids. A pattern that matches nothing is a usage error. */
  readonly only?: readonly string[] | undefined
  /** Skip these cases: ids, or globs over ids. A pattern that matches nothing is a usage error. */
  readonly skip?: readonly string[] | undefined
  /** The lowest level whose findings fail the run. Default `must`. */
  readonly failOn?: Level | undefined
  /** The time limit of one request, in milliseconds. Default 10000. */
  readonly timeout?: number | undefined
  /** The time limit of the whole run, in milliseconds. Default 90000. */
  readonly deadline?: number | undefined
  /** Where to read sent codes. Default: in the reply to sendCode. */
  readonly codeSource?: CodeSource | undefined
  /**
   * How long to wait before requesting a second code for one phone, in milliseconds. Without it, no case depends on a
   * second code (erratum E19).
   */
  readonly resendInterval?: number | undefined
  /** The maximum number of consecutive wrong codes before 0005 (erratum E10). Default 20. */
  readonly wrongCodeBound?: number | undefined
  /** Headers to send with every request. Default: none. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /**
   * `random`, a pattern in which `?` stands for any digit, or a list of numbers that you own. Default `random` on
   * loopback; required with `allowRemote`.
   */
  readonly phones?: 'random' | (string & {}) | readonly string[] | undefined
  /** The maximum number of codes to send. Default 40. */
  readonly smsBudget?: number | undefined
  /** How many random journeys to play. Default: as many as the other cases leave codes for, at least one. */
  readonly random?: number | undefined
  /** Allows a target that is not loopback. Default false. */
  readonly allowRemote?: boolean | undefined
  /** The random seed. Default: random, and shown in the report. */
  readonly seed?: number | undefined
  /** Leaves phones, codes, tokens, cookies and headers readable in the report. Default false. */
  readonly showSecrets?: boolean | undefined
  /**
   * CA certificates to trust beside the system's, as the text of a PEM file, for a backend behind TLS with a private CA.
   * On Node, without `fetch`. Default none.
   */
  readonly ca?: string | undefined
  /** Trusts any certificate; the report says so. On Node, without `fetch`. Default false. */
  readonly insecure?: boolean | undefined
  /**
   * Replaces the suite's own connections (on Node) or the runtime's `fetch` (elsewhere), for example to test a backend
   * in-process, without a port.
   */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined
  /** Ends the run early. The report keeps what was found, and its verdict is `aborted`. */
  readonly signal?: AbortSignal | undefined
  /** Called once, before the first request. */
  readonly onPlan?: ((plan: Plan) => void) | undefined
  /** Called after each case. */
  readonly onCase?:
    | ((result: CaseResult, progress: { readonly done: number; readonly total: number }) => void)
    | undefined
  /**
   * Called after each exchange with the backend, in the order in which they end; not for requests to the code source.
   * Errors that it throws are ignored: watching a run does not change it.
   */
  readonly onExchange?: ((exchange: TracedExchange) => void) | undefined
}
