import type { FlowFailure, NotRun, RegistrationAction } from './flow-outcomes.ts'
import { type Activity, secondsLeft, serverSnapshot, snapshotOf } from './flow-snapshot.ts'
import { actionsOf, type FlowState, start } from './flow-state.ts'
import type { RegistrationFlow, RegistrationSnapshot } from './registration-flow.ts'
import type { SavedFlow } from './saved-flow.ts'

/** Why an action cannot run now; falsy if it can. */
type Hindrance = Exclude<NotRun['reason'], 'busy' | 'elsewhere'> | false | undefined

/** A state that one action at a time changes. Listeners see each change, and the storage keeps it. */
export interface FlowStore extends Pick<RegistrationFlow, 'ready' | 'subscribe' | 'getSnapshot' | 'getServerSnapshot'> {
  state(): FlowState
  /** Runs an action unless another one is running. `perform` gives the next state and the outcome. */
  run<Done extends FlowFailure | { readonly ok: true }>(
    action: RegistrationAction,
    perform: () => Promise<readonly [FlowState, Done]>,
    hindrance?: Hindrance,
  ): Promise<Done | NotRun>
  /** Changes the state without a request. */
  leaveFor(next: FlowState, hindrance?: Hindrance): NotRun | undefined
  /** Shows the progress of the running upload. */
  show(progress: RegistrationSnapshot['progress']): void
}

export function flowStore(saved: SavedFlow, now: () => number): FlowStore {
  const listeners = new Set<() => void>()
  let state = start
  let activity: Activity = {}
  let snapshot: RegistrationSnapshot | undefined
  let clock: ReturnType<typeof setTimeout> | undefined

  function change(next: FlowState, doing: Activity): void {
    state = next
    activity = doing
    tell()
  }

  function tell(): void {
    snapshot = undefined
    for (const listener of [...listeners]) {
      try {
        listener()
      } catch {
        // Ignored, like what the client's hooks throw.
      }
    }
    tick()
  }

  /** Notifies listeners each second of a cooldown. Without listeners no timer runs. */
  function tick(): void {
    clearTimeout(clock)
    const left = Number(state.until) - now()
    if (listeners.size > 0 && left > 0) clock = setTimeout(tell, left % 1000 || 1000)
  }

  const notRun = (reason: NotRun['reason']): NotRun => ({ ok: false, kind: 'not-run', reason })

  const found = saved.read()
  if (found instanceof Promise) activity = { pending: 'resume' }
  else if (found) state = found

  return {
    ready: Promise.resolve(found).then((resumed) => {
      if (activity.pending === 'resume') change(resumed ?? start, {})
    }),
    state: () => state,
    getServerSnapshot: () => serverSnapshot,
    getSnapshot() {
      const seconds = secondsLeft(state, now())
      if (!snapshot || (snapshot.cooldown?.seconds ?? 0) !== seconds) snapshot = snapshotOf(state, seconds, activity)
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
      if (activity.pending) return notRun('busy')
      if (!actionsOf(state).includes(action)) return notRun('wrong-step')
      if (hindrance) return notRun(hindrance)
      change(state, { pending: action })
      // Not awaited with a synchronous storage: no other tab can write between this read and the action's first write.
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
      if (activity.pending) return notRun('busy')
      if (hindrance) return notRun(hindrance)
      saved.write(next)
      change(next, {})
      return undefined
    },

    show(progress) {
      change(state, { ...activity, progress })
    },
  }
}
