import type { EndpointId } from '../contract/endpoints.ts'
import { createCore } from './core.ts'
import { createForcedStates, type ForcedAnswer, type ForceOptions, type TakeBack } from './forced/forced-states.ts'
import { fetchOf } from './http/fetch-adapter.ts'
import type { Handle } from './http/wire.ts'
import type { ReferenceOptions } from './reference-options.ts'
import { type Settings, settingsOf } from './reference-settings.ts'
import { type ChangedDecisions, documentedDecisions } from './rules/decisions.ts'
import { hashPassword } from './rules/password-hash.ts'
import { cryptographicRandom, type Random, seededRandom } from './rules/random-bytes.ts'
import type { Rules } from './rules/rule.ts'
import { createInbox, type Inbox } from './store/inbox.ts'
import { memoryStore } from './store/memory-store.ts'
import { type Snapshot, snapshotOf, stateOf } from './store/snapshot.ts'
import { nothingStored, type Store } from './store/store.ts'

/** The whole document as a backend with state, for the adapters to answer from. */
export interface ReferenceBackend {
  /** Answers a request in this process. It is a `fetch`, so it can stand wherever one can be given. */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>
  /** What would have been sent by SMS. */
  readonly inbox: Inbox
  /**
   * Makes an endpoint answer with one of its result codes, never, or by dropping the connection, until the returned
   * function takes that back or `times` requests have met it. `force('login', { delay: 2000 })` only delays what the
   * rules say. A forced answer changes nothing: no code is sent and nobody is registered.
   */
  force<Id extends EndpointId>(endpoint: Id, answer: ForcedAnswer<Id>, options?: ForceOptions): TakeBack
  force(endpoint: EndpointId, options: ForceOptions): TakeBack
  /** Everything the backend knows now, as a value that JSON can hold. */
  snapshot(): Promise<Snapshot>
  /**
   * Goes back to a snapshot: what is not in it is forgotten. Forced states stay.
   *
   * @throws TypeError when the value is no snapshot.
   */
  load(snapshot: Snapshot): Promise<void>
  /** Back to the start: everything kept is forgotten, forced states are taken back, seed and fixtures begin anew. */
  reset(): Promise<void>
  /** The settings, with every default filled in. @internal */
  readonly settings: Settings
  /** The core, for the adapters. @internal */
  readonly handle: Handle
}

/** Creates a reference backend. By its defaults it is the document as `docs/contract.md` reads it. */
export function createReferenceBackend(options: ReferenceOptions = {}): ReferenceBackend {
  return createBackendWith(options, {})
}

/** A reference backend that decides some things otherwise: how the wrong backends of the tests are made. */
export function createBackendWith(options: ReferenceOptions, changed: ChangedDecisions): ReferenceBackend {
  const settings = settingsOf(options)
  const documented = documentedDecisions(settings)
  const decisions = { ...documented, ...(typeof changed === 'function' ? changed(documented, settings) : changed) }
  const store = options.store ?? memoryStore()
  const inbox = createInbox()
  const forced = createForcedStates()
  let random = randomOf(options)
  const rules: Rules = { settings, decisions, store, inbox, random: (length) => random(length), now: settings.now }

  let ready = settings.people.length > 0 ? addPeople(settings, store, rules.random) : undefined
  const settle = () => {
    const settling = ready
    void settling?.then(
      () => {
        if (ready === settling) ready = undefined
      },
      () => {},
    )
  }
  settle()

  const handle = createCore({ rules, forced, ready: () => ready, onExchange: options.onExchange })
  return {
    fetch: fetchOf(handle),
    inbox,
    settings,
    handle,
    force: (endpoint: EndpointId, answer: ForcedAnswer<EndpointId> | ForceOptions, how: ForceOptions = {}) =>
      typeof answer === 'string' ? forced.force(endpoint, answer, how) : forced.force(endpoint, undefined, answer),
    snapshot: async () => {
      await ready
      return snapshotOf(await store.dump(), inbox.list())
    },
    load: async (snapshot) => {
      const state = stateOf(snapshot)
      await ready
      await store.load(state)
      inbox.clear()
      snapshot.inbox.forEach(inbox.deliver)
    },
    reset: async () => {
      inbox.clear()
      forced.clear()
      // Who is still being added would draw from the seed that begins anew.
      if (ready) await ready.catch(() => {})
      random = randomOf(options)
      await store.load(nothingStored)
      if (settings.people.length > 0) {
        ready = addPeople(settings, store, rules.random)
        settle()
        await ready
      }
    },
  }
}

function randomOf({ seed }: ReferenceOptions): Random {
  return seed === undefined ? cryptographicRandom() : seededRandom(seed)
}

async function addPeople({ people, hashCost, now }: Settings, store: Store, random: Random): Promise<void> {
  for (const { userId, password, gender = null, nickname = null, headImage = null } of people) {
    const passwordHash = await hashPassword(password, hashCost, random)
    await store.addPerson({ userId, passwordHash, gender, nickname, headImage, registeredAt: now() })
  }
}
