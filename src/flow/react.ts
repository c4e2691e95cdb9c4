'use client'

import { useSyncExternalStore } from 'react'
import type { RegistrationFlow, RegistrationSnapshot } from './registration-flow.ts'

/**
 * What a flow shows now; the component renders again when it changes. React 18 or later.
 *
 * Make the flow outside of the component, or in its first state: `useState(() => createRegistrationFlow(…))`. Unmounting
 * stops listening and ends no call: what costs an SMS goes on.
 */
export function useRegistrationFlow(flow: RegistrationFlow): RegistrationSnapshot {
  return useSyncExternalStore(flow.subscribe, flow.getSnapshot, flow.getServerSnapshot)
}
