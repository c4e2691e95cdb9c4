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

/** What one section of the document says about its operation. */
export interface EndpointDefinition {
  readonly id: EndpointId
  /** The section's heading in the document. */
  readonly section: string
  readonly method: 'GET' | 'POST'
  /** The path below the base address. */
  readonly path: '/register' | '/upload' | '/log'
  /** How the parameters travel. `body` follows the dialect (erratum E12). */
  readonly encoding: 'query' | 'body' | 'multipart'
  /** The parameters by their wire name, in the order of the table. */
  readonly parameters: Readonly<Record<string, Parameter>>
  /** What a caller gives; fixed parameters are not in it. */
  readonly request: Schema
  /** For every documented result code, the schema of the `message` that comes with it. */
  readonly replies: Readonly<Partial<Record<ResultCode, Schema>>>
}

/** Checks one endpoint against {@link EndpointDefinition} and keeps its literal types. */
export function defineEndpoint<const Definition extends EndpointDefinition>(definition: Definition): Definition {
  return definition
}
