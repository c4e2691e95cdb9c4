// The parts of React and Vue that the bindings use. Neither is installed here, because whoever uses a binding has the
// framework already. test/bindings checks the built bindings against the real types.

declare module 'react' {
  export function useSyncExternalStore<Snapshot>(
    subscribe: (listener: () => void) => () => void,
    getSnapshot: () => Snapshot,
    getServerSnapshot?: () => Snapshot,
  ): Snapshot
}

declare module 'vue' {
  export interface ShallowRef<Value> {
    value: Value
  }
  export function shallowRef<Value>(value: Value): ShallowRef<Value>
  export function onScopeDispose(end: () => void): void
}
