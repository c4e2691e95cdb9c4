import type { Exchange } from '../../report/model/report.ts'
import type { CheckedReply } from './check-reply.ts'
import type { OperationRequest } from './request.ts'
import type { Answer } from './send.ts'
import type { Session } from './session.ts'

/** One request of a run, its answer, and the result of checking its form. */
export interface Step extends CheckedReply {
  /** The position in the run, from 0. */
  readonly number: number
  /** The id of the operation. */
  readonly endpoint: string
  readonly session: Session
  readonly request: OperationRequest
  readonly answer: Answer
  /** The case that sent it; undefined for a step of a person whom several cases share. */
  readonly caseId: string | undefined
  readonly exchange: Exchange
}
