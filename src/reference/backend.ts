import { checkOperations, type OperationDefinition } from '../contract/define-operation.ts'
import type { EndpointId } from '../contract/endpoints.ts'
import type { ResultOf } from '../contract/replies.ts'
import { createCore } from './core.ts'
import { createFixtures } from './fixtures.ts'
import { createForcedStates, type ForceOptions, type TakeBack } from './forced-states.ts'
import { fetchOf } from './http/fetch-adapter.ts'
import type { Disruption, Handle } from './http/wire.ts'
import type { AnsweredOperation, OperationResult } from './operations/answers.ts'
import { serveOwnOperation } from './operations/own-operation.ts'
import { documentOperations, type ServedOperation } from './operations/served-operations.ts'
import type { OwnOperations, ReferenceOptions } from './reference-options.ts'
import { type Settings, settingsOf } from './reference-settings.ts'
import { type ChangedDecisions, documentedDecisions } from './rules/decisions.ts'
import { cryptographicRandom, type Random, seededRandom } from './rules/random-bytes.ts'
import { createInbox, type Inbox } from './store/inbox.ts'
import { memoryStore } from './store/memory-store.ts'
import { type Snapshot, snapshotOf, stateOf } from './store/snapshot.ts'
import { emptyState } from './store/store.ts'

/** The result codes of an operation of the document, or of one of your own. */
type ResultOfEither<Id, Own extends OperationDefinition> = Id extends EndpointId
  ? ResultOf<Id>
  : OperationResult<Extract<Own, { readonly id: Id }>>

/** The whole document as a backend with state. The adapters answer requests from it. `Own` are your own operations. */
export interface ReferenceBackend<Own extends OperationDefinition = never> {
  /** Answers a request in this process. Use it wherever a `fetch` can be passed. */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>
  /** The text messages that would have been sent. */
  readonly inbox: Inbox
  /**
   * Forces what an endpoint answers: one of its result codes, `never` or `drop` (a broken connection). The state lasts
   * for `times` requests, or until the returned function is called. `force('login', { delay: 2000 })` only delays the
   * regular answer. A forced answer changes nothing: it sends no code and registers nobody.
   */
  force<Id extends EndpointId | Own['id']>(
    endpoint: Id,
    answer: ResultOfEither<Id, Own> | Disruption,
    options?: ForceOptions,
  ): TakeBack
  force(endpoint: EndpointId | Own['id'], options: ForceOptions): TakeBack
  /** Everything the backend knows, as a value that JSON can hold. */
  snapshot(): Promise<Snapshot>
  /**
   * Restores a snapshot and forgets everything else. Forced states stay.
   *
   * @throws TypeError when the value is not a snapshot.
   */
  load(snapshot: Snapshot): Promise<void>
  /** Goes back to the start: clears the store, the inbox and all forced states, and restarts the seed and fixtures. */
  reset(): Promise<void>
  /** The settings, with every default filled in. @internal */
  readonly settings: Settings
  /** The operations it serves. @internal */
  readonly operations: readonly ServedOperation[]
  /** The core, for the adapters. @internal */
  readonly handle: Handle
}

/**
 * Creates a reference backend. With the default options it is the document as `docs/contract.md` reads it.
 *
 * @throws TypeError or RangeError for an invalid option: an own operation whose id or route is taken, for example.
 */
export function createReferenceBackend<const Operations extends readonly AnsweredOperation[] = readonly []>(
  options: ReferenceOptions<Operations> = {},
): ReferenceBackend<OwnOperations<Operations>> {
  return createBackendWith(options, {})
}

/** Creates a reference backend with some decisions replaced. The tests build their wrong backends this way. */
export function createBackendWith<Own extends OperationDefinition = never>(
  options: ReferenceOptions,
  changed: ChangedDecisions,
): ReferenceBackend<Own> {
  const settings = settingsOf(options)
  const documented = documentedDecisions(settings)
  const decisions = { ...documented, ...(typeof changed === 'function' ? changed(documented, settings) : changed) }
  const store = options.store ?? memoryStore()
  const inbox = createInbox()
  const operations = [...documentOperations, ...ownOperations(options.operations ?? [], settings)]
  const forced = createForcedStates(operations)
  let source = randomOf(options)
  const random: Random = (length) => source(length)
  const fixtures = createFixtures(settings, store, random)
  fixtures.add()

  const context = { settings, decisions, store, inbox, random, now: settings.now }
  const handle = createCore({ context, operations, forced, fixtures, onExchange: options.onExchange })
  return {
    fetch: fetchOf(handle),
    inbox,
    settings,
    operations,
    handle,
    force: (endpoint: string, answer: string | ForceOptions, how: ForceOptions = {}) =>
      typeof answer === 'string' ? forced.force(endpoint, answer, how) : forced.force(endpoint, undefined, answer),
    snapshot: async () => {
      await fixtures.added()
      return snapshotOf(await store.dump(), inbox.list())
    },
    load: async (snapshot) => {
      const state = stateOf(snapshot)
      await fixtures.added()
      await store.load(state)
      inbox.clear()
      snapshot.inbox.forEach(inbox.deliver)
    },
    reset: async () => {
      inbox.clear()
      forced.clear()
      // Fixtures that are still being added would draw from the restarted seed.
      await fixtures.added().catch(() => {})
      source = randomOf(options)
      await store.load(emptyState)
      fixtures.add()
      await fixtures.added()
    },
  }
}

function ownOperations(answered: readonly AnsweredOperation[], { serveInbox, serveUploads }: Settings) {
  if (!answered.every((one) => typeof one?.rule === 'function'))
    throw new TypeError('operations: pass what answers(operation, rule) returns')
  checkOperations(answered.map(({ operation }) => operation))
  for (const { operation } of answered) {
    const { id, path } = operation
    if ((serveInbox && /^\/inbox(\.json)?$/.test(path)) || (serveUploads && path.startsWith('/uploads/')))
      throw new TypeError(`the operation "${id}": the backend serves ${path} itself`)
  }
  return answered.map(serveOwnOperation)
}

function randomOf({ seed }: ReferenceOptions): Random {
  return seed === undefined ? cryptographicRandom() : seededRandom(seed)
}
