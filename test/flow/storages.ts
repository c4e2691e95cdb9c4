import type { FlowStorage } from 'phone-auth-kit/registration-flow'

/** A storage whose items a test can look at. */
export interface OpenStorage extends FlowStorage {
  readonly items: Map<string, string>
}

/** A storage as a browser has it. */
export function memoryStorage(): OpenStorage {
  const items = new Map<string, string>()
  return {
    items,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => items.set(key, value),
    removeItem: (key) => items.delete(key),
  }
}

/** How many requests of slow storages are under way. */
let underWay = 0

/** Waits until every slow storage has written everything, however slow the machine is. */
export async function settled(): Promise<void> {
  for (let quiet = 0; quiet < 3; quiet = underWay === 0 ? quiet + 1 : 0)
    await new Promise((resolve) => setImmediate(resolve))
}

/** A storage as React Native has it: all takes a while, and what was asked for later may be done earlier. */
export function slowStorage(): OpenStorage {
  const items = new Map<string, string>()
  let asked = 0
  const later = <Value>(act: () => Value): Promise<Value> =>
    new Promise((resolve) => {
      underWay += 1
      const end = () => {
        underWay -= 1
        resolve(act())
      }
      setTimeout(end, asked++ % 2 === 0 ? 8 : 1)
    })
  return {
    items,
    getItem: (key) => later(() => items.get(key) ?? null),
    setItem: (key, value) => later(() => items.set(key, value)),
    removeItem: (key) => later(() => items.delete(key)),
  }
}
