export type { AvatarImage } from './client/avatar-image.ts'
export type {
  Client,
  CompleteRegistrationRequest,
  LoginRequest,
  SendCodeRequest,
  UploadAvatarRequest,
  VerifyCodeRequest,
} from './client/client.ts'
export { createClient } from './client/create-client.ts'
export type { CallOptions, ClientOptions } from './client/options.ts'
export type * from './client/outcomes.ts'
export { isPhoneAuthError, PhoneAuthError, type PhoneAuthErrorData } from './client/phone-auth-error.ts'
export {
  type BodyEncoding,
  type CodeDelivery,
  type Dialect,
  documentedDialect,
  type Linking,
} from './contract/dialect.ts'
export { type EndpointId, endpointIds } from './contract/endpoint-ids.ts'
export type { FieldIssueCode } from './contract/fields.ts'
export type * from './contract/replies.ts'
export { Gender, ResultCode } from './contract/result-codes.ts'
