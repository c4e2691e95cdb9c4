import { mkdtempSync, rmSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { IDBFactory } from 'fake-indexeddb'
import {
  browserStore,
  createReferenceBackend,
  memoryStore,
  type Person,
  type Store,
  type StoredSession,
} from 'phone-auth-kit/reference'
import { openFileStore, uploadsInFolder } from 'phone-auth-kit/server'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { Visitor } from '../visitor.ts'

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'phone-auth-kit-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  return path
}

function fileStore(): Store {
  const store = openFileStore(join(folder(), 'data.db'))
  onTestFinished(() => store.close())
  return store
}

const stores: Record<string, () => Store> = {
  'the memory store': () => memoryStore(),
  'the file store': fileStore,
  'the browser store': () => {
    vi.stubGlobal('indexedDB', new IDBFactory())
    onTestFinished(() => {
      vi.unstubAllGlobals()
    })
    return browserStore()
  },
  'the memory store with uploads in a folder': () => uploadsInFolder(memoryStore(), folder()),
  'the file store with uploads in a folder': () => uploadsInFolder(fileStore(), folder()),
}

const session: StoredSession = {
  id: 'one',
  userId: '13800138000',
  code: '0042',
  codeSentAt: 1000,
  wrongCodes: 0,
  lockedUntil: 0,
  verified: false,
  expiresAt: 2000,
}

const person: Person = {
  userId: '13800138000',
  passwordHash: 'a hash',
  gender: '0',
  nickname: '小明',
  headImage: null,
  registeredAt: 1000,
}

const upload = { name: 'one.png', path: '/uploads/one.png', type: 'image/png', bytes: Uint8Array.of(0, 1, 254, 255) }

