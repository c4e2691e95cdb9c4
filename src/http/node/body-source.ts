import { systemErrorOf } from './cause-of.ts'
import type { Cause, FailureHint } from './outcome.ts'
import type { BodyStream } from './request.ts'

/** A body that could not be read to its end. Nothing of the stream's own error is kept but its code. */
export class BodyError extends Error {
  readonly failure: Cause

  constructor(hint?: FailureHint, error?: unknown) {
    super('body-failed')
    this.failure = { code: 'body-failed', hint, systemCode: systemErrorOf(error).code || undefined }
  }
}

/** A body, read piece by piece. */
export interface BodySource {
  /** @throws BodyError */
  readonly pieces: AsyncIterator<Uint8Array, void>
  /** Closes what is read, whatever state it is in. Never throws. */
  cancel(): void
}

/** Opens a stream of any kind. It may be broken, locked, or lie about what it yields: each is a BodyError. */
export function openStream({ stream, length }: BodyStream): BodySource {
  const reading = attempt(() => readingOf(stream))
  const locked = (stream as { locked?: unknown } | undefined)?.locked === true
  return {
    pieces: reading ? checked(reading, length) : failing(new BodyError(locked ? 'body-locked' : undefined)),
    cancel: () => void attempt(() => reading?.cancel()),
  }
}

/** A whole body, for one whose progress is told. */
export function openWhole(body: string | Uint8Array): BodySource {
  async function* pieces() {
    yield typeof body === 'string' ? Buffer.from(body) : body
  }
  return { pieces: pieces(), cancel() {} }
}

async function* checked(reading: Reading, length: number | undefined): AsyncGenerator<Uint8Array, void> {
  let read = 0
  let last: Uint8Array | undefined
  for (;;) {
    const { done, value } = await reading.next().catch((error) => {
      throw new BodyError(undefined, error)
    })
    if (done) break
    const bytes = bytesOf(value)
    if (!bytes) throw new BodyError('body-not-bytes')
    if (bytes.length === 0) continue
    read += bytes.length
    if (length !== undefined && read > length) throw new BodyError('body-length')
    // Once the server has the last byte, it has a complete request. So it gets it when the stream is known to end there.
    if (read === length) last = bytes
    else yield bytes
  }
  if (length !== undefined && read < length) throw new BodyError('body-length')
  if (last) yield last
}

// biome-ignore lint/correctness/useYield: it fails before there is anything to yield.
async function* failing(error: BodyError): AsyncGenerator<Uint8Array, void> {
  throw error
}

interface Reading {
  next(): Promise<{ readonly done?: boolean | undefined; readonly value?: unknown }>
  cancel(): void
}

/** What a stream of Node has beside being iterable. */
interface Destroyable {
  on(event: 'error', listener: () => void): unknown
  destroy(): unknown
}

function readingOf(stream: BodyStream['stream']): Reading {
  if ('getReader' in stream) {
    const reader = stream.getReader()
    return {
      next: () => reader.read(),
      cancel: () => void reader.cancel().catch(() => {}),
    }
  }
  const iterator = stream[Symbol.asyncIterator]()
  if ('destroy' in stream && 'on' in stream) {
    const destroyable = stream as typeof stream & Destroyable
    // An error after the reading has ended would end the process.
    destroyable.on('error', () => {})
    return { next: async () => iterator.next(), cancel: () => void destroyable.destroy() }
  }
  return {
    next: async () => iterator.next(),
    cancel: () => void Promise.resolve(iterator.return?.()).catch(() => {}),
  }
}

function bytesOf(value: unknown): Uint8Array | undefined {
  if (typeof value === 'string') return Buffer.from(value)
  if (value instanceof Uint8Array) return value
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
  // Of whatever realm: a page in jsdom has its own.
  const kind = Object.prototype.toString.call(value)
  return /^\[object (?:Shared)?ArrayBuffer\]$/.test(kind) ? new Uint8Array(value as ArrayBuffer) : undefined
}

function attempt<Result>(act: () => Result): Result | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}
