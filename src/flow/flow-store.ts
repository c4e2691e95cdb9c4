import type { FlowFailure, NotRun, RegistrationAction } from './flow-outcomes.ts'
import { type Goings, secondsLeft, serverSnapshot, snapshotOf } from './flow-snapshot.ts'
import { actionsOf, type FlowState, start } from './flow-state.ts'
import type { RegistrationFlow, RegistrationSnapshot } from './registration-flow.ts'
import type { SavedFlow } from './saved-flow.ts'

/** Why an action can't run now; nothing where it can. */
type Hindrance = Exclude<NotRun['reason'], 'busy' | 'elsewhere'> | false | undefined

/** A state that listeners see and a storage keeps, changed by one action at a time. */
export interface FlowStore extends Pick<RegistrationFlow, 'ready' | 'subscribe' | 'getSnapshot' | 'getServerSnapshot'> {
  state(): FlowState
  /** Runs an action alone: from the state as it is, to the state and the outcome that come of it. */
  run<Done extends FlowFailure | { readonly ok: true }>(
    action: RegistrationAction,
    perform: () => Promise<readonly [FlowState, Done]>,
    hindrance?: Hindrance,
  ): Promise<Done | NotRun>
  /** Changes the state without asking anybody. */
  leaveFor(next: FlowState, hindrance?: Hindrance): NotRun | undefined
  /** Shows how far the action is that is under way. */
  show(progress: RegistrationSnapshot['progress']): void
}

export function flowStore(saved: SavedFlow, now: () => number): FlowStore {
  const listeners = new Set<() => void>()
  let state = start
  let goings: Goings = {}
  let snapshot: RegistrationSnapshot | undefined
  let clock: ReturnType<typeof setTimeout> | undefined

  function change(next: FlowState, going: Goings): void {
    state = next
    goings = going
    tell()
  }

  function tell(): void {
    snapshot = undefined
    for (const listener of [...listeners]) {
      try {
        listener()
      } catch {
        // As with the client's hooks: what a listener throws is its own affair.
      }
    }
    tick()
  }

  /** Tells of each second of a cooldown, as long as somebody listens. */
  function tick(): void {
    clearTimeout(clock)
    const left = Number(state.until) - now()
    if (listeners.size > 0 && left > 0) clock = setTimeout(tell, left % 1000 || 1000)
  }

  const notRun = (reason: NotRun['reason']): NotRun => ({ ok: false, kind: 'not-run', reason })

  const found = saved.read()
  if (found instanceof Promise) goings = { pending: 'resume' }
  else if (found) state = found

  return {
    ready: Promise.resolve(found).then((resumed) => {
      if (goings.pending === 'resume') change(resumed ?? start, {})
    }),
    state: () => state,
    getServerSnapshot: () => serverSnapshot,
    getSnapshot() {
      const seconds = secondsLeft(state, now())
      if (!snapshot || (snapshot.cooldown?.seconds ?? 0) !== seconds) snapshot = snapshotOf(state, seconds, goings)
      return snapshot
    },
    subscribe(listener) {
      listeners.add(listener)
      tick()
      return () => {
        listeners.delete(listener)
        tick()
      }
    },

    async run(action, perform, hindrance) {
      if (goings.pending) return notRun('busy')
      if (!actionsOf(state).includes(action)) return notRun('wrong-step')
      if (hindrance) return notRun(hindrance)
      change(state, { pending: action })
      // Nothing comes between this look and what the action writes before its request, where the storage is synchronous.
      const look = saved.readOthers()
      const others = look instanceof Promise ? await look : look
      if (others) {
        change(others, {})
        return notRun('elsewhere')
      }
      const [next, outcome] = await perform()
      saved.write(next)
      change(next, { failure: outcome.ok ? undefined : outcome })
      return outcome
    },

    leaveFor(next, hindrance) {
      if (goings.pending) return notRun('busy')
      if (hindrance) return notRun(hindrance)
      saved.write(next)
      change(next, {})
      return undefined
    },

    show(progress) {
      change(state, { ...goings, progress })
    },
  }
}
