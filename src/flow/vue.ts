import { onScopeDispose, type ShallowRef, shallowRef } from 'vue'
import type { RegistrationFlow, RegistrationSnapshot } from './registration-flow.ts'

/**
 * Returns a shallow ref of a flow's snapshot, for templates and watchers. Needs Vue 3.4 or later.
 *
 * When the surrounding component or effect scope ends, it unsubscribes and aborts no call.
 */
export function useRegistrationFlow(flow: RegistrationFlow): Readonly<ShallowRef<RegistrationSnapshot>> {
  const snapshot = shallowRef(flow.getSnapshot())
  onScopeDispose(
    flow.subscribe(() => {
      snapshot.value = flow.getSnapshot()
    }),
  )
  return snapshot
}
