import type { Settings } from './reference-settings.ts'
import { hashPassword } from './rules/password-hash.ts'
import type { Random } from './rules/random-bytes.ts'
import type { Store } from './store/store.ts'

/** The people who are registered from the start. */
export interface Fixtures {
  /** Begins to add them. */
  add(): void
  /** Resolves when they are in the store; rejects where they could not be added. */
  added(): Promise<void>
}

/** The people of the option `people`, for this store. */
export function createFixtures({ people, hashCost, now }: Settings, store: Store, random: Random): Fixtures {
  const addAll = async () => {
    for (const { userId, password, gender = null, nickname = null, headImage = null } of people) {
      const passwordHash = await hashPassword(password, hashCost, random)
      await store.addPerson({ userId, passwordHash, gender, nickname, headImage, registeredAt: now() })
    }
  }
  let adding = Promise.resolve()
  return {
    add: () => {
      adding = addAll()
      // Every call reports the failure, so it is not unhandled.
      adding.catch(() => {})
    },
    added: () => adding,
  }
}
