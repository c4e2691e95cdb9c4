import type { DocumentedOperation } from '../../contract/define-endpoint.ts'
import { operations } from '../../contract/endpoints.ts'
import type { Fields } from '../http/request-fields.ts'
import type { Decisions } from '../rules/decisions.ts'
import { documentRules } from '../rules/document-rules.ts'
import type { OperationRule } from '../rules/rule.ts'

/** An operation that the backend serves: one of the document, or one of a team's own. */
export interface ServedOperation {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly encoding: DocumentedOperation['encoding']
  /** The names of the text fields that the caller chooses. */
  readonly fields: readonly string[]
  /** The names of the fields with the same value in every request. */
  readonly fixed: readonly string[]
  /** The result codes, 0000 first. */
  readonly results: readonly string[]
  /** Whether a message comes with 0000. */
  readonly promisesMessage: boolean
  readonly rule: OperationRule<string, Decisions>
}

/** The parts of an operation that it takes to serve it, whoever defined it. */
type ServableOperation = Pick<DocumentedOperation, 'id' | 'method' | 'path' | 'encoding' | 'fixed'> & {
  readonly fields: Readonly<Record<string, unknown>>
  readonly message?: unknown
  readonly failures: readonly string[]
}

/** Serves an operation by a rule. */
export function serve(operation: ServableOperation, rule: OperationRule<string, Decisions>): ServedOperation {
  const { id, method, path, encoding, fields, fixed = {}, message, failures } = operation
  return {
    id,
    method,
    // As requests spell it.
    path: new URL(path, 'http://any').pathname,
    encoding,
    fields: Object.keys(fields),
    fixed: Object.keys(fixed),
    results: ['0000', ...failures],
    promisesMessage: message !== undefined,
    rule,
  }
}

/** The operations of the document. */
export const documentOperations: readonly ServedOperation[] = /* @__PURE__ */ Object.values(operations).map(
  (operation) => serve(operation, documentRules[operation.id]),
)

/** The operations of one path and method. They are read the same way. */
export type Candidates = readonly [ServedOperation, ...ServedOperation[]]

/** The operations of one path, by method. */
export type Route = ReadonlyMap<string, Candidates>

/** The routes of these operations, by path. */
export function routesOf(served: readonly ServedOperation[]): ReadonlyMap<string, Route> {
  const routes = new Map<string, Map<string, Candidates>>()
  for (const operation of served) {
    const { path, method } = operation
    const route = routes.get(path) ?? new Map<string, Candidates>()
    const [first, ...others] = route.get(method) ?? []
    routes.set(path, route.set(method, first ? [first, ...others, operation] : [operation]))
  }
  return routes
}

/**
 * The operation that a request asks for. The parameters tell the operations of `POST /register` apart: `register`
 * (修饰视图，值为"1") marks step 2, `code` or `code_v` marks 验证码校验.
 *
 * A request with no parameter of any of them goes to the last one, which refuses it.
 */
export function operationOf(candidates: Candidates, fields: Fields): ServedOperation {
  if (candidates.length === 1) return candidates[0]
  const hasOneOf = (names: readonly string[]) => names.some((name) => fields.has(name))
  return (
    candidates.find(({ fixed }) => hasOneOf(fixed)) ??
    candidates.find((operation) => hasOneOf(operation.fields)) ??
    candidates.at(-1) ??
    candidates[0]
  )
}
