// What the bindings use of React and Vue, which are not installed here: those who use a binding bring them along.
// test/bindings holds the built bindings to the real ones.

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
