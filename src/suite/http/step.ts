import type { Exchange } from '../../report/model/report.ts'
import type { CheckedReply } from './check-reply.ts'
import type { OperationRequest } from './request.ts'
import type { Answer } from './send.ts'
import type { Session } from './session.ts'

/** One request of a run, what came back, and what is to be thought of its form. */
export interface Step extends CheckedReply {
  /** The order of the run. */
  readonly number: number
  /** The id of the operation. */
  readonly endpoint: string
  readonly session: Session
  readonly request: OperationRequest
  readonly answer: Answer
  /** The case that asked; undefined where a person was brought on for whoever needs them. */
  readonly caseId: string | undefined
  readonly exchange: Exchange
}
