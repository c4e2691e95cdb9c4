export type { Client } from './client/client.ts'
export type {
  BodyShape,
  CallOptions,
  ClientOptions,
  Fetch,
  Logger,
  ReplyReport,
  RequestReport,
  UploadOptions,
  UploadProgress,
} from './client/client-options.ts'
export { createClient } from './client/create-client.ts'
export type {
  AvatarImage,
  FileStream,
  ImageOnDisk,
  NamedBytes,
  NamedStream,
  StreamedImage,
} from './client/images/avatar-image.ts'
export * from './client/operations.ts'
export type * from './client/outcomes.ts'
export type { FailureIn, OutcomeOf, RequestOf } from './client/own-operations.ts'
export {
  failureOf,
  isPhoneAuthError,
  isRefused,
  PhoneAuthError,
  type PhoneAuthErrorData,
} from './client/phone-auth-error.ts'
export {
  type CodeSent,
  type Registered,
  type RegistrationSecrets,
  type RegistrationStart,
  type RegistrationStep,
  resumeRegistration,
  type SavedRegistration,
  type SucceededTo,
  startRegistration,
  type Verified,
} from './client/registration.ts'
export type { Session, SessionData } from './client/session/client-session.ts'
export type { Cookie } from './client/session/cookie-jar.ts'
export {
  codeField,
  genderField,
  mainlandMobileField,
  newPasswordField,
  type SchemaResult,
  type StandardSchema,
  userIdField,
} from './client/standard-schema.ts'
export {
  defineOperation,
  type FieldResult,
  type FieldSchema,
  type OperationDefinition,
} from './contract/define-operation.ts'
export {
  type BodyEncoding,
  type CodeDelivery,
  type Dialect,
  documentedDialect,
  type Linking,
} from './contract/dialect.ts'
export { type EndpointId, endpointIds } from './contract/endpoints.ts'
export type { FieldIssueCode } from './contract/field-issue-code.ts'
export type * from './contract/replies.ts'
export { Gender, ResultCode } from './contract/result-codes.ts'
