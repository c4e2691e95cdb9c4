import { createRequire } from 'node:module'
import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite'
import {
  type Person,
  type Store,
  type StoredSession,
  type StoredState,
  stepPerson,
  type Upload,
} from '../store/store.ts'

/** A store in a file. */
export interface FileStore extends Store {
  /** Closes the file. */
  close(): void
}

/** How long a step waits for another process to finish its own, in milliseconds. */
const busyTimeout = 10_000

const schemaVersion = 1

const schema = `
  CREATE TABLE people (
    userId TEXT PRIMARY KEY, passwordHash TEXT NOT NULL, gender TEXT, nickname TEXT, headImage TEXT,
    registeredAt INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE sessions (id TEXT PRIMARY KEY, state TEXT NOT NULL, expiresAt INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX sessionsByEnd ON sessions (expiresAt);
  CREATE TABLE sendings (userId TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE uploads (
    name TEXT PRIMARY KEY, path TEXT NOT NULL, type TEXT NOT NULL, bytes BLOB NOT NULL
  ) STRICT;
  PRAGMA user_version = ${schemaVersion};
`

/**
 * Opens a store in a file, through Node's own SQLite. Several processes may share one file: each step is one
 * transaction. Everything that was answered is in the file and survives the death of the process, even by `kill -9`.
 *
 * @throws When the file cannot be opened, or is not a data file of this version.
 */
export function openFileStore(path: string): FileStore {
  const database = openDatabase(path)
  const statements = new Map<string, StatementSync>()
  const prepared = (sql: string): StatementSync => {
    const statement = statements.get(sql) ?? database.prepare(sql)
    statements.set(sql, statement)
    return statement
  }
  const get = (sql: string, key: string) => prepared(sql).get(key)
  const isAdded = (sql: string, ...values: (string | number | null | Uint8Array)[]): boolean =>
    prepared(sql).run(...values).changes === 1
  const step = <Result>(work: () => Result): Result => transaction(prepared, work)

  const sessionOf = (id: string): StoredSession | undefined => {
    const row = get('SELECT state FROM sessions WHERE id = ?', id)
    return row && parsedSession(row)
  }
  const keepSession = (session: StoredSession): void => {
    prepared('INSERT OR REPLACE INTO sessions VALUES (?, ?, ?)').run(
      session.id,
      JSON.stringify(session),
      session.expiresAt,
    )
  }
  const personAt = (userId: string): Person | undefined => {
    const row = get('SELECT * FROM people WHERE userId = ?', userId)
    return row && personOf(row)
  }
  const insertPerson = (conflict: 'IGNORE' | 'REPLACE', person: Person): boolean => {
    const { userId, passwordHash, gender, nickname, headImage, registeredAt } = person
    const sql = `INSERT OR ${conflict} INTO people VALUES (?, ?, ?, ?, ?, ?)`
    return isAdded(sql, userId, passwordHash, gender, nickname, headImage, registeredAt)
  }
  const addPerson = (person: Person) => insertPerson('IGNORE', person)
  const addUpload = ({ name, path: place, type, bytes }: Upload): boolean =>
    isAdded('INSERT OR IGNORE INTO uploads VALUES (?, ?, ?, ?)', name, place, type, bytes)

  return {
    createSession: (session) =>
      step(() => {
        // Each new session deletes the expired ones.
        prepared('DELETE FROM sessions WHERE expiresAt <= ?').run(session.codeSentAt)
        if (sessionOf(session.id)) return false
        keepSession(session)
        return true
      }),
    session: sessionOf,
    updateSession: (id, change) =>
      step(() => {
        const { session, result } = change(sessionOf(id))
        if (session) keepSession(session)
        else prepared('DELETE FROM sessions WHERE id = ?').run(id)
        return result
      }),
    addPerson,
    person: personAt,
    updatePerson: (userId, change) =>
      step(() => {
        const { person, result } = stepPerson(userId, personAt(userId), change)
        if (person) insertPerson('REPLACE', person)
        else prepared('DELETE FROM people WHERE userId = ?').run(userId)
        return result
      }),
    noteSending: (userId, at, interval) =>
      step(() => {
        const last = get('SELECT at FROM sendings WHERE userId = ?', userId)
        if (last && at - Number(last.at) < interval) return false
        prepared('INSERT OR REPLACE INTO sendings VALUES (?, ?)').run(userId, at)
        return true
      }),
    addUpload,
    upload: (name) => {
      const row = get('SELECT * FROM uploads WHERE name = ?', name)
      return row && uploadOf(row)
    },
    dump: () =>
      step(
        (): StoredState => ({
          people: prepared('SELECT * FROM people').all().map(personOf),
          sessions: prepared('SELECT state FROM sessions').all().map(parsedSession),
          sendings: prepared('SELECT * FROM sendings')
            .all()
            .map(({ userId, at }) => ({ userId: String(userId), at: Number(at) })),
          uploads: prepared('SELECT * FROM uploads').all().map(uploadOf),
        }),
      ),
    load: (state) =>
      step(() => {
        for (const table of ['people', 'sessions', 'sendings', 'uploads']) prepared(`DELETE FROM ${table}`).run()
        state.people.forEach(addPerson)
        state.sessions.forEach(keepSession)
        for (const { userId, at } of state.sendings) prepared('INSERT INTO sendings VALUES (?, ?)').run(userId, at)
        state.uploads.forEach(addUpload)
      }),
    close: () => database.close(),
  }
}

