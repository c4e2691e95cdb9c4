export type { Dialect } from './contract/dialect.ts'
export { createReferenceBackend, type ReferenceBackend } from './reference/backend.ts'
export type { LoggedExchange } from './reference/exchange-log.ts'
export type { ForcedAnswer, ForceOptions, TakeBack } from './reference/forced-states.ts'
export type { UploadedImage } from './reference/http/parse-multipart.ts'
export {
  type AnsweredOperation,
  type AnswerOptions,
  answers,
  type OperationAnswer,
  type OperationCall,
} from './reference/operations/answers.ts'
export type { CookieOptions, Fixture, ReferenceOptions, Statuses } from './reference/reference-options.ts'
export { type BrowserStoreOptions, browserStore } from './reference/store/browser-store.ts'
export type { Inbox, InboxMessage } from './reference/store/inbox.ts'
export { type MemoryStoreLimits, memoryStore } from './reference/store/memory-store.ts'
export type { SavedUpload, Snapshot } from './reference/store/snapshot.ts'
export type {
  MaybePromise,
  Person,
  PersonStep,
  SessionStep,
  Store,
  StoredSession,
  StoredState,
  Upload,
} from './reference/store/store.ts'
