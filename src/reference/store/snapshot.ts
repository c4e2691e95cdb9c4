import type { InboxMessage } from './inbox.ts'
import type { StoredState, Upload } from './store.ts'

/**
 * Everything a backend knows at one moment, as a value that JSON can hold. It contains codes and password hashes, so
 * treat it like test data that nobody else may read.
 */
export interface Snapshot extends Omit<StoredState, 'uploads'> {
  readonly version: 1
  readonly uploads: readonly SavedUpload[]
  readonly inbox: readonly InboxMessage[]
}

/** An upload with its bytes as base64. */
export interface SavedUpload extends Omit<Upload, 'bytes'> {
  readonly base64: string
}

/** Makes a snapshot of the contents of a store and an inbox. */
export function snapshotOf(state: StoredState, inbox: readonly InboxMessage[]): Snapshot {
  const uploads = state.uploads.map(({ bytes, ...upload }) => ({ ...upload, base64: toBase64(bytes) }))
  return { version: 1, ...state, uploads, inbox }
}

/**
 * Reads the state of a store from a snapshot.
 *
 * @throws TypeError when the value is not a snapshot of this version.
 */
export function stateOf(snapshot: Snapshot): StoredState {
  // It may come from a file, so it can be any value.
  const { version, inbox, people, sessions, sendings, uploads } = (snapshot as Snapshot | null) ?? ({} as Snapshot)
  const lists: unknown[] = [inbox, people, sessions, sendings, uploads]
  if (version !== 1 || !lists.every(Array.isArray)) throw notASnapshot()
  for (const [list, rows] of Object.entries({ people, sessions, sendings, uploads, inbox }))
    for (const [index, row] of rows.entries()) checkRow(row, shapes[list as keyof typeof shapes], `${list}[${index}]`)
  return {
    people,
    sessions,
    sendings,
    uploads: uploads.map(({ base64, ...upload }) => ({ ...upload, bytes: fromBase64(base64) })),
  }
}

const isText = (value: unknown) => typeof value === 'string'
const isTextOrNull = (value: unknown) => value === null || isText(value)
const isMoment = Number.isSafeInteger
const isBase64 = (value: unknown) =>
  typeof value === 'string' && value.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(value)

/** The checks for the members of each row. */
const shapes: { readonly [List in keyof Omit<Snapshot, 'version'>]: Shape<Snapshot[List][number]> } = {
  people: {
    userId: isText,
    passwordHash: isText,
    gender: isTextOrNull,
    nickname: isTextOrNull,
    headImage: isTextOrNull,
    registeredAt: isMoment,
  },
  sessions: {
    id: isText,
    userId: isText,
    code: isTextOrNull,
    codeSentAt: isMoment,
    wrongCodes: Number.isSafeInteger,
    lockedUntil: isMoment,
    verified: (value) => typeof value === 'boolean',
    expiresAt: isMoment,
  },
  sendings: { userId: isText, at: isMoment },
  uploads: { name: isText, path: isText, type: isText, base64: isBase64 },
  inbox: { userId: isText, code: isText, text: isText, sentAt: isMoment },
}

type Shape<Row> = { readonly [Member in keyof Row]: (value: unknown) => boolean }

function checkRow(row: unknown, shape: Shape<Record<string, unknown>>, place: string): void {
  if (typeof row !== 'object' || row === null) throw notASnapshot(place)
  const wrong = Object.entries(shape).find(([member, isRight]) => !isRight((row as Record<string, unknown>)[member]))
  if (wrong) throw notASnapshot(`${place}.${wrong[0]}`)
}

/** Says where the snapshot is wrong, but not what is there: codes and hashes are secrets. */
function notASnapshot(place?: string): TypeError {
  return new TypeError(`not a snapshot of a reference backend${place === undefined ? '' : `: ${place} is wrong`}`)
}

function toBase64(bytes: Uint8Array): string {
  let text = ''
  // In pieces: the number of arguments of a call is limited.
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text)
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
