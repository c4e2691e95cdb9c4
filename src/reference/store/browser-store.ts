import { type Person, type Store, type StoredSession, stepPerson, type Upload } from './store.ts'

/** Options of a browser store. */
export interface BrowserStoreOptions {
  /** The name of the database. Pages of one origin with the same name share it. Default `phone-auth-kit`. */
  readonly name?: string | undefined
}

type Table = 'people' | 'sessions' | 'sendings' | 'uploads'

const tables = { people: 'userId', sessions: 'id', sendings: 'userId', uploads: 'name' } as const satisfies {
  [Name in Table]: string
}
const tableNames = Object.keys(tables) as Table[] // the keys of the value above

/**
 * A store in the browser's IndexedDB. It survives a reload of the page, and pages of one origin share it. Each step is
 * one transaction, which the browser isolates from all others.
 */
export function browserStore({ name = 'phone-auth-kit' }: BrowserStoreOptions = {}): Store {
  let opened: Promise<IDBDatabase> | undefined
  const open = () => {
    opened ??= openDatabase(name).then((database) => {
      // Another page wants to delete or upgrade the database. Let it, and open the database again when needed.
      const forget = () => {
        opened = undefined
      }
      database.onversionchange = () => {
        database.close()
        forget()
      }
      database.onclose = forget
      return database
    })
    // If opening fails, the next step tries again.
    opened.catch(() => {
      opened = undefined
    })
    return opened
  }
  const get = async <Row>(table: Table, key: string): Promise<Row | undefined> => {
    const transaction = (await open()).transaction(table)
    return settled<Row | undefined>(transaction.objectStore(table).get(key))
  }
  /** Reads a row and writes what `step` returns, in one transaction. */
  const update = async <Row, Result>(
    table: Table,
    key: string,
    step: (row: Row | undefined) => { row: Row | undefined; result: Result },
  ): Promise<Result> => {
    const transaction = (await open()).transaction(table, 'readwrite')
    const done = finished(transaction)
    const rows = transaction.objectStore(table)
    const before = await settled<Row | undefined>(rows.get(key))
    const { row, result } = step(before)
    if (row === undefined) rows.delete(key)
    else if (row !== before) rows.put(row)
    await done
    return result
  }
  const addIfAbsent = <Row>(table: Table, key: string, row: Row): Promise<boolean> =>
    update<Row, boolean>(table, key, (there) => ({ row: there ?? row, result: there === undefined }))

  return {
    createSession: (session) => addIfAbsent('sessions', session.id, session),
    session: (id) => get<StoredSession>('sessions', id),
    updateSession: (id, step) =>
      update<StoredSession, ReturnType<typeof step>['result']>('sessions', id, (before) => {
        const { session, result } = step(before)
        return { row: session, result }
      }),
    addPerson: (person) => addIfAbsent('people', person.userId, person),
    person: (userId) => get<Person>('people', userId),
    updatePerson: (userId, step) =>
      update<Person, ReturnType<typeof step>['result']>('people', userId, (before) => {
        const { person, result } = stepPerson(userId, before, step)
        return { row: person, result }
      }),
    noteSending: (userId, at, interval) =>
      update<{ userId: string; at: number }, boolean>('sendings', userId, (last) =>
        last && at - last.at < interval ? { row: last, result: false } : { row: { userId, at }, result: true },
      ),
    addUpload: (upload) => addIfAbsent('uploads', upload.name, upload),
    upload: (key) => get<Upload>('uploads', key),
    dump: async () => {
      const transaction = (await open()).transaction(tableNames)
      const all = <Row>(table: Table) => settled<Row[]>(transaction.objectStore(table).getAll())
      const [people, sessions, sendings, uploads] = await Promise.all([
        all<Person>('people'),
        all<StoredSession>('sessions'),
        all<{ userId: string; at: number }>('sendings'),
        all<Upload>('uploads'),
      ])
      return { people, sessions, sendings, uploads }
    },
    load: async (state) => {
      const transaction = (await open()).transaction(tableNames, 'readwrite')
      const done = finished(transaction)
      for (const table of tableNames) {
        const rows = transaction.objectStore(table)
        rows.clear()
        for (const row of state[table]) rows.put(row)
      }
      await done
    },
  }
}

function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1)
  request.onupgradeneeded = () => {
    for (const table of tableNames) request.result.createObjectStore(table, { keyPath: tables[table] })
  }
  return settled(request)
}

function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

/** Resolves when the transaction is complete: only then is its data kept. */
function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
  })
}