describe.each(Object.entries(stores))('%s', (_name, open) => {
  test('keeps a session and refuses a second one with its id', async () => {
    const store = open()
    expect(await store.createSession(session)).toBe(true)
    expect(await store.createSession({ ...session, code: '9999' })).toBe(false)
    expect(await store.session('one')).toEqual(session)
    expect(await store.session('two')).toBeUndefined()
  })

  test('loses none of many concurrent steps on one session', async () => {
    const store = open()
    await store.createSession(session)
    const counts = await Promise.all(
      Array.from({ length: 200 }, () =>
        store.updateSession('one', (before) => {
          const wrongCodes = (before?.wrongCodes ?? 0) + 1
          return { session: before && { ...before, wrongCodes }, result: wrongCodes }
        }),
      ),
    )
    expect(new Set(counts).size).toBe(200)
    expect((await store.session('one'))?.wrongCodes).toBe(200)
  })

  test('deletes a session when a step returns none', async () => {
    const store = open()
    await store.createSession(session)
    expect(await store.updateSession('one', () => ({ session: undefined, result: 'gone' }))).toBe('gone')
    expect(await store.session('one')).toBeUndefined()
  })

  test('keeps the first of many people added at once for one phone', async () => {
    const store = open()
    const added = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => store.addPerson({ ...person, passwordHash: `hash ${index}` })),
    )
    expect(added.filter(Boolean)).toHaveLength(1)
    expect(await store.person(person.userId)).toEqual({ ...person, passwordHash: `hash ${added.indexOf(true)}` })
    expect(await store.person('13900139000')).toBeUndefined()
  })

  test('loses none of many concurrent changes of one person', async () => {
    const store = open()
    await store.addPerson({ ...person, registeredAt: 0 })
    const counts = await Promise.all(
      Array.from({ length: 200 }, () =>
        store.updatePerson(person.userId, (before) => {
          const registeredAt = (before?.registeredAt ?? 0) + 1
          return { person: before && { ...before, registeredAt }, result: registeredAt }
        }),
      ),
    )
    expect(new Set(counts).size).toBe(200)
    expect(await store.person(person.userId)).toEqual({ ...person, registeredAt: 200 })
  })

  test('deletes or adds a person as the step says', async () => {
    const store = open()
    const other = { ...person, userId: '13900139000' }
    await store.addPerson(person)
    expect(await store.updatePerson(person.userId, () => ({ person: undefined, result: 'deleted' }))).toBe('deleted')
    expect(
      await store.updatePerson(other.userId, (before) => ({ person: before ?? other, result: before })),
    ).toBeUndefined()
    expect((await store.dump()).people).toEqual([other])
  })

  test('leaves a person unchanged when a step throws or changes the phone number', async () => {
    const store = open()
    await store.addPerson(person)
    const move = async () =>
      store.updatePerson(person.userId, () => ({ person: { ...person, userId: '13900139000' }, result: undefined }))
    await expect(move()).rejects.toThrow(new TypeError('updatePerson: a step cannot change the userId'))
    const fail = async () =>
      store.updatePerson(person.userId, () => {
        throw new RangeError('the step failed')
      })
    await expect(fail()).rejects.toThrow('the step failed')
    expect((await store.dump()).people).toEqual([person])
    expect(await store.updatePerson(person.userId, (before) => ({ person: before, result: before }))).toEqual(person)
  })

  test('notes one sending per interval', async () => {
    const store = open()
    expect(await store.noteSending('13800138000', 1000, 60)).toBe(true)
    expect(await store.noteSending('13800138000', 1059, 60)).toBe(false)
    expect(await store.noteSending('13900139000', 1059, 60)).toBe(true)
    expect(await store.noteSending('13800138000', 1060, 60)).toBe(true)
  })

  test('keeps an upload byte for byte and refuses a second one with its name', async () => {
    const store = open()
    expect(await store.addUpload(upload)).toBe(true)
    expect(await store.addUpload({ ...upload, bytes: Uint8Array.of(7) })).toBe(false)
    const kept = await store.upload('one.png')
    expect(kept && { ...kept, bytes: [...kept.bytes] }).toEqual({ ...upload, bytes: [0, 1, 254, 255] })
    expect(await store.upload('../one.png')).toBeUndefined()
  })

  test('keeps a session that never expires, on a clock with fractions of milliseconds', async () => {
    const people = [{ userId: '13900139000', password: 'abcd1234' }]
    const options = { hashCost: 10, sessionLifetime: Number.POSITIVE_INFINITY, now: () => 1000.5, people }
    const backend = createReferenceBackend({ ...options, store: open() })
    const visitor = new Visitor('http://api.example', backend.fetch)
    await visitor.verified('13800138000')
    await backend.load(JSON.parse(JSON.stringify(await backend.snapshot())))
    expect(await visitor.complete('abcd1234')).toMatchObject({ result: '0000' })
    expect(await visitor.login('13900139000', 'abcd1234')).toMatchObject({ result: '0000' })
  })

  test('restores an earlier state', async () => {
    const store = open()
    await store.createSession(session)
    await store.addPerson(person)
    await store.noteSending('13800138000', 1000, 60)
    await store.addUpload(upload)
    const state = await store.dump()
    await store.load({ people: [], sessions: [], sendings: [], uploads: [] })
    expect(await store.person(person.userId)).toBeUndefined()
    expect(await store.upload('one.png')).toBeUndefined()
    await store.load(state)
    expect(await store.session('one')).toEqual(session)
    expect(await store.person(person.userId)).toEqual(person)
    expect(await store.noteSending('13800138000', 1059, 60)).toBe(false)
    expect([...((await store.upload('one.png'))?.bytes ?? [])]).toEqual([0, 1, 254, 255])
  })
})