/** Opens the file, and waits while another process is creating it. */
function openDatabase(path: string): DatabaseSync {
  const end = Date.now() + busyTimeout
  for (;;) {
    try {
      return openAtOnce(path)
    } catch (error) {
      // SQLite itself does not wait when two processes switch a new file to write-ahead logging at once.
      if (!isBusy(error) || Date.now() >= end) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
    }
  }
}

/** Whether this is SQLITE_BUSY, or one of its extended codes. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5
}

function openAtOnce(path: string): DatabaseSync {
  const { DatabaseSync } = sqlite()
  const database = new DatabaseSync(path)
  try {
    database.exec(`PRAGMA busy_timeout = ${busyTimeout}`)
    // A write-ahead log saves waiting for the disk at each step, and its content survives the process.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
    database.exec('BEGIN IMMEDIATE')
    const version = database.prepare('PRAGMA user_version').get()?.user_version
    const isNew = database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get()?.tables === 0
    if (isNew) database.exec(schema)
    else if (version !== schemaVersion) throw new Error(`${path} is not a data file of this version of phone-auth-kit`)
    database.exec('COMMIT')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Loads Node's SQLite, and suppresses the experimental warning that older versions of Node print. */
function sqlite(): typeof import('node:sqlite') {
  const { emitWarning } = process
  process.emitWarning = (warning: string | Error, ...rest: unknown[]) => {
    if (!/SQLite/.test(String(warning))) Reflect.apply(emitWarning, process, [warning, ...rest])
  }
  try {
    // Not imported above: it is loaded only when a file is opened, and loading it prints the warning.
    return createRequire(import.meta.url)('node:sqlite')
  } finally {
    process.emitWarning = emitWarning
  }
}

function transaction<Result>(prepared: (sql: string) => StatementSync, work: () => Result): Result {
  prepared('BEGIN IMMEDIATE').run()
  try {
    const result = work()
    prepared('COMMIT').run()
    return result
  } catch (error) {
    try {
      prepared('ROLLBACK').run()
    } catch {
      // SQLite has already rolled back, as it does when the disk is full.
    }
    throw error
  }
}

type Row = Record<string, SQLOutputValue>

// The casts are safe: the rows were written above, from values of these types.

function parsedSession({ state }: Row): StoredSession {
  return JSON.parse(String(state)) as StoredSession
}

function personOf(row: Row): Person {
  return { ...row } as unknown as Person
}

function uploadOf(row: Row): Upload {
  return { ...row } as unknown as Upload
}
