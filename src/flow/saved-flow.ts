import type { Session, SessionData } from '../client/session/client-session.ts'
import { type FlowState, isPossible } from './flow-state.ts'
import type { RegistrationFlowOptions } from './registration-flow.ts'

/** Saves a flow. Errors of the storage are ignored: the registration continues without it. */
export interface SavedFlow {
  /** The saved state, if the flow can resume it. */
  read(): FlowState | undefined | Promise<FlowState | undefined>
  /** The state that another tab has saved since this one last read the storage. */
  readOthers(): FlowState | undefined | Promise<FlowState | undefined>
  write(state: FlowState): void
}

/** What is saved along with the state. */
interface Label {
  readonly version: 1
  /** The backend. */
  readonly origin: string
  /** The flow that wrote it, because tabs share a storage. */
  readonly by: string
  readonly at: number
  readonly session?: SessionData | undefined
}

/** A sample of each member's type. */
const sample: Required<FlowState> = {
  step: 'start',
  userId: '',
  code: '',
  headImage: '',
  sentAt: 0,
  until: 0,
  untilFor: '',
  locked: true,
  mayBeRegistered: true,
  unknown: 'sendCode',
  tried: '',
  presumed: true,
}

/** How long a saved state can be resumed, in milliseconds. Codes and sessions rarely last longer. */
const day = 86_400_000

/** How long to wait for an asynchronous storage, in milliseconds. */
const patience = 3_000

/** Saves a flow in the storage of its options, if there is one. */
export function savedFlow(
  session: Session,
  { storage, storageKey = 'phone-auth-kit/registration', saveSecrets }: RegistrationFlowOptions,
  now: () => number,
): SavedFlow {
  const by = Math.random().toString(36).slice(2)
  let seen: string | undefined
  let writing: Promise<unknown> | undefined

  function take(text: string | null | undefined, onlyOthers: boolean): FlowState | undefined {
    if (!text || (onlyOthers && text === seen)) return undefined
    try {
      const saved: Record<string, unknown> & Label = JSON.parse(text)
      if (onlyOthers && saved.by === by) return undefined
      seen = text
      if (saved.version !== 1 || saved.origin !== session.export().origin || !(Math.abs(now() - saved.at) < day))
        return undefined
      const state = stateIn(saved)
      if (!state) return undefined
      if (saved.session) session.import(saved.session)
      return Number(state.until) > now() + day ? { ...state, until: undefined } : state
    } catch {
      return undefined
    }
  }

  function read(onlyOthers: boolean): FlowState | undefined | Promise<FlowState | undefined> {
    try {
      const text = storage?.getItem(storageKey)
      if (!isPromise(text)) return take(text, onlyOthers)
      let timer: ReturnType<typeof setTimeout> | undefined
      const late = new Promise<null>((resolve) => {
        timer = setTimeout(resolve, patience, null)
      })
      return Promise.race([text, late])
        .then((found) => take(found, onlyOthers))
        .catch(() => undefined)
        .finally(() => clearTimeout(timer))
    } catch {
      return undefined
    }
  }

  function textOf({ step, userId, code, tried, untilFor, ...state }: FlowState): string | undefined {
    const isOver = step === 'start' && !state.mayBeRegistered && !(Number(state.until) > now())
    if (isOver || step === 'logged-in') return undefined
    const { origin } = session.export()
    const label: Label = { version: 1, origin, by, at: now(), ...(saveSecrets && { session: session.export() }) }
    return JSON.stringify({ ...label, step, ...state, ...(saveSecrets && { userId, code, tried, untilFor }) })
  }

  return {
    read: () => read(false),
    readOthers: () => read(true),
    write(state) {
      const put = (): unknown => {
        try {
          const text = textOf(state)
          return text === undefined ? storage?.removeItem(storageKey) : storage?.setItem(storageKey, text)
        } catch {
          return undefined
        }
      }
      // A synchronous storage is written at once, an asynchronous one in order.
      const done = writing ? writing.then(put) : put()
      if (isPromise(done)) writing = done.catch(() => {})
    },
  }
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function'
}

/** The state among the saved members, or nothing if one of them has the wrong type. */
function stateIn(saved: Record<string, unknown>): FlowState | undefined {
  const members = Object.entries(sample).map(([key, value]) => [key, saved[key], typeof value] as const)
  const isWhole = members.every(([, value, type]) => value === undefined || typeof value === type)
  const state = Object.fromEntries(members) as Record<string, unknown> & FlowState
  return isWhole && isPossible(state) ? state : undefined
}
