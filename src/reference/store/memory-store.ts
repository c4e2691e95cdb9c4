import { type Person, type Store, type StoredSession, stepPerson, type Upload } from './store.ts'

/** How much a memory store keeps before it drops the oldest entries. */
export interface MemoryStoreLimits {
  /** The number of sessions; the one unused for longest is dropped first. Default 20000. */
  readonly sessions?: number | undefined
  /** The total size of uploads, in bytes; each upload counts as its image plus 1 KiB. Default 64 MiB. */
  readonly uploadBytes?: number | undefined
}

/**
 * A store in memory. Every step is synchronous, and so atomic.
 *
 * People are never dropped. Old sessions and uploads are, so that a server that runs for weeks does not grow.
 */
export function memoryStore(limits: MemoryStoreLimits = {}): Store {
  const { sessions: sessionLimit = 20_000, uploadBytes: uploadLimit = 64 * 2 ** 20 } = limits
  const sessions = new Map<string, StoredSession>()
  const people = new Map<string, Person>()
  const sendings = new Map<string, number>()
  const uploads = new Map<string, Upload>()
  let uploadBytes = 0

  const keepSession = (session: StoredSession): void => {
    // Delete it first, so that it moves to the end: a map keeps the order of insertion.
    sessions.delete(session.id)
    sessions.set(session.id, session)
    if (sessions.size > sessionLimit) dropOldest(sessions, sessionLimit)
  }
  const keepUpload = (upload: Upload): void => {
    uploads.set(upload.name, upload)
    uploadBytes += sizeOf(upload)
    if (uploadBytes <= uploadLimit) return
    for (const [name, oldest] of uploads) {
      if (uploadBytes <= shrunk(uploadLimit)) return
      uploads.delete(name)
      uploadBytes -= sizeOf(oldest)
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
      if (sendings.size > sessionLimit) dropOldest(sendings, sessionLimit)
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

/** The memory an upload takes: its image, and an allowance for the rest, so that empty images count, too. */
function sizeOf({ bytes }: Upload): number {
  return bytes.length + 1024
}

function dropOldest(kept: Map<string, unknown>, limit: number): void {
  for (const key of kept.keys()) {
    if (kept.size <= shrunk(limit)) return
    kept.delete(key)
  }
}

/**
 * The size to shrink to once a limit is exceeded. Many entries are dropped at once, because each search for the oldest
 * entry of a map steps over the holes that earlier deletions left. (A permanent iterator would not, but it would keep
 * every table that the map has outgrown alive.)
 */
function shrunk(limit: number): number {
  return limit - Math.floor(limit / 16)
}
