import { type Person, type Store, type StoredSession, stepPerson, type Upload } from './store.ts'

/** How much a memory store keeps before it forgets the oldest of a kind. */
export interface MemoryStoreLimits {
  /** Sessions, the longest unused going first. Default 20000. */
  readonly sessions?: number | undefined
  /** Bytes of uploads, in all; each counts for a kibibyte more than its image. Default 64 MiB. */
  readonly uploadBytes?: number | undefined
}

/**
 * A store in memory. No step of it waits for anything, so each is atomic.
 *
 * People are never forgotten; sessions and uploads are, the oldest first, so that a server that runs for weeks does not
 * grow.
 */
export function memoryStore(limits: MemoryStoreLimits = {}): Store {
  const { sessions: sessionLimit = 20_000, uploadBytes: uploadLimit = 64 * 2 ** 20 } = limits
  const sessions = new Map<string, StoredSession>()
  const people = new Map<string, Person>()
  const sendings = new Map<string, number>()
  const uploads = new Map<string, Upload>()
  let uploadBytes = 0

  const keepSession = (session: StoredSession): void => {
    // Taken out first, so that it goes in last: maps keep the order in which entries were set.
    sessions.delete(session.id)
    sessions.set(session.id, session)
    if (sessions.size > sessionLimit) forgetOldest(sessions, sessionLimit)
  }
  const keepUpload = (upload: Upload): void => {
    uploads.set(upload.name, upload)
    uploadBytes += weightOf(upload)
    if (uploadBytes <= uploadLimit) return
    for (const [name, oldest] of uploads) {
      if (uploadBytes <= withRoom(uploadLimit)) return
      uploads.delete(name)
      uploadBytes -= weightOf(oldest)
    }
  }

  return {
    createSession: (session) => {
      if (sessions.has(session.id)) return false
      keepSession(session)
      return true
    },
    session: (id) => sessions.get(id),
    updateSession: (id, step) => {
      const { session, result } = step(sessions.get(id))
      if (session) keepSession(session)
      else sessions.delete(id)
      return result
    },
    addPerson: (person) => {
      if (people.has(person.userId)) return false
      people.set(person.userId, person)
      return true
    },
    person: (userId) => people.get(userId),
    updatePerson: (userId, step) => {
      const { person, result } = stepPerson(userId, people.get(userId), step)
      if (person) people.set(userId, person)
      else people.delete(userId)
      return result
    },
    noteSending: (userId, at, interval) => {
      const last = sendings.get(userId)
      if (last !== undefined && at - last < interval) return false
      sendings.delete(userId)
      sendings.set(userId, at)
      if (sendings.size > sessionLimit) forgetOldest(sendings, sessionLimit)
      return true
    },
    addUpload: (upload) => {
      if (uploads.has(upload.name)) return false
      keepUpload(upload)
      return true
    },
    upload: (name) => uploads.get(name),
    dump: () => ({
      people: [...people.values()],
      sessions: [...sessions.values()],
      sendings: [...sendings].map(([userId, at]) => ({ userId, at })),
      uploads: [...uploads.values()],
    }),
    load: (state) => {
      for (const kept of [sessions, people, sendings, uploads]) kept.clear()
      uploadBytes = 0
      for (const person of state.people) people.set(person.userId, person)
      for (const { userId, at } of state.sendings) sendings.set(userId, at)
      state.sessions.forEach(keepSession)
      state.uploads.forEach(keepUpload)
    },
  }
}

/** What an upload costs to keep: its image, and what is kept about it, lest empty images fill the memory. */
function weightOf({ bytes }: Upload): number {
  return bytes.length + 1024
}

function forgetOldest(kept: Map<string, unknown>, limit: number): void {
  for (const key of kept.keys()) {
    if (kept.size <= withRoom(limit)) return
    kept.delete(key)
  }
}

/**
 * How much is left of what has grown beyond a limit. Many go at once, because each search for the oldest entry of a map
 * steps over the holes that the ones before have left. (One iterator kept for ever would not, but would hold every table
 * that the map has outgrown since it was last moved.)
 */
function withRoom(limit: number): number {
  return limit - Math.floor(limit / 16)
}
