export {
  type BodyEncoding,
  type CodeDelivery,
  type Dialect,
  documentedDialect,
  type Linking,
} from './contract/dialect.ts'
export { type EndpointId, endpointIds } from './contract/endpoint-ids.ts'
export type * from './contract/replies.ts'
export { Gender, ResultCode } from './contract/result-codes.ts'
