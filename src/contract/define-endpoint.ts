import type * as z from 'zod/mini'
import type { EndpointId } from './endpoint-ids.ts'
import type { ResultCode } from './result-codes.ts'

/** A schema of zod/mini whose output is `Output`. */
type Schema<Output = unknown> = z.ZodMiniType<Output>

/** One row of a 请求参数 table, or a parameter that an erratum adds. */
export interface Parameter {
  /** The table's 必选 column: Y is true. */
  readonly required: boolean
  /** The table's 中文名称 column, as it stands there; empty where the cell is empty. */
  readonly chineseName: string
  /** The value every request carries, for a parameter that is not the caller's to choose. */
  readonly fixed?: string
  /** The erratum that adds this parameter; without it, the parameter is a row of the table. */
  readonly erratum?: string
}

/** What is needed to speak to an endpoint: the part of its section that a client carries around. */
export interface OperationDefinition {
  readonly id: EndpointId
  readonly method: 'GET' | 'POST'
  /** The path below the base address. */
  readonly path: '/register' | '/upload' | '/log'
  /** How the parameters travel. `body` follows the dialect (erratum E12). */
  readonly encoding: 'query' | 'body' | 'multipart'
  /** The parameters that are text and the caller's to choose, in the order of the table. */
  readonly fields: Readonly<Record<string, Schema>>
  /** Which of the fields may be left out. */
  readonly optional?: readonly string[]
  /** The parameters that are the same in every request. */
  readonly fixed?: Readonly<Record<string, string>>
  /** The schema of the `message` that comes with 0000; without it, none is promised. */
  readonly promised?: Schema
  /** The documented result codes beside 0000. */
  readonly failures: readonly ResultCode[]
}

/** What one section of the document says about its operation. */
export interface EndpointDefinition extends OperationDefinition {
  /** The section's heading in the document. */
  readonly section: string
  /** The parameters by their wire name, in the order of the table. */
  readonly parameters: Readonly<Record<string, Parameter>>
  /** What a caller gives; fixed parameters are not in it. */
  readonly request: Schema
  /** For every documented result code, the schema of the `message` that comes with it. */
  readonly replies: Readonly<Partial<Record<ResultCode, Schema>>>
}

/** Checks one operation against {@link OperationDefinition} and keeps its literal types. */
export function defineOperation<const Definition extends OperationDefinition>(definition: Definition): Definition {
  return definition
}

/** Checks one endpoint against {@link EndpointDefinition} and keeps its literal types. */
export function defineEndpoint<const Definition extends EndpointDefinition>(definition: Definition): Definition {
  return definition
}
