'use client'

import { useSyncExternalStore } from 'react'
import type { RegistrationFlow, RegistrationSnapshot } from './registration-flow.ts'

/**
 * Returns the current snapshot of a flow and renders the component again when it changes. Needs React 18 or later.
 *
 * Create the flow outside the component, or as initial state: `useState(() => createRegistrationFlow(…))`. Unmounting
 * unsubscribes and aborts no call.
 */
export function useRegistrationFlow(flow: RegistrationFlow): RegistrationSnapshot {
  return useSyncExternalStore(flow.subscribe, flow.getSnapshot, flow.getServerSnapshot)
}
