export type { DocumentedOperation, Endpoint, FieldKind, Parameter } from './define-endpoint.ts'
export {
  checkOperations,
  defineOperation,
  type FieldSchema,
  type OperationDefinition,
  requiredFields,
} from './define-operation.ts'
export {
  type BodyEncoding,
  type CodeDelivery,
  type Dialect,
  dialectOf,
  documentedDialect,
  type Linking,
} from './dialect.ts'
export { type Citation, cite, type DocumentRow } from './document.ts'
export { type EndpointId, endpointIds, endpoints, operations } from './endpoints.ts'
export { type Erratum, type ErratumId, errata } from './errata.ts'
export type { FieldIssueCode } from './field-issue-code.ts'
export * from './fields.ts'
export type * from './replies.ts'
export { Gender, ResultCode } from './result-codes.ts'
