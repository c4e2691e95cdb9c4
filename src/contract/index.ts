export type { EndpointDefinition, OperationDefinition, Parameter } from './define-endpoint.ts'
export {
  type BodyEncoding,
  type CodeDelivery,
  type Dialect,
  dialectOf,
  documentedDialect,
  type Linking,
} from './dialect.ts'
export { type Citation, cite, type DocumentRow, documentRows } from './document.ts'
export { type EndpointId, endpointIds } from './endpoint-ids.ts'
export { completeRegistration, endpoints, login, sendCode, uploadAvatar, verifyCode } from './endpoints.ts'
export { type Erratum, type ErratumId, errata } from './errata.ts'
export type { FieldIssueCode } from './field-issue-code.ts'
export * from './fields.ts'
export { operations } from './operations.ts'
export type * from './replies.ts'
export * from './request-schemas.ts'
export { Gender, ResultCode } from './result-codes.ts'