describe('the memory store', () => {
  test('drops the session unused for longest when it has too many', async () => {
    const store = memoryStore({ sessions: 2 })
    await store.createSession({ ...session, id: 'first' })
    await store.createSession({ ...session, id: 'second' })
    await store.updateSession('first', (before) => ({ session: before, result: undefined }))
    await store.createSession({ ...session, id: 'third' })
    expect(await Promise.all(['first', 'second', 'third'].map(async (id) => (await store.session(id))?.id))).toEqual([
      'first',
      undefined,
      'third',
    ])
  })

  test('drops the oldest upload when they take too many bytes', async () => {
    const store = memoryStore({ uploadBytes: 2.2 * (1024 + 5) })
    for (const name of ['first', 'second', 'third'])
      await store.addUpload({ ...upload, name, bytes: new Uint8Array(5) })
    expect(await store.upload('first')).toBeUndefined()
    expect(await store.upload('second')).toBeDefined()
    expect(await store.upload('third')).toBeDefined()
  })
})

describe('the file store', () => {
  test('still has its data when it is opened again', async () => {
    const path = join(folder(), 'data.db')
    const before = openFileStore(path)
    await before.addPerson(person)
    await before.createSession(session)
    before.close()
    const after = openFileStore(path)
    onTestFinished(() => after.close())
    expect(await after.person(person.userId)).toEqual(person)
    expect(await after.session('one')).toEqual(session)
  })

  test('deletes expired sessions', async () => {
    const store = fileStore()
    await store.createSession(session)
    await store.createSession({ ...session, id: 'later', codeSentAt: 2000, expiresAt: 3000 })
    expect((await store.dump()).sessions.map(({ id }) => id)).toEqual(['later'])
  })

  test('refuses a file with other contents', async () => {
    const { DatabaseSync } = await import('node:sqlite')
    const path = join(folder(), 'other.db')
    const other = new DatabaseSync(path)
    other.exec('CREATE TABLE something (else_ TEXT)')
    other.close()
    expect(() => openFileStore(path)).toThrow('is not a data file of this version')
  })
})

test('a browser store that failed to open tries again at the next step', async () => {
  const indexedDB = new IDBFactory()
  // A newer version of the database, as a page of a later release might leave behind.
  indexedDB.open('phone-auth-kit', 2)
  vi.stubGlobal('indexedDB', indexedDB)
  onTestFinished(() => {
    vi.unstubAllGlobals()
  })
  const store = browserStore()
  await expect(store.person('13800138000')).rejects.toThrow()
  vi.stubGlobal('indexedDB', new IDBFactory())
  expect(await store.addPerson(person)).toBe(true)
})

test('an upload whose file was deleted counts as absent', async () => {
  const path = folder()
  const backend = createReferenceBackend({ store: uploadsInFolder(memoryStore(), path), pathStyle: 'url' })
  const { message } = await new Visitor('http://api.example', backend.fetch).upload(upload.bytes)
  expect((await backend.fetch(message ?? '')).status).toBe(200)
  for (const name of await readdir(path)) await rm(join(path, name))
  expect((await backend.fetch(message ?? '')).status).toBe(404)
  expect((await backend.snapshot()).uploads).toEqual([])
})

test.each(['../climbed.png', '/tmp/climbed.png', '..\\climbed.png', '..', ''])(
  'a snapshot cannot write outside the upload folder: %j',
  async (name) => {
    const outer = folder()
    const backend = createReferenceBackend({ store: uploadsInFolder(memoryStore(), join(outer, 'uploads')) })
    const nothing = { version: 1, people: [], sessions: [], sendings: [], inbox: [] } as const
    const uploads = [{ name, path: '/climbed.png', type: 'image/png', base64: '' }]
    await expect(backend.load({ ...nothing, uploads })).rejects.toThrow('is not the name of an upload')
    expect(await readdir(outer, { recursive: true })).toEqual(['uploads'])
  },
)

test('uploads in a folder never overwrite an existing file', async () => {
  const path = folder()
  const first = uploadsInFolder(memoryStore(), path)
  await first.addUpload(upload)
  const second = uploadsInFolder(memoryStore(), path)
  expect(await second.addUpload({ ...upload, bytes: Uint8Array.of(7) })).toBe(false)
  expect(await readdir(path)).toEqual(['one.png'])
  expect([...((await first.upload('one.png'))?.bytes ?? [])]).toEqual([0, 1, 254, 255])
})
