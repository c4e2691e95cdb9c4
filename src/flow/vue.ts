import { onScopeDispose, type ShallowRef, shallowRef } from 'vue'
import type { RegistrationFlow, RegistrationSnapshot } from './registration-flow.ts'

/**
 * What a flow shows now, for templates and watchers, until the component or effect scope around it ends. Vue 3.4 or
 * later.
 *
 * The end stops listening and ends no call: what costs an SMS goes on.
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
